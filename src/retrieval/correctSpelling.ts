import { canonicalInterface } from '../network/identifiers.ts';
import { foldText } from '../network/tokenize.ts';
import { KEYWORD_TERMS } from './expandTerms.ts';
import { ENGLISH_TERMS } from './glossary.ts';

/** Words of the field that questions misspell; the rest come from the keywords and the glossary. */
const FIELD_WORDS = `access-group access-list acknowledgment adjacency adjacencies administrative
  advertise advertised advertisement aggregate aggregation allowed anycast attribute authentication
  authorization autonomous backbone bandwidth bidirectional bootstrap border bridge broadcast
  certificate channel channel-group circuit class-map client cluster collision community
  communities configuration configured connected convergence counters database dampening default
  denied description designated device disabled discovery distance distribute-list distribution
  duplex dynamic egress enabled encapsulation encryption errdisable established ethernet export
  external failover fabric filter filtered firewall flapping forwarding fragmentation gateway
  group hardware helper-address hello hostname import inbound ingress inside inspection instance
  interface interfaces internal isolation keepalive key-chain latency layer learned license
  lifetime link local-preference logging loopback maximum maximum-prefix member metric mirror
  missing mismatch monitor multicast multipath native negotiation neighbor neighbors network
  next-hop object-group outbound outside overload packet passive-interface password peer-link
  permit permitted physical policer policy policy-map pool port-channel port-security portfast
  preempt prefix prefix-list prefix-set preference prepend priority private process propagate
  protocol proposal public queue redistribute redistributed redistribution redundancy redundant
  reflector relay reload remote remote-as restart retransmit route-map route-policy route-target
  router router-id routes routing security segment server service-policy session shutdown snooping
  source spanning-tree speed standby static storm-control subinterface subnet summary-address
  summarization supervisor switch switchport synchronization synchronized syslog tagged timeout
  topology tracking traffic transform-set translation transport trunk tunnel unicast untagged
  uplink username utilization version violation virtual voice wildcard wireless`;

/** Shorter words are too near to each other. */
const SHORTEST_CORRECTED = 5;
/** From this length on, two letters may be wrong. */
const SHORTEST_TWICE_WRONG = 9;
const MAX_CORRECTIONS_PER_WORD = 2;
/** A pasted configuration is not proof-read. */
const MAX_WORDS_CORRECTED = 24;

interface FieldVocabulary {
  /** Plain words by their length, for looking only at those that can be near. */
  readonly byLength: ReadonlyMap<number, readonly string[]>;
  readonly words: ReadonlySet<string>;
  /** `routemap` → `route-map`. */
  readonly joined: ReadonlyMap<string, string>;
}

const HYPHENATED = /^[a-z]+(?:-[a-z]+)+$/;

function fieldVocabulary(): FieldVocabulary {
  const listed = FIELD_WORDS.split(/\s+/);
  const compounds = listed.filter((word) => HYPHENATED.test(word));
  const plain = [...listed, ...KEYWORD_TERMS, ...ENGLISH_TERMS]
    .flatMap((term) => term.split(/[\s-]+/))
    .filter((word) => word.length >= SHORTEST_CORRECTED - 1 && /^[a-z]+$/.test(word));
  const words = new Set([...plain, ...compounds.map((word) => word.replaceAll('-', ''))]);
  return {
    byLength: Map.groupBy(words, (word) => word.length),
    words,
    joined: new Map(compounds.map((word) => [word.replaceAll('-', ''), word])),
  };
}

const VOCABULARY = fieldVocabulary();

