import { PLATFORMS, type Platform } from '../../core/types.ts';
import { addressHex } from '../../network/address/ipAddress.ts';
import { canonicalInterface } from '../../network/identifiers.ts';
import { foldText, tokenize, wordsOf } from '../../network/tokenize.ts';
import { keywordsOf } from '../expandTerms.ts';
import { isOrdinary } from './questionWords.ts';

/** A word that a statement must hold, or one of the words that mean the same there. */
export interface StatementTerm {
  /** As the question writes it. */
  readonly label: string;
  /** Tokens of `tokenize`; any of them will do. */
  readonly tokens: readonly string[];
  /** Where in the configuration it stands, when the question says so (`OSPF into BGP`). */
  readonly where?: 'section' | 'statement';
  /** Says it more exactly than the tokens: of the sections and the statement, joined by spaces. */
  readonly pattern?: RegExp;
  /** A name, number or address: it means itself wherever it stands. */
  readonly exact: boolean;
  /** What configurations often leave out: statements with it are better, not the only ones. */
  readonly optional: boolean;
}

/** Nouns that statements are about without saying so. */
const UNSAID = new Set(
  `route router protocol feature process session command service option support traffic instance
  policy rule entry rota sessao regra`.split(/\s+/),
);
const OFTEN_UNSAID = new Set(
  'server interface neighbor peer address port group mode type link ip'.split(' '),
);

/** Keywords that help to find passages and say too little to be a proof. */
const LOOSE = new Set(
  'source static translation network export deny virtual metric route filter tunnel'.split(' '),
);

function strictKeywords(term: string): string[] {
  return keywordsOf(term).filter((keyword) => !LOOSE.has(keyword));
}

/** Endings of English verbs, for what has no plain form in the question. */
function verbForms(word: string): string[] {
  if (!/^[a-z]{5,}$/.test(word)) return [];
  if (word.endsWith('ing')) return [word.slice(0, -3), `${word.slice(0, -3)}e`];
  if (word.endsWith('ed')) return [word.slice(0, -2), word.slice(0, -1)];
  return word.endsWith('es') ? [word.slice(0, -1), word.slice(0, -2)] : [];
}

function wholeToken(word: string): string[] {
  const [first] = tokenize(word);
  const canonical = canonicalInterface(word);
  return [...(first === undefined ? [] : [first]), ...(canonical ? [canonical] : [])];
}

/** `redistribute OSPF into BGP`: the source is in the statement, the target is its section. */
const MOVES = /^(?:redistribut|inject|leak|injet)/;
const INTO = /^(?:into|in|to|within|inside|no|na|em|para|ao|dentro|do|o|under)$/;

/**
 * Static routes are written without the word: `ip route …` (IOS, NX-OS, EOS), `route outside …`
 * (ASA), under `router static` (XR) and `routing-options static` (Junos).
 */
const STATIC_ROUTE: StatementTerm = {
  label: 'static route',
  tokens: ['static', 'route'],
  pattern:
    /^(?:vrf context \S+ )?(?:ip|ipv6) route (?:vrf \S+ )?[\da-f.:]+|^route \S+ [\da-f.:]+ |^router static .*[\d:]\/\d|routing-options (?:.* )?static route /i,
  exact: false,
  optional: false,
};
const DEFAULT_PREFIX: StatementTerm = {
  label: 'default route',
  tokens: ['0.0.0.0', '0.0.0.0/0', '::/0'],
  pattern: /(?:^| )(?:0\.0\.0\.0(?: 0\.0\.0\.0|\/0)|::\/0)(?: |$)/,
  exact: false,
  optional: false,
};

/** What `static route` and `default route` mean where nothing is redistributed. */
function routeTerms(word: string, next: string, moving: boolean): readonly StatementTerm[] {
  if (moving || !/^routes?$/.test(next)) return [];
  if (word === 'static') return [STATIC_ROUTE];
  return word === 'default' ? [STATIC_ROUTE, DEFAULT_PREFIX] : [];
}

