import type { ComposedFacts } from '../../core/facts.ts';
import type { DocumentStore } from '../../index/documentStore.ts';
import { foldText } from '../../network/tokenize.ts';
import { type DeviceName, namedDevices, type QueryPlan } from '../planQuery.ts';
import { addressFacts } from './addressFacts.ts';
import { definitionFacts } from './definitionFacts.ts';
import { deviceFacts } from './deviceFacts.ts';
import { missingFacts } from './missingFacts.ts';
import { askedCode, mnemonicFacts } from './mnemonicFacts.ts';
import { askedNames, isKindWord, isNumbered } from './namedObjects.ts';
import { leftWords } from './questionWords.ts';
import { configDocuments, whichDevices } from './whichDevices.ts';

export interface FactSources {
  readonly documents: DocumentStore;
  /** Absent when the bundled corpus could not be opened. */
  readonly corpus?: DocumentStore | undefined;
  /** All indexed documents. */
  readonly devices: readonly DeviceName[];
}

/** A question that says more than this beside a name asks for more than what the name is. */
const MAX_OTHER_WORDS = 3;
const DEFINITION_WORDS =
  /^(?:match(?:es)?|permits?|permitted|den(?:y|ies)|allow(?:s|ed)?|blocks?|filters?|references?|refers?|do|casa|casam|permite|nega|bloqueia|filtra|faz|what|o|que|apply|applied)$/i;

/**
 * Answers what the index can answer by itself: addresses, named objects, message codes, lists of
 * devices, and what a device is. Undefined for all other questions, and where it is not sure of
 * what is asked.
 */
export async function composeFacts(
  question: string,
  plan: Pick<QueryPlan, 'language' | 'aboutEvents'>,
  { documents, corpus, devices }: FactSources,
): Promise<ComposedFacts | undefined> {
  const named = namedDevices(question, devices);
  const isDevice = (word: string): boolean => namedDevices(word, named).length > 0;
  const ids = new Set(named.map(({ documentId }) => documentId));
  const mnemonic = mnemonicFacts(question, documents, corpus, ids);
  if (mnemonic) return asPartial(mnemonic, saysMoreThanCode(question, isDevice));
  const address = plan.aboutEvents ? undefined : addressFacts(question, documents, isDevice);
  if (address) return address;
  const which = plan.aboutEvents
    ? undefined
    : whichDevices(question, plan.language, documents, devices);
  if (which) return which;
  const device = deviceFacts(
    question,
    documents,
    configDocuments(documents, named),
    named,
    isDevice,
  );
  if (device) return device;
  const definition = plan.aboutEvents
    ? undefined
    : definitions(question, documents, named, isDevice);
  return definition ?? missingFacts(question, plan.language, documents, named, isDevice);
}

function asPartial(facts: ComposedFacts, isPartial: boolean): ComposedFacts {
  return isPartial ? { ...facts, partial: true } : facts;
}

const CODE_WORDS =
  /^(?:logs?|logged|messages?|syslog|occur\w*|code|mnemonic|severity|mensage[mn]s?|codigo|ocorre\w*|registrad\w*)$/i;

/** Whether a question with a message code asks for one occasion rather than for the code. */
function saysMoreThanCode(question: string, isDevice: (word: string) => boolean): boolean {
  const code = foldText(askedCode(question) ?? '');
  const isSaid = (word: string): boolean =>
    foldText(word).includes(code) || isDevice(word) || CODE_WORDS.test(foldText(word));
  return leftWords(question, isSaid).length > 0;
}

function definitions(
  question: string,
  documents: DocumentStore,
  named: readonly DeviceName[],
  isDevice: (word: string) => boolean,
): ComposedFacts | undefined {
  const asked = askedNames(question, documents, isDevice);
  if (asked.length === 0) return undefined;
  const names = new Set(asked.map(({ name }) => foldText(name)));
  const others = leftWords(
    question,
    (word) =>
      names.has(foldText(word)) ||
      isDevice(word) ||
      isKindWord(word) ||
      DEFINITION_WORDS.test(word),
  );
  if (others.length > MAX_OTHER_WORDS) return undefined;
  // "Which VNI has VLAN 20?" asks for something of the VLAN, not for the VLAN.
  const numbered = asked.every(({ places }) => places.every(({ kind }) => isNumbered(kind)));
  if (others.length > 0 && numbered) return undefined;
  const scope = new Map(
    named.map(({ documentId, hostname, path }) => [documentId, hostname || path]),
  );
  const facts = definitionFacts(asked, documents, scope);
  return facts && asPartial(facts, others.length > 0);
}