/**
 * Insertions, deletions, replacements and swaps of neighbouring letters between two words
 * (optimal string alignment distance), or a number over `limit` as soon as it must be more.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const best = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
        swapped && row > 1 && column > 1 ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
      current.push(best);
    }
    if (Math.min(...current) > limit) return limit + 1;
    [before, above] = [above, current];
  }
  return above[right.length] ?? 0;
}

const AMERICAN: readonly (readonly [RegExp, string])[] = [
  [/^(neighb|behavi|col|fav|hon|lab)our/, '$1or'],
  [/^(cent|fib|met)re(s?)$/, '$1er$2'],
  [/^(licen|defen|offen)ce/, '$1se'],
  [/^(anal|paral)yse/, '$1yze'],
  [/^(tunnel|label|cancel|signal|model|channel)l(ed|ing)$/, '$1$2'],
  [
    /^(author|synchron|summar|optim|prior|initial|normal|custom|organ|recogn|util|virtual|final|random|serial|standard)(it)?is(e[ds]?|ing|ations?)$/,
    '$1$2iz$3',
  ],
];

/** The spelling of configurations and logs for a British one: `neighbour` → `neighbor`. */
export function americanSpelling(word: string): string | undefined {
  for (const [pattern, replacement] of AMERICAN) {
    if (pattern.test(word)) return word.replace(pattern, replacement);
  }
  return undefined;
}

/** Words of the field that a word may have been meant for, nearest first; none when it is one. */
function nearestWords(word: string): readonly string[] {
  if (word.length < SHORTEST_CORRECTED || VOCABULARY.words.has(word)) return [];
  let limit = word.length >= SHORTEST_TWICE_WRONG ? 2 : 1;
  let nearest: string[] = [];
  for (let length = word.length - limit; length <= word.length + limit; length += 1) {
    for (const known of VOCABULARY.byLength.get(length) ?? []) {
      const distance = editDistance(word, known, limit);
      if (distance > limit) continue;
      nearest = distance < limit ? [known] : [...nearest, known];
      limit = distance;
    }
  }
  return nearest.slice(0, MAX_CORRECTIONS_PER_WORD);
}

/**
 * Words in small letters, or with a capital first, that stand alone: no names of devices, lists
 * or interfaces, which hold digits, more capitals, hyphens or underscores.
 */
const PLAIN_WORD =
  /(?<![\p{L}\p{N}_./:%@+#-])\p{L}\p{Ll}{3,}(?![\p{L}\p{N}_/:%@+#-]|\.[\p{L}\p{N}])/gu;

/**
 * What the plain words of a question may have been meant for, by the folded word: the American
 * spelling of a British word, the hyphenated spelling of a joined one (`routemap`), and for words
 * that `occurs` finds nowhere the nearest words of the field. Names are never corrected.
 */
export function correctedWords(
  question: string,
  occurs: (word: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const corrections = new Map<string, readonly string[]>();
  const words = [...new Set((question.match(PLAIN_WORD) ?? []).map(foldText))];
  for (const word of words.slice(0, MAX_WORDS_CORRECTED)) {
    const american = americanSpelling(word);
    const nearest = american === undefined ? nearestWords(word) : [american];
    const meant = american !== undefined || nearest.length === 0 || !occurs(word) ? nearest : [];
    const spelled = [word, ...meant].flatMap((known) => VOCABULARY.joined.get(known) ?? []);
    const found = [
      ...new Set([...spelled, ...meant.filter((known) => !VOCABULARY.joined.has(known))]),
    ];
    if (found.length > 0) corrections.set(word, found);
  }
  return corrections;
}

const SPACED_INTERFACE =
  /(?<![\p{L}\p{N}_./:%@+-])([a-z][a-z-]{1,24}) (\d+(?:[/.:]\d+)*)(?![\p{L}\p{N}_/-])/gu;
/** Types that no ordinary word is spelled like: `te 10` and `be 3` may be anything. */
const TYPE_BEFORE_NUMBER = /^(?:po|portchannel|port-channel|bundle-ether|eth|loop|tun|vl|irb)$/;

/** Interfaces written with a space, in canonical spelling: `gig 1/0/1`, `portchannel 10`. */
export function spacedInterfaces(question: string): string[] {
  return [...foldText(question).matchAll(SPACED_INTERFACE)].flatMap(([, type = '', number = '']) =>
    number.includes('/') || TYPE_BEFORE_NUMBER.test(type)
      ? (canonicalInterface(type + number) ?? [])
      : [],
  );
}
