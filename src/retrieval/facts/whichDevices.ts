import type { ComposedFacts, FactItem } from '../../core/facts.ts';
import type { Language } from '../../core/language.ts';
import type { DocumentStore } from '../../index/documentStore.ts';
import { foldText } from '../../network/tokenize.ts';
import { translateTerms } from '../glossary.ts';
import { type DeviceName, namedDevices } from '../planQuery.ts';
import { isConfigKeyword } from './configKeywords.ts';
import { deviceOf, placeOf, statementsOf } from './documentLines.ts';
import {
  type ConfigDocument,
  type MatchingDevice,
  matchingDevices,
  sortedByDevice,
} from './matchStatements.ts';
import { askedNames, isKindWord } from './namedObjects.ts';
import { isOrdinary, writtenWords } from './questionWords.ts';
import { platformsOf, type StatementTerm, statementTerms } from './statementTerms.ts';

/** Devices with a row of their own; further ones are named. */
export const MAX_DEVICE_ROWS = 40;
/** Names of further devices; of thousands, the count says more. */
const MAX_NAMED_MORE = 300;

const DEVICE_NOUN =
  'devices?|routers?|switch(?:es)?|firewalls?|nodes?|hosts?|boxes|leaf|leafs|leaves|spines?|pes|machines|configs|configurations|dispositivos?|equipamentos?|roteador|roteadores|comutador|comutadores|nos|maquinas?|caixas';
const ASKED =
  'which|what|list|show|find|name|how many|are there any|any|quais|qual|que|liste|listar|mostre|quantos|quantas|em quais|em que';
/** `which Nexus switches …`: up to three words may stand between. */
const QUESTION = new RegExp(
  `\\b(?:${ASKED})\\s+(?:sao\\s+)?(?:all\\s+|me\\s+|todos\\s+|the\\s+|os\\s+|as\\s+|of\\s+|our\\s+|my\\s+|nossos\\s+|meus\\s+)*((?:[\\w-]+\\s+){0,3}?)(${DEVICE_NOUN})(?![\\w-])\\s+(?!ids?\\b|ports?\\b|interfaces?\\b|names?\\b|uplinks?\\b|model)(.*)`,
  's',
);
/** Words after which it is no longer an attribute of the devices. */
const VERB =
  /^(?:is|are|was|does|do|did|has|have|of|in|on|at|e|sao|esta|estao|tem|do|da|no|na|de)$/;
/** A second question behind the first. */
const SECOND_CLAUSE =
  /[?;]|,?\s+(?:and|e)\s+(?:are|is|do|does|what|which|how|in|where|why|when|from|qual|quais|como|onde|em|por)\b/;
const LACKING: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:without|lacks?|lacking|missing|not|no|none|never|don't|doesn't)\b/,
  // `no BGP` is "into BGP".
  'pt-br': /\b(?:sem|nao|falta|faltam|faltando)\b/,
};

/** A question mark and spaces behind the clause are no second question. */
const MAX_TAIL_CHARACTERS = 3;

interface DevicesQuestion {
  readonly terms: readonly StatementTerm[];
  readonly lacking: boolean;
  /** The question goes on to ask something else. */
  readonly partial: boolean;
  readonly clause: string;
  readonly configs: ReadonlyMap<number, ConfigDocument>;
}

/** Keeps the configurations that the attributes of the question fit; undefined if one fits none. */
function narrowed(
  all: readonly (ConfigDocument & { readonly platform: string })[],
  attributes: readonly string[],
): readonly ConfigDocument[] | undefined {
  let left = all;
  for (const word of attributes) {
    const platforms: readonly string[] = platformsOf(word);
    const stem = foldText(word).replace(/(?:es|s)$/, '');
    const kept = left.filter(({ platform, hostname, path }) =>
      platforms.length > 0
        ? platforms.includes(platform)
        : foldText(`${hostname ?? ''} ${path}`).includes(stem),
    );
    if (kept.length === 0) return undefined;
    left = kept;
  }
  return left;
}

/** Nouns that are also part of names, as in `which leafs`. */
const ROLE_NOUN = /^(?:leaf|leafs|leaves|spines?)$/;

