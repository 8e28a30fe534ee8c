import { type CommandWord, MODIFIERS, SHOW_WORDS } from './commandTree.ts';

/** The word that an abbreviation stands for among these, or undefined. */
function wordFor(abbreviation: string, words: ReadonlyMap<string, unknown>): string | undefined {
  if (words.has(abbreviation)) return abbreviation;
  for (const word of words.keys()) if (word.startsWith(abbreviation)) return word;
  return undefined;
}

/** NX-OS says `interface`, `neighbors` or `lists` where IOS has the other number. */
function inOtherNumber(word: string, words: ReadonlyMap<string, unknown>): string | undefined {
  const other = word.endsWith('s') ? word.slice(0, -1) : `${word}s`;
  return words.has(other) ? other : undefined;
}

/** A command as it is written in full, and how many of its words are known ones. */
export interface ExpandedCommand {
  /** `show ip interface brief`; arguments and pipes as they were typed. */
  readonly command: string;
  /** How many words after `show` are words of a known command. */
  readonly known: number;
  /** Words (after `show`) that are arguments, or nothing that is known. */
  readonly unknown: readonly string[];
}

/** Abbreviations are letters; arguments (addresses, names, numbers) mostly are not. */
const KEYWORD = /^[a-z][a-z0-9-]*$/;

interface Walk {
  readonly words: string[];
  readonly unknown: string[];
  known: number;
}

/** Parts of a hyphenated word that a file name has split: `address` `table`. */
function isRestOf(word: string, previous: string): boolean {
  return previous.endsWith(`-${word}`) || previous.includes(`-${word}-`);
}

/** The known word that continues the command: after its last word, or after an earlier one. */
function continueFrom(
  trail: CommandWord[],
  word: string,
): { readonly full: string; readonly at: CommandWord } | undefined {
  for (let depth = trail.length - 1; depth >= (trail.length > 1 ? 1 : 0); depth--) {
    const next = trail[depth]?.next;
    const full = next && (wordFor(word, next) ?? inOtherNumber(word, next));
    const at = full && next?.get(full);
    if (!full || !at) continue;
    trail.length = depth + 1;
    return { full, at };
  }
  return undefined;
}

function walkWords(typed: readonly string[]): Walk {
  const walk: Walk = { words: [], unknown: [], known: 0 };
  const trail: CommandWord[] = [SHOW_WORDS];
  let takesArgument = false;
  for (const raw of typed) {
    const word = raw.toLowerCase();
    if (takesArgument) {
      walk.words.push(raw);
      takesArgument = false;
      continue;
    }
    if (isRestOf(word, walk.words[walk.words.length - 1] ?? '')) continue;
    const found = KEYWORD.test(word) ? continueFrom(trail, word) : undefined;
    if (found) {
      walk.words.push(found.full);
      walk.known++;
      trail.push(found.at);
      takesArgument = found.full === 'vrf' || found.full === 'instance';
    } else if (MODIFIERS.has(word)) {
      walk.words.push(word);
      takesArgument = MODIFIERS.get(word) === true;
    } else {
      walk.words.push(raw);
      walk.unknown.push(raw);
    }
  }
  return walk;
}

/** Longer commands are cut: no device accepts them. */
const MAX_COMMAND_CHARACTERS = 300;

/**
 * Writes a show command in full: `sh ip int br` → `show ip interface brief`. Anything else is
 * returned as it was typed, with single blanks. Junos's and NX-OS's words count as well.
 */
export function expandCommand(typed: string): ExpandedCommand {
  const text = typed.slice(0, MAX_COMMAND_CHARACTERS).trim();
  const pipe = text.indexOf('|');
  const beforePipe = pipe < 0 ? text : text.slice(0, pipe);
  const afterPipe = pipe < 0 ? '' : ` ${text.slice(pipe).replace(/\s+/g, ' ')}`;
  let words = beforePipe.split(/\s+/).filter((word) => word !== '');
  // In configuration mode: `do show …` (IOS), `run show …` (Junos).
  if (words.length > 1 && /^(?:do|run)$/i.test(words[0] ?? '')) words = words.slice(1);
  const verb = (words[0] ?? '').toLowerCase();
  if (!/^(?:sho?w?|display)$/.test(verb)) {
    const config = /^wr(?:ite)? t(?:e(?:rm(?:inal)?)?)?$|^more system:running-config$/i;
    const written = words.join(' ');
    return {
      command: config.test(written) ? 'show running-config' : written + afterPipe,
      known: config.test(written) ? 1 : 0,
      unknown: [],
    };
  }
  const { words: full, known, unknown } = walkWords(words.slice(1));
  // Junos keeps files under `show log`; elsewhere it is short for the log itself.
  if (full.length === 1 && full[0] === 'log') full[0] = 'logging';
  return { command: ['show', ...full].join(' ') + afterPipe, known, unknown };
}
