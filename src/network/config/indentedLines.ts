import { type Vocabulary, walkStatement } from '../grammar/vocabulary.ts';
import { commentText, isNoiseLine } from './configNoise.ts';
import type { LineState } from './lineState.ts';
import { opaqueBlockEnd } from './opaqueBlocks.ts';

/** Words of a statement that are looked at; arguments behind them are free. */
const MAX_WORDS = 24;
const MAX_DEPTH = 32;
/** `exit` and its kin, and what ends a configuration or a policy. */
const CLOSING = /^(?:exit(?:-[a-z-]+)?|end(?:-[a-z-]+)?|quit|root|commit|abort)$/;
const PREFIX = /^(?:no|default)$/;
/** Facts about the file that are no configuration. */
const VERSION_NOISE = /^(?:upgrade fpd auto|boot-(?:start|end)-marker|version .+)$/i;

interface OpenSection {
  readonly indent: number;
  /** Undefined below a statement that is not known. */
  readonly name: string | undefined;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Walks a statement with and without its `no` or `default`. */
function walk(vocabulary: Vocabulary, section: string, words: readonly string[]) {
  const whole = walkStatement(vocabulary, section, words);
  if (whole.known || !PREFIX.test(words[0] ?? '')) return whole;
  return walkStatement(vocabulary, section, words.slice(1));
}

/** The device's modes while it reads the file: the sections that are open at a line. */
class Modes {
  #open: OpenSection[] = [];
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  leave(indent: number): void {
    if (indent === 0) this.#open.pop();
  }

  /**
   * Tries the section that the indentation names, then those that it closes (files without
   * indentation), then those around it. Sections of unknown statements hide what is below them.
   */
  read(indent: number, words: readonly string[]): LineState {
    const closed: OpenSection[] = [];
    while ((this.#open[this.#open.length - 1]?.indent ?? -1) >= indent) {
      const section = this.#open.pop();
      if (section) closed.push(section);
    }
    const inner = this.#open[this.#open.length - 1];
    if (inner ? this.#enter(inner.name, indent, words) : this.#enter('top', indent, words)) {
      return 'understood';
    }
    for (let index = 0; index < closed.length; index++) {
      const reopened = closed.slice(index).reverse();
      this.#open.push(...reopened);
      if (this.#enter(closed[index]?.name, indent + 0.5, words)) return 'understood';
      this.#open.length -= reopened.length;
    }
    for (let index = this.#open.length - 2; index >= 0; index--) {
      if (this.#enter(this.#open[index]?.name, indent, words)) return 'understood';
    }
    this.#push({ indent, name: undefined });
    return 'unrecognised';
  }

  #enter(section: string | undefined, indent: number, words: readonly string[]): boolean {
    if (section === undefined) return false;
    const found = walk(this.#vocabulary, section, words);
    if (found.known && found.section) this.#push({ indent, name: found.section });
    return found.known;
  }

  #push(section: OpenSection): void {
    if (this.#open.length >= MAX_DEPTH) this.#open.pop();
    this.#open.push(section);
  }
}

function isIgnored(line: string, text: string): boolean {
  return (
    commentText(line) !== undefined ||
    isNoiseLine(line) ||
    CLOSING.test(text) ||
    VERSION_NOISE.test(text)
  );
}

/** The state of each line of a configuration that nests by indentation. */
export function classifyIndented(lines: readonly string[], vocabulary: Vocabulary): LineState[] {
  const modes = new Modes(vocabulary);
  const states: LineState[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const text = line.trim();
    if (text === '') {
      states.push('blank');
      continue;
    }
    if (isIgnored(line, text)) {
      if (/^(?:exit|quit)$/.test(text)) modes.leave(indentOf(line));
      states.push('ignored');
      continue;
    }
    const words = text.slice(0, 400).toLowerCase().split(/\s+/, MAX_WORDS);
    states.push(modes.read(indentOf(line), words));
    const last = opaqueBlockEnd(lines, index) ?? index;
    for (; index < last; index++) states.push('ignored');
  }
  return states;
}