function roleOf(noun: string): string[] {
  return ROLE_NOUN.test(noun) ? [noun.startsWith('spine') ? 'spine' : 'leaf'] : [];
}

/** Vendors are no attribute that a configuration lacks. */
const ANY_VENDOR = /^(?:cisco|network|of|the|our|border|edge|core|access|wan|all)$/;

function readQuestion(
  question: string,
  language: Language,
  configs: readonly (ConfigDocument & { readonly platform: string })[],
): DevicesQuestion | undefined {
  const found = QUESTION.exec(foldText(question));
  if (!found) return undefined;
  const [, before = '', noun = '', rest = ''] = found;
  const attributes = before.trim().split(/\s+/).filter(Boolean);
  if (attributes.some((word) => VERB.test(word))) return undefined;
  const clause = rest.split(SECOND_CLAUSE)[0] ?? '';
  const lacking = LACKING[language].test(clause);
  const said = clause.replace(new RegExp(LACKING[language], 'g'), ' ');
  const wanted = language === 'pt-br' ? translateTerms(said) : said;
  const read = statementTerms(wanted);
  const platformWords = writtenWords(wanted).filter((word) => platformsOf(word).length > 0);
  const terms = read.filter(({ label }) => platformsOf(label).length === 0);
  const firm = [...attributes.filter((word) => !isOrdinary(word)), ...roleOf(noun)];
  const narrow =
    narrowed(configs, [...firm, ...platformWords]) ??
    narrowed(configs, [...firm.filter((word) => !ANY_VENDOR.test(word)), ...platformWords]);
  if (!narrow || terms.every(({ optional }) => optional)) return undefined;
  const partial = rest.length - clause.length > MAX_TAIL_CHARACTERS;
  return {
    terms,
    lacking,
    partial,
    clause,
    configs: new Map(narrow.map((each) => [each.documentId, each])),
  };
}

/** Each device once, however many of its files match. */
function byDevice<T extends { readonly device: string }>(found: readonly T[]): T[] {
  const first = new Map<string, T>();
  for (const each of found) if (!first.has(each.device)) first.set(each.device, each);
  return [...first.values()];
}

function labelsOf(terms: readonly StatementTerm[]): readonly string[] {
  return terms.map(({ label }) => label);
}

function moreItem(names: readonly string[]): FactItem[] {
  if (names.length === 0) return [];
  const named = names.slice(0, MAX_NAMED_MORE);
  const shown = names.length > MAX_NAMED_MORE ? [...named, '…'] : named;
  return [{ type: 'sentence', key: 'factMatchingMore', args: [names.length, shown], places: [] }];
}

function holdingFacts(
  found: readonly MatchingDevice[],
  terms: readonly StatementTerm[],
  all: number,
): ComposedFacts {
  const devices = byDevice(found);
  const rows = devices.slice(0, MAX_DEVICE_ROWS).map(({ device, folder, path, statement }) => ({
    cells: [device, statement.text, statement.path.join(' › ')],
    places: [placeOf({ folder, path }, statement.line)],
  }));
  return {
    kind: 'devices',
    items: [
      {
        type: 'sentence',
        key: 'factMatching',
        args: [devices.length, all, labelsOf(terms)],
        places: [],
      },
      { type: 'table', columns: ['columnDevice', 'columnStatement', 'columnSection'], rows },
      ...moreItem(devices.slice(MAX_DEVICE_ROWS).map(({ device }) => device)),
    ],
  };
}

function lackingFacts(
  found: readonly MatchingDevice[],
  terms: readonly StatementTerm[],
  devices: readonly string[],
): ComposedFacts {
  const holding = new Set(found.map(({ device }) => device));
  const without = devices.filter((device) => !holding.has(device));
  return {
    kind: 'devices',
    items: [
      {
        type: 'sentence',
        key: 'factMatchingNot',
        args: [without.length, devices.length, labelsOf(terms), without.slice(0, MAX_NAMED_MORE)],
        places: found.slice(0, 3).map((each) => placeOf(each, each.statement.line)),
      },
    ],
  };
}

