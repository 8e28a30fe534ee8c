import { detectLanguage, type Language } from '../core/language.ts';
import type { AskCommand, Turn } from '../core/types.ts';
import { logTokens } from '../ingest/log/logTokens.ts';
import { foldText, tokenize } from '../network/tokenize.ts';
import { correctedWords, spacedInterfaces } from './correctSpelling.ts';
import { expandTerms } from './expandTerms.ts';
import { PORTUGUESE_WORDS, translateTerms } from './glossary.ts';
import { withoutStopwords } from './stopwords.ts';

export interface DeviceName {
  readonly documentId: number;
  readonly hostname: string;
  readonly path: string;
  /** A Platform, or '' where the document has none. */
  readonly platform: string;
}

export interface QueryPlan {
  readonly language: Language;
  /** What is embedded: the question in English terms. */
  readonly text: string;
  /** What the lexical index is asked for. */
  readonly tokens: readonly string[];
  /** What the lines of long logs are searched for. */
  readonly logTokens: readonly string[];
  /** Documents of the devices that the question names; empty when it names none. */
  readonly documentIds: readonly number[];
  /** Names of these devices, in lower case, for logs that hold the messages of many. */
  readonly deviceNames: readonly string[];
  /** What the bundled corpus is asked for: without device names, with their platforms. */
  readonly corpusTokens: readonly string[];
  /** The question is about what happened (logs) rather than what is configured. */
  readonly aboutEvents: boolean;
  /** Documents of each named device, when the question sets several side by side. */
  readonly compared: readonly (readonly number[])[];
  /** The question asks over many devices: passages should come from different ones. */
  readonly acrossDevices: boolean;
}

const EVENT_WORDS =
  /\b(?:(?:when|why) (?:did|was|were)|what happened|happened|logs?|event|events|flap\w*|went down|go down|came back|fail(?:ed)? over|err-?disabled?|attempts?|who changed|changed the config\w*|duplicate|evidence|blocked|how long|reboot\w*|reload\w*|crash\w*|restarted|syslog|messages?|detected|march|april|january|february|may \d|june|july|august|september|october|november|december|yesterday|today|quando|caiu|voltou|alterou|mudou)\b/i;
const ACROSS_WORDS =
  /\b(?:which (?:\w+ )?(?:devices|routers|switches|firewalls|hosts|border routers|nodes|leafs|leaves|spines)|which router|which device|which switch|all (?:devices|routers|switches)|every (?:device|router|switch)|each (?:device|router|switch)|any (?:device|router|switch)|quais (?:roteadores|dispositivos|equipamentos|switches)|qual (?:roteador|dispositivo|equipamento))\b/i;

const COMPARE_WORDS =
  /\b(?:compare[ds]?|comparison|both|same|equal|identical|differ\w*|mismatch\w*|agree\w*|consistent|versus|vs|between|each|either|compar\w+|ambos|ambas|mesm[oa]s?|igual|iguais|diferen\w+|entre|cada|diverg\w+)\b/i;

/** Words of ordinary questions that also serve as names: they name a device only by accident. */
const ORDINARY_NAMES =
  /^(?:routers?|switch(?:es)?|firewalls?|core|edge|access|border|branch|distribution|spine|leaf|gateway|hosts?|localhost|servers?|networks?|cisco|juniper|arista|junos|nexus|asa|ios|eos|lab|test|configs?|configuration|running|startup|logs?|syslog|messages|show|output|backup|bgp|ospf|vpn|nat|vlans?|interfaces?|inventory|notes|readme)$/;

/** Stems by which people call a file's device: host name, file name, and its first part. */
function namesOf(device: DeviceName): string[] {
  const file = device.path.slice(device.path.lastIndexOf('/') + 1);
  const stem = file.replace(/\.[^.]+$/, '');
  const first = stem.split(/[_.]/)[0] ?? stem;
  const names = [device.hostname, stem, ...(first.length >= 3 ? [first] : [])].map(foldText);
  return [...new Set(names)].filter((name) => name.length >= 2 && !ORDINARY_NAMES.test(name));
}

const LONGEST_NAME_WORDS = /[\p{L}\p{N}][\p{L}\p{N}_.-]*/gu;