function isExact(word: string): boolean {
  return /\d|_|-/.test(word) || addressHex(word) !== undefined;
}

/** Reads the words of a question one by one; two neighbouring ones may be one term. */
export function statementTerms(text: string): StatementTerm[] {
  const words = wordsOf(text)
    .map((word) => word.replace(/[.:/+-]+$/, ''))
    .filter(Boolean);
  const terms: StatementTerm[] = [];
  let moving = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const next = words[index + 1] ?? '';
    if (canonicalInterface(word) !== undefined && /[a-z]/.test(next)) {
      // `vlan 20` was written: the joined word is followed by its two parts.
      const parts = `${next}${words[index + 2] ?? ''}`;
      if (parts === word) index += 2;
    }
    if (isOrdinary(word)) continue;
    const before = words[index - 1] ?? '';
    const routes = routeTerms(
      word,
      next,
      words.some((each) => MOVES.test(each)),
    );
    if (routes.length > 0) {
      if (terms.at(-1)?.label === 'static') terms.pop();
      terms.push(...routes);
      index++;
      continue;
    }
    const term = termOf(word, before, next, moving && INTO.test(before));
    const pair = pairTokens(word, next);
    if (pair.length > 0 && !isOrdinary(next)) {
      terms.push({ label: `${word} ${next}`, tokens: pair, exact: false, optional: false });
      index++;
    } else {
      terms.push(term);
    }
    moving ||= MOVES.test(word);
  }
  return placed(terms, moving);
}

function termOf(word: string, before: string, next: string, isTarget: boolean): StatementTerm {
  const plain = /^[a-z]+$/;
  const joined = [
    ...(plain.test(next) && plain.test(word) ? [`${word}-${next}`, `${word}${next}`] : []),
    ...(plain.test(before) && plain.test(word) ? [`${before}-${word}`, `${before}${word}`] : []),
  ];
  const forms = [word, ...verbForms(word), ...strictKeywords(word)];
  const tokens = [...forms.flatMap(wholeToken), ...joined];
  const stem = tokens[0] ?? word;
  return {
    label: word,
    tokens: [...new Set(tokens)],
    ...(isTarget ? { where: 'section' as const } : {}),
    exact: isExact(word),
    optional: OFTEN_UNSAID.has(stem) || UNSAID.has(stem),
  };
}

/** What two words mean together; none where that is just the two words (`static routes`). */
function pairTokens(word: string, next: string): string[] {
  const own = new Set([word, next].flatMap(wholeToken));
  const keywords = keywordsOf(`${word} ${next}`);
  if (keywords.every((keyword) => own.has(keyword))) return [];
  const joined = [`${word}-${next}`, `${word}${next}`];
  return [...new Set([...keywords.flatMap(wholeToken), ...joined])];
}

/** Where something goes into something, all else of it is in the statement itself. */
function placed(terms: readonly StatementTerm[], moving: boolean): StatementTerm[] {
  const kept = terms.filter(({ tokens }) => !UNSAID.has(tokens[0] ?? ''));
  const hasTarget = moving && kept.some(({ where }) => where === 'section');
  return kept.map((term) =>
    hasTarget && term.where === undefined ? { ...term, where: 'statement' as const } : term,
  );
}

const KNOWN_PLATFORMS: ReadonlySet<string> = new Set(PLATFORMS);

/** Platforms that a word stands for: `nexus`, `IOS-XR`, `juniper`; IOS is written by more. */
export function platformsOf(word: string): Platform[] {
  const folded = foldText(word);
  const named = [folded, ...keywordsOf(folded)].filter((name) => KNOWN_PLATFORMS.has(name));
  const known = PLATFORMS.filter((platform) => named.includes(platform));
  return known.includes('ios') ? ['ios', 'ios-xe', 'cisco-like'] : known;
}
