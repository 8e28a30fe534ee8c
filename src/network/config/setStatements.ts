import { MAX_LINE_CHARACTERS } from '../../core/limits.ts';

/** One line of a Junos configuration in `set` style. */
export interface SetStatement {
  readonly verb: string;
  /** The path's words; a quoted value is one word, with its quotes. */
  readonly words: string[];
}

const VERB = /^(?:set|deactivate|delete|activate|protect|unprotect|annotate|insert|rename|edit)$/;
/** A quoted value, or a word; a quote that never closes is part of a word. */
const WORD = /"[^"\n]*"|\S+/g;

/** The words of a line, with a quoted value as one. */
export function quotedWords(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** The statement of a line in `set` style; undefined for any other line. */
export function setStatement(line: string): SetStatement | undefined {
  const text = line.slice(0, MAX_LINE_CHARACTERS).trim();
  const space = text.indexOf(' ');
  if (space < 3 || !VERB.test(text.slice(0, space))) return undefined;
  const words = quotedWords(text.slice(space + 1));
  return words.length > 0 ? { verb: text.slice(0, space), words } : undefined;
}
