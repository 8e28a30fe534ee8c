import type { PageLine } from './pdfLayout.ts';

const SOFT_HYPHEN = '\u00ad';
/** The start of a word at a line's end, cut by a hyphen. */
const CUT_WORD = /(?<![\p{L}\p{N}-])(\p{L}{2,40})[-\u2010\u00ad]$/u;
const WORD_REST = /^(\p{Ll}[\p{L}\p{N}-]{0,40}[.,;:)!?]?)(?:\s|$)/u;
const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;

const ENDS_CUT = /[-\u2010\u00ad]$/;

/**
 * Whole words of all pages, lower case: they tell `address-family` from a word that is cut at the
 * line's end. Both parts of what may be a cut word are left out.
 */
export function wordsOf(pages: readonly (readonly PageLine[])[]): Set<string> {
  const words = new Set<string>();
  for (const lines of pages) {
    let startsCut = false;
    for (const { text } of lines) {
      const found = Array.from(text.matchAll(WORD), ([word]) => word.toLowerCase());
      const endsCut = ENDS_CUT.test(text);
      for (const word of found.slice(startsCut ? 1 : 0, endsCut ? -1 : undefined)) words.add(word);
      startsCut = endsCut;
    }
  }
  return words;
}

/** Whether the hyphen belongs to the word, as the other words of the document have it. */
function keepsHyphen(start: string, rest: string, words: ReadonlySet<string>): boolean {
  const left = start.toLowerCase();
  const right = rest.toLowerCase().replace(/[^\p{L}\p{N}-]+$/u, '');
  if (words.has(`${left}-${right}`)) return true;
  if (words.has(left + right)) return false;
  return words.has(left) && words.has(right);
}

/** Joins words that were cut at the ends of lines; the rest of the word moves up. */
export function joinHyphens(
  lines: readonly PageLine[],
  words: ReadonlySet<string>,
): readonly PageLine[] {
  const out = [...lines];
  for (let index = 0; index + 1 < out.length; index++) {
    const line = out[index];
    const next = out[index + 1];
    if (!line || !next || next.afterGap) continue;
    // A long line could hold thousands of candidates; only its end matters.
    const tail = line.text.slice(-64);
    const start = CUT_WORD.exec(tail)?.[1];
    const body = next.text.trimStart();
    const rest = start ? WORD_REST.exec(body.slice(0, 64))?.[1] : undefined;
    if (!start || !rest) continue;
    const soft = line.text.endsWith(SOFT_HYPHEN);
    const hyphen = !soft && keepsHyphen(start, rest, words) ? '-' : '';
    const indent = next.text.length - body.length;
    const left = body.slice(rest.length).trimStart();
    out[index] = { ...line, text: line.text.slice(0, -1) + hyphen + rest };
    out[index + 1] = { ...next, text: left === '' ? '' : ' '.repeat(indent) + left };
  }
  return out.filter(({ text }, index) => text !== '' || lines[index]?.text === '');
}
