import type { DocumentStore } from '../../index/documentStore.ts';
import type { FoundName } from '../../index/nameStore.ts';
import { isReferenceKind, type ReferenceKind } from '../../network/references/kinds.ts';
import { foldText } from '../../network/tokenize.ts';
import { writtenWords } from './questionWords.ts';

/** A named object of a question: `route-map RM-WAN-IN`, `VLAN 20`. */
export interface AskedName {
  readonly name: string;
  /** How the question calls it, or '' where it gives the name alone. */
  readonly kindLabel: string;
  /** Where it is defined and used, definitions first; may be none. */
  readonly places: readonly FoundName[];
}

/** Words of engineers for kinds of objects; folded, with hyphens or spaces. */
const KIND_WORDS: Readonly<Record<string, readonly ReferenceKind[]>> = {
  'route-map': ['route-policy'],
  'mapa-de-rotas': ['route-policy'],
  'policy-statement': ['route-policy'],
  rpl: ['route-policy'],
  policy: ['route-policy', 'policy-map'],
  politica: ['route-policy', 'policy-map'],
  acl: ['access-list', 'firewall-filter'],
  'ip-access-list': ['access-list'],
  'lista-de-acesso': ['access-list', 'firewall-filter'],
  filter: ['firewall-filter', 'access-list'],
  filtro: ['firewall-filter', 'access-list'],
  'prefix-set': ['prefix-list'],
  'lista-de-prefixos': ['prefix-list'],
  community: ['community-list'],
  'community-set': ['community-list'],
  'expanded-community-list': ['community-list'],
  'as-path': ['as-path-list'],
  'as-path-set': ['as-path-list'],
  'as-path-access-list': ['as-path-list'],
  class: ['class-map'],
  keychain: ['key-chain'],
  'object-group': ['object'],
  'vpn-instance': ['vrf'],
  ipsla: ['ip-sla'],
  sla: ['ip-sla'],
  pool: ['nat-pool', 'address-pool'],
  'service-policy': ['policy-map'],
};

/** Kinds whose names are too ordinary to be recognised without the word for their kind. */
const NEEDS_KIND: ReadonlySet<ReferenceKind> = new Set([
  'interface',
  'bgp-neighbor',
  'vlan',
  'fhrp-group',
  'track',
  'ip-sla',
  'nameif',
  'zone',
]);
/** Whether objects of the kind are named by numbers or ordinary words. */
export function isNumbered(kind: ReferenceKind): boolean {
  return NEEDS_KIND.has(kind);
}

/** Asked about by what they are, not by their definition. */
const NEVER: ReadonlySet<ReferenceKind> = new Set(['interface', 'bgp-neighbor']);
const MAX_PLACES = 20_000;
const LONGEST_KIND = 3;

/** Kinds that a word or a few joined words name, in singular or plural. */
function kindsOf(words: string): readonly ReferenceKind[] {
  const joined = foldText(words).replace(/\s+/g, '-');
  for (const form of [joined, joined.replace(/s$/, '')]) {
    if (Object.hasOwn(KIND_WORDS, form)) return KIND_WORDS[form] ?? [];
    if (isReferenceKind(form)) return [form];
  }
  return [];
}

/** The kind that stands right before (or behind) a name, with its words. */
function kindBeside(
  words: readonly string[],
  index: number,
): { readonly kinds: readonly ReferenceKind[]; readonly label: string } {
  for (let length = LONGEST_KIND; length > 0; length--) {
    if (index - length < 0) continue;
    const label = words.slice(index - length, index).join(' ');
    const kinds = kindsOf(label);
    if (kinds.length > 0) return { kinds, label };
  }
  const after = words[index + 1] ?? '';
  return { kinds: kindsOf(after), label: kindsOf(after).length > 0 ? after : '' };
}

/** Names that people make: joined, in capitals, or with digits among letters. */
function looksLikeName(word: string): boolean {
  if (word.length < 3) return false;
  return /[\p{L}\p{N}][-_:][\p{L}\p{N}]/u.test(word) || /^[A-Z][A-Z0-9]{3,}$/.test(word);
}

/** The named objects that a question asks about, in its order; devices are none. */
export function askedNames(
  question: string,
  documents: DocumentStore,
  isDevice: (word: string) => boolean,
): AskedName[] {
  const words = writtenWords(question);
  const found = new Map<string, AskedName>();
  words.forEach((word, index) => {
    if (isDevice(word) || word.startsWith('%')) return;
    const { kinds, label } = kindBeside(words, index);
    if (kinds.length === 0 && !looksLikeName(word)) return;
    if (kindsOf(word).length > 0) return;
    const places = documents.names
      .placesNamed(word, MAX_PLACES)
      .filter(({ kind }) =>
        kinds.length > 0 ? kinds.includes(kind) && !NEVER.has(kind) : !NEEDS_KIND.has(kind),
      );
    const named = kinds.length > 0 && !kinds.every((kind) => NEVER.has(kind));
    const isNew = named && looksLikeName(word);
    if (places.length > 0 || isNew) {
      found.set(word, { name: places[0]?.name ?? word, kindLabel: label, places });
    }
  });
  return [...found.values()];
}

/** Whether a word is (part of) what kinds of objects are called. */
export function isKindWord(word: string): boolean {
  const folded = foldText(word).replace(/s$/, '');
  if (kindsOf(folded).length > 0) return true;
  return /^(?:access|list|lista|route|map|mapa|prefix|set|statement|access-list|ip|ipv6|acesso|rotas?|prefixos)$/.test(
    folded,
  );
}
