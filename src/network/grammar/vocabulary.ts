/**
 * Vocabularies of statements. One is written as text: words in the order in which they may
 * follow each other, alternatives beside each other, what may follow in braces:
 *
 *     ip{address access-group ospf{cost network #}}   shutdown   vrf{definition>vrf forwarding}
 *
 * `*` stands for any word, `#` for a number, `a|b{…}` for both words with the same followers;
 * `word>section` says that the lines below the statement are of that section (in a Junos path:
 * that the words after it are), `{…}>section` says it of each word in the braces. A word without
 * braces may be followed by anything: arguments are not checked. A statement may end at any word.
 */
export interface VocabularyNode {
  /** What may follow; undefined where anything may. */
  words?: Map<string, VocabularyNode>;
  section?: string;
}

/** Words of each section by its name; `top` is the outermost one. */
export interface Vocabulary {
  readonly sections: ReadonlyMap<string, VocabularyNode>;
}

const TOKEN = /[^\s{}]+|[{}]/g;
/** The shortest form of a command that is taken for it: `int`, `sw`, `no shut`. */
const MIN_ABBREVIATION = 3;
const NUMBER = /^\d+(?:[-,/:.]\d+)*$/;

function ensure(words: Map<string, VocabularyNode>, key: string): VocabularyNode {
  const known = words.get(key);
  if (known) return known;
  const node: VocabularyNode = {};
  words.set(key, node);
  return node;
}

/** Adds the words of a vocabulary text below `root`; text that says less adds nothing. */
function addWords(root: VocabularyNode, text: string): void {
  const stack: VocabularyNode[][] = [[root]];
  let last: VocabularyNode[] = [root];
  for (const token of text.match(TOKEN) ?? []) {
    if (token === '{') stack.push(last);
    else if (token === '}') last = stack.pop() ?? last;
    else if (token.startsWith('>')) {
      for (const parent of last) {
        for (const node of parent.words?.values() ?? []) node.section = token.slice(1);
      }
    } else {
      const [names = '', section] = token.split('>');
      const parents = stack[stack.length - 1] ?? [];
      last = parents.flatMap((parent) => {
        parent.words ??= new Map();
        const words = parent.words;
        return names.split('|').map((name) => ensure(words, name));
      });
      if (section) for (const node of last) node.section = section;
    }
  }
}

/** Reads the vocabulary of a platform from its sections' texts. */
export function vocabulary(sections: Readonly<Record<string, string>>): Vocabulary {
  const read = Object.entries(sections).map(([name, text]): [string, VocabularyNode] => {
    const root: VocabularyNode = { words: new Map() };
    addWords(root, text);
    return [name, root];
  });
  return { sections: new Map(read) };
}

/** The node that a word leads to: itself, what it abbreviates, or a number or name. */
function follow(words: Map<string, VocabularyNode>, word: string): VocabularyNode | undefined {
  const exact = words.get(word);
  if (exact) return exact;
  if (NUMBER.test(word) && words.has('#')) return words.get('#');
  if (word.length >= MIN_ABBREVIATION) {
    for (const [name, node] of words) if (name.startsWith(word)) return node;
  }
  return words.get('*');
}

/** Where a statement led: what its lines below are, or that it is not known. */
export type Walk = { readonly known: true; readonly section?: string } | { readonly known: false };

/** Follows a statement of a Cisco-like configuration. `words` are in lower case. */
export function walkStatement(
  vocabularyOf: Vocabulary,
  section: string,
  words: readonly string[],
): Walk {
  let node = vocabularyOf.sections.get(section);
  for (const word of words) {
    if (!node?.words) break;
    node = follow(node.words, word);
    if (!node) return { known: false };
  }
  return node?.section ? { known: true, section: node.section } : { known: true };
}

/** A place in the tree of Junos statements; undefined where nothing is known. */
export type PathPlace = VocabularyNode | undefined;

/**
 * Follows words of a Junos path from a place; sections go on within the path. Undefined when a
 * word is not known there.
 */
export function walkPath(
  vocabularyOf: Vocabulary,
  from: VocabularyNode,
  words: readonly string[],
): PathPlace {
  let node: VocabularyNode = from;
  for (const word of words) {
    if (node.section) node = vocabularyOf.sections.get(node.section) ?? node;
    if (!node.words) return node;
    const next = follow(node.words, word);
    if (!next) return undefined;
    node = next;
  }
  return node.section ? (vocabularyOf.sections.get(node.section) ?? node) : node;
}