/** "Which switches have VLAN 20?": the devices that define or use the one named object. */
function devicesWithName(
  question: string,
  documents: DocumentStore,
  { terms, configs }: DevicesQuestion,
): MatchingDevice[] {
  const [named, ...others] = askedNames(question, documents, () => false);
  if (!named || others.length > 0 || named.kindLabel === '') return [];
  const name = foldText(named.name);
  const isNamed = ({ label }: StatementTerm): boolean =>
    label === name || label.endsWith(name) || isKindWord(label);
  if (!terms.every(isNamed)) return [];
  // Definitions come first, so the first place of a document is its best.
  const lineOf = new Map<number, number>();
  for (const { documentId, line } of named.places) {
    if (configs.has(documentId) && !lineOf.has(documentId)) lineOf.set(documentId, line);
  }
  const chunkIds = [...lineOf].flatMap(([id, line]) => documents.chunkAt(id, line) ?? []);
  const found = documents.chunksById(chunkIds).flatMap((chunk): MatchingDevice[] => {
    const config = configs.get(chunk.documentId);
    const line = lineOf.get(chunk.documentId);
    const statement = statementsOf(chunk).find((each) => each.line === line);
    return config && statement
      ? [{ ...config, device: deviceOf(config), statement, full: true }]
      : [];
  });
  return sortedByDevice(found);
}

/** An acronym that is a keyword, or a name: a device that has to do with it writes it so. */
function isTechnical(term: StatementTerm, question: string): boolean {
  if (term.exact && /[-_.:/]|^vlan\d/.test(term.label)) return true;
  const written = writtenWords(question).find((word) => foldText(word) === term.label) ?? '';
  if (!/^[A-Z]{2,}s?$/.test(written)) return false;
  return isConfigKeyword(term.label) || isConfigKeyword(term.label.replace(/s$/, ''));
}

/**
 * "Which routers …?": every device with a statement that holds all that the question names, or,
 * for what devices lack, those without. Undefined for other questions, and where the words of the
 * question are not such that their absence would say anything.
 */
export function whichDevices(
  question: string,
  language: Language,
  documents: DocumentStore,
  devices: readonly DeviceName[],
): ComposedFacts | undefined {
  if (!QUESTION.test(foldText(question))) return undefined;
  const configs = configDocuments(documents, devices);
  const asked = readQuestion(question, language, configs);
  if (!asked || namedDevices(asked.clause, devices).length > 0) return undefined;
  const facts = factsOf(question, documents, asked);
  return facts && asked.partial ? { ...facts, partial: true } : facts;
}

function factsOf(
  question: string,
  documents: DocumentStore,
  asked: DevicesQuestion,
): ComposedFacts | undefined {
  const { terms, lacking } = asked;
  const byName = devicesWithName(question, documents, asked);
  const found = byName.length > 0 ? byName : matchingDevices(documents, asked.configs, terms);
  const scope = byDevice(
    [...asked.configs.values()].map((each) => ({ device: each.hostname || each.path })),
  );
  if (found.length === 0) {
    const sure = terms.every((term) => isTechnical(term, question));
    if (!sure) return undefined;
    return {
      kind: 'devices',
      items: [
        {
          type: 'sentence',
          key: 'factMatchingNone',
          args: [scope.length, labelsOf(terms)],
          places: [],
        },
      ],
    };
  }
  if (lacking)
    return lackingFacts(
      found,
      terms,
      scope.map(({ device }) => device),
    );
  return holdingFacts(found, terms, scope.length);
}

/** The documents that are configurations, by their kind. */
export function configDocuments(
  documents: DocumentStore,
  devices: readonly DeviceName[],
): (ConfigDocument & { readonly platform: string })[] {
  const known = new Map(devices.map((device) => [device.documentId, device]));
  return documents.documentsOfKind('config').flatMap(({ documentId, folder }) => {
    const device = known.get(documentId);
    if (!device) return [];
    const { path, hostname, platform } = device;
    return [{ documentId, folder, path, platform, ...(hostname ? { hostname } : {}) }];
  });
}