/** Devices that the question names, by whole words only: `rr1` is not in `rr10`. */
export function namedDevices(question: string, devices: readonly DeviceName[]): DeviceName[] {
  const words = new Set(
    (foldText(question).match(LONGEST_NAME_WORDS) ?? []).flatMap((word) => {
      const bare = word.replace(/[.-]+$/, '');
      return [bare, bare.replace(/'s$/, '')];
    }),
  );
  return devices.filter((device) => namesOf(device).some((name) => words.has(name)));
}

/** A question that leans on the one before it: short, or pointing back. */
const LEANS_BACK =
  /^(?:and|e|but|mas|why|por ?que|what about|how about|and on|então|so)\b|\b(?:it|its|that|those|them|there|same|isso|ele|ela|dele|dela|nele|nela|mesm[oa])\b/i;

function withHistory(question: string, history: readonly Turn[]): string {
  const last = history.filter((turn) => turn.role === 'user').at(-1);
  const short = question.split(/\s+/).length <= 6;
  return last && (short || LEANS_BACK.test(question)) ? `${last.text}\n${question}` : question;
}

/** A day or a time of day among the tokens of a question. */
const POINT_IN_TIME = /^(?:@\d+-\d+|\d{2}:\d{2}(?::\d{2})?)$/;

/** Words of a pasted log or configuration beyond this many add time, not precision. */
const MAX_QUERY_TOKENS = 96;

/** Addresses of RFC 1918: where the corpus has the same one, it is a coincidence. */
const PRIVATE_ADDRESS = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)[\d./:]+$/;

/** The corpus knows no device of the user's, but it is filed by platform. */
function corpusTokens(tokens: readonly string[], named: readonly DeviceName[]): string[] {
  const names = new Set(named.flatMap((device) => namesOf(device).flatMap(tokenize)));
  const platforms = named.map((device) => device.platform);
  const known = platforms.filter((platform) => platform !== '' && platform !== 'unknown');
  const general = tokens.filter((token) => !names.has(token) && !PRIVATE_ADDRESS.test(token));
  return [...new Set([...general, ...known])].slice(0, MAX_QUERY_TOKENS);
}

/** The documents of each device, when at least two are named to be set side by side. */
function comparedDevices(question: string, named: readonly DeviceName[]): number[][] {
  if (!COMPARE_WORDS.test(foldText(question))) return [];
  const devices = new Map<string, number[]>();
  for (const { hostname, path, documentId } of named) {
    const name = foldText(hostname || path);
    devices.set(name, [...(devices.get(name) ?? []), documentId]);
  }
  return devices.size > 1 ? [...devices.values()] : [];
}

/** What is looked for beside the question's own words: keywords, right spellings, interfaces. */
function furtherTerms(
  question: string,
  language: Language,
  words: readonly string[],
  occurs: (word: string) => boolean = () => true,
): { readonly keywords: readonly string[]; readonly corrected: string } {
  const corrections = correctedWords(
    question,
    (word) => (language === 'pt-br' && PORTUGUESE_WORDS.has(word)) || occurs(word),
  );
  const interfaces = spacedInterfaces(question);
  const keywords = expandTerms(words);
  if (corrections.size === 0) return { keywords: [...keywords, ...interfaces], corrected: '' };
  const right = words.flatMap((word) => corrections.get(word) ?? [word]);
  const corrected = [...corrections.values()].flat().join(' ');
  return {
    keywords: [...keywords, ...tokenize(corrected), ...expandTerms(right), ...interfaces],
    corrected,
  };
}

/** Works out what a question looks for. Pure; `devices` are the indexed documents. */
export function planQuery(
  question: string,
  devices: readonly DeviceName[],
  options: {
    readonly command?: AskCommand | undefined;
    readonly history?: readonly Turn[];
    /** Search terms that a model made of the question; they are only added. */
    readonly rewritten?: string | undefined;
    /** Whether a folded word is in the index; words that are not may be misspelled. */
    readonly occurs?: (word: string) => boolean;
  } = {},
): QueryPlan {
  const { rewritten = '' } = options;
  const full = withHistory(question, options.history ?? []);
  const language = detectLanguage(question);
  const text = language === 'pt-br' ? translateTerms(full) : full;
  const words = foldText(text).match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? [];
  const { keywords, corrected } = furtherTerms(full, language, words, options.occurs);
  const inEnglish = [...withoutStopwords(tokenize(text)), ...keywords];
  const tokens =
    language === 'pt-br'
      ? [...withoutStopwords(tokenize(`${text} ${full}`)), ...keywords]
      : inEnglish;
  const added = withoutStopwords(tokenize(rewritten));
  const named = namedDevices(full, devices);
  const forLogs = [...new Set(withoutStopwords(logTokens(`${text} ${full} ${corrected}`)))];
  return {
    language,
    text: rewritten === '' ? text : `${text}\n${rewritten}`,
    // The corpus is English; Portuguese words are in its glossaries only, which say little else.
    corpusTokens: corpusTokens([...inEnglish, ...added], named),
    tokens: [...new Set([...tokens, ...added])].slice(0, MAX_QUERY_TOKENS),
    logTokens: forLogs,
    documentIds: named.map((device) => device.documentId),
    deviceNames: [...new Set(named.map(({ hostname }) => foldText(hostname)))].filter(Boolean),
    aboutEvents:
      options.command === 'logs' ||
      EVENT_WORDS.test(`${full} ${text}`) ||
      forLogs.some((token) => POINT_IN_TIME.test(token)),
    compared: comparedDevices(full, named),
    acrossDevices: ACROSS_WORDS.test(full),
  };
}
