import { type PathPlace, type Vocabulary, walkPath } from '../grammar/vocabulary.ts';
import { braceStatements } from './braceStatements.ts';
import { commentText, isNoiseLine } from './configNoise.ts';
import type { LineState } from './lineState.ts';
import { opaqueBlockEnd } from './opaqueBlocks.ts';
import { quotedWords, setStatement } from './setStatements.ts';

const MAX_DEPTH = 64;
const MAX_WORDS = 40;
/** What may stand anywhere in the tree. */
const ANYWHERE = /^(?:apply-groups|apply-groups-except|apply-macro|apply-flags|apply-path)$/;
const MARKER = /^(?:inactive:|protect:|replace:|delete:|active:|unprotect:)$/;

function placeOf(vocabulary: Vocabulary, from: PathPlace, words: readonly string[]): PathPlace {
  if (!from) return undefined;
  const lower = words.slice(0, MAX_WORDS).map((word) => word.toLowerCase());
  const path = lower.filter((word, index) => index > 0 || !MARKER.test(word));
  if (ANYWHERE.test(path[0] ?? '')) return {};
  return walkPath(vocabulary, from, path);
}

/** `apply-groups` may end any path of a `set` line. */
function beforeAnywhere(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => ANYWHERE.test(word));
  return at > 0 ? words.slice(0, at) : words;
}

function mark(states: LineState[], startLine: number, endLine: number, state: LineState): void {
  for (let line = startLine; line <= endLine; line++) {
    const before = states[line - 1];
    if (before !== 'unrecognised') states[line - 1] = line === startLine ? state : 'ignored';
  }
}

function classifyBraces(lines: readonly string[], vocabulary: Vocabulary): LineState[] {
  const states = lines.map((line): LineState => (line.trim() === '' ? 'blank' : 'ignored'));
  const top: PathPlace = vocabulary.sections.get('top');
  const stack: PathPlace[] = [];
  let tooDeep = 0;
  for (const { kind, text, startLine, endLine } of braceStatements(lines)) {
    if (kind === 'comment') continue;
    if (kind === 'close') {
      if (tooDeep > 0) tooDeep--;
      else stack.pop();
      continue;
    }
    const from = stack.length > 0 ? stack[stack.length - 1] : top;
    const place = placeOf(vocabulary, from, quotedWords(text.slice(0, 2_000)));
    const noise = kind === 'leaf' && stack.length === 0 && isNoiseLine(lines[startLine - 1] ?? '');
    if (!noise) mark(states, startLine, endLine, place ? 'understood' : 'unrecognised');
    if (kind === 'open' && stack.length < MAX_DEPTH) stack.push(place);
    else if (kind === 'open') tooDeep++;
  }
  return states;
}

function classifySet(lines: readonly string[], vocabulary: Vocabulary): LineState[] {
  const states: LineState[] = [];
  const top: PathPlace = vocabulary.sections.get('top');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const text = line.trim();
    if (text === '') states.push('blank');
    else if (commentText(line) !== undefined || isNoiseLine(line)) states.push('ignored');
    else if (
      /^(?:exit|top|up|quit|commit.*|end|edit .*|configure.*|load .*|rollback.*)$/.test(text)
    ) {
      states.push('ignored');
    } else {
      const words = beforeAnywhere(setStatement(line)?.words ?? []);
      const known = words.length > 0 && placeOf(vocabulary, top, words) !== undefined;
      states.push(known ? 'understood' : 'unrecognised');
      const last = opaqueBlockEnd(lines, index) ?? index;
      for (; index < last; index++) states.push('ignored');
    }
  }
  return states;
}

/** The state of each line of a Junos configuration. */
export function classifyPaths(
  lines: readonly string[],
  style: 'braces' | 'set',
  vocabulary: Vocabulary,
): LineState[] {
  return style === 'set' ? classifySet(lines, vocabulary) : classifyBraces(lines, vocabulary);
}
