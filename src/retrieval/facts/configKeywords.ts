import { JUNOS } from '../../network/grammar/junos.ts';
import { INDENTED_PLATFORMS, VOCABULARIES } from '../../network/grammar/vocabularies.ts';
import type { Vocabulary, VocabularyNode } from '../../network/grammar/vocabulary.ts';

function addWords(words: Set<string>, node: VocabularyNode): void {
  for (const [word, next] of node.words ?? []) {
    words.add(word);
    addWords(words, next);
  }
}

function wordsOfAll(vocabularies: readonly Vocabulary[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { sections } of vocabularies) {
    for (const root of sections.values()) addWords(words, root);
  }
  return words;
}

let known: ReadonlySet<string> | undefined;

/**
 * Whether a word is a keyword of some platform's configurations: `mpls` is, and its absence says
 * something; `stp` is not, as configurations write it in other words. Lower case.
 */
export function isConfigKeyword(word: string): boolean {
  known ??= wordsOfAll([JUNOS, ...INDENTED_PLATFORMS.map((platform) => VOCABULARIES[platform])]);
  return known.has(word);
}
