import type { ComposedFacts, FactItem } from '../../core/facts.ts';
import type { Language } from '../../core/language.ts';
import type { DocumentStore } from '../../index/documentStore.ts';
import { hashToken, logTokens } from '../../ingest/log/logTokens.ts';
import { canonicalInterface } from '../../network/identifiers.ts';
import { foldText } from '../../network/tokenize.ts';
import { keywordsOf } from '../expandTerms.ts';
import { translateTerms } from '../glossary.ts';
import type { DeviceName } from '../planQuery.ts';
import { isConfigKeyword } from './configKeywords.ts';
import { matchingDevices } from './matchStatements.ts';
import { writtenWords } from './questionWords.ts';
import { platformsOf, type StatementTerm, statementTerms } from './statementTerms.ts';

const MAX_LOG_CHUNKS = 2_000;
/** Acronyms of every network: that a file does not write them says nothing. */
const EVERYWHERE = /^(?:ip|ipv4|id|cpu|os|lan|wan|l2|l3|as|asn|utc|isp|acl|acls|vpn|ha)$/;

/** The device's name is also spread over its documents: configuration, logs, outputs. */
interface NamedDevice {
  readonly name: string;
  readonly documentIds: readonly number[];
}

function byName(named: readonly DeviceName[]): NamedDevice[] {
  const groups = new Map<string, number[]>();
  for (const { hostname, path, documentId } of named) {
    const name = hostname || path;
    const group = groups.get(name);
    if (group) group.push(documentId);
    else groups.set(name, [documentId]);
  }
  return [...groups].map(([name, documentIds]) => ({ name, documentIds }));
}

/** The acronyms and names of a question: words that a file about them would hold. */
function tellingTerms(
  question: string,
  language: Language,
  isDevice: (word: string) => boolean,
): StatementTerm[] {
  const capitals = new Set(
    writtenWords(question)
      .filter((word) => /^(?=.*[A-Z]{2})[A-Z][A-Z0-9]*s?$/.test(word))
      .map((word) => foldText(word).replace(/s$/, '')),
  );
  const text = language === 'pt-br' ? translateTerms(question) : question;
  return statementTerms(text).filter(({ label, exact, optional }) => {
    const bare = label.replace(/s$/, '');
    if (isDevice(label) || EVERYWHERE.test(label) || platformsOf(label).length > 0) return false;
    if (capitals.has(bare)) return [label, bare].some(isKnownToConfigs);
    if (optional || canonicalInterface(label) !== undefined) return false;
    if (exact)
      return (
        /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+$/.test(label) &&
        /[A-Z_]/.test(writtenAs(question, label))
      );
    return keywordsOf(label).length > 0 || keywordsOf(bare).length > 0;
  });
}

function isKnownToConfigs(word: string): boolean {
  return isConfigKeyword(word) || keywordsOf(word).length > 0;
}

function writtenAs(question: string, label: string): string {
  return writtenWords(question).find((word) => foldText(word) === label) ?? '';
}

function mentions(documents: DocumentStore, term: StatementTerm, ids: readonly number[]): boolean {
  const groups = [[...new Set([...term.tokens, ...keywordsOf(term.label)])]];
  return documents.chunksHoldingAll(groups, ids, 1).length > 0;
}

/** Days of the question on which nothing was logged. Undefined where the logs cannot tell. */
async function missingDays(
  question: string,
  documents: DocumentStore,
  documentIds: readonly number[] | undefined,
): Promise<string[]> {
  const days = [...new Set(logTokens(question))].filter((token) => token.startsWith('@'));
  if (days.length === 0) return [];
  const wanted = new Set(documentIds);
  const within = (id: number): boolean => documentIds === undefined || wanted.has(id);
  const seen = new Set<string>();
  for (const { logId, documentId } of documents.logLines.logs()) {
    if (!within(documentId)) continue;
    for (const blocks of documents.logLines.match(logId, days.map(hashToken))) {
      for (const { tokens } of blocks) {
        days.forEach((day, index) => {
          if ((tokens >>> index) & 1) seen.add(day);
        });
      }
      if (seen.size === days.length) return [];
    }
  }
  const logs = documents
    .documentsOfKind('log')
    .map(({ documentId }) => documentId)
    .filter(within);
  if (logs.length === 0) return [];
  const chunks = documents.chunkIdsOf(logs, MAX_LOG_CHUNKS);
  if (chunks.length >= MAX_LOG_CHUNKS) return [];
  for (const chunk of documents.chunksById(chunks)) {
    for (const line of chunk.text.split('\n')) {
      for (const token of logTokens(line.slice(0, 60))) if (token.startsWith('@')) seen.add(token);
    }
  }
  return days.filter((day) => !seen.has(day));
}

/** `@3-4` as a date without a year, month first, as the logs count. */
function dayText(day: string): string {
  const [month = '', number = ''] = day.slice(1).split('-');
  return `${month.padStart(2, '0')}-${number.padStart(2, '0')}`;
}

/** What stands between two devices is asked of both. */
const BETWEEN = /\b(?:between|entre)\b/i;

/** Of "the X Y between A and B": the devices on which nothing is X and Y. */
function untogether(
  question: string,
  documents: DocumentStore,
  named: readonly DeviceName[],
  terms: readonly StatementTerm[],
): FactItem[] {
  const devices = byName(named);
  if (devices.length < 2 || terms.length < 2 || !BETWEEN.test(question)) return [];
  const isConfig = new Map(
    documents.documentsOfKind('config').map((each) => [each.documentId, each]),
  );
  return devices.flatMap(({ name, documentIds }): FactItem[] => {
    const configs = documentIds.flatMap((documentId) => {
      const config = isConfig.get(documentId);
      return config ? [[documentId, { ...config, path: name }] as const] : [];
    });
    if (configs.length === 0) return [];
    if (matchingDevices(documents, new Map(configs), terms).length > 0) return [];
    const args = [name, terms.map(({ label }) => writtenAs(question, label) || label)];
    return [{ type: 'sentence', key: 'factNotTogether', args, places: [] }];
  });
}

/**
 * What the question asks about and the files do not hold: an acronym or a name that nothing of a
 * named device mentions, a day without any log line. Undefined when there is nothing to say.
 */
export async function missingFacts(
  question: string,
  language: Language,
  documents: DocumentStore,
  named: readonly DeviceName[],
  isDevice: (word: string) => boolean,
): Promise<ComposedFacts | undefined> {
  const items: FactItem[] = [];
  const terms = tellingTerms(question, language, isDevice);
  const longLogs = new Set(documents.logLines.logs().map(({ documentId }) => documentId));
  for (const { name, documentIds } of byName(named)) {
    // The words of long logs are not all known.
    if (documentIds.some((id) => longLogs.has(id))) continue;
    const absent = terms
      .filter((term) => !mentions(documents, term, documentIds))
      .map(({ label }) => writtenAs(question, label) || label);
    // One foreign word among known ones may be the user's name for something.
    if (absent.length > 0 && absent.length === terms.length) {
      const args = [name, [...new Set(absent)]];
      items.push({ type: 'sentence', key: 'factNoMentionOn', args, places: [] });
    }
  }
  if (items.length === 0) items.push(...untogether(question, documents, named, terms));
  const ids = named.length > 0 ? named.map(({ documentId }) => documentId) : undefined;
  const days = await missingDays(question, documents, ids);
  if (days.length > 0) {
    const args = [days.map(dayText)];
    items.push({ type: 'sentence', key: 'factNoMention', args, places: [] });
  }
  return items.length > 0 ? { kind: 'missing', items } : undefined;
}
