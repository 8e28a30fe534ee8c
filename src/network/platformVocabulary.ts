import { classifyIndented } from './config/indentedLines.ts';
import { INDENTED_PLATFORMS, type IndentedPlatform, VOCABULARIES } from './grammar/vocabularies.ts';

/** Lines that are read; the first sections of a configuration say enough. */
const SAMPLE_LINES = 300;
/** A platform that knows less of the statements is not the one. */
const MIN_SHARE = 0.75;
/** What the vocabularies say counts as much as a line that exists nowhere else, at most. */
const MAX_WEIGHT = 6;

/** The platform whose vocabulary knows more of a text's statements than any other. */
export interface VocabularyGuess {
  readonly platform: IndentedPlatform;
  readonly weight: number;
  /** The first line that the next best platform does not know. */
  readonly reason: string;
}

/** Compares the vocabularies of the Cisco-like platforms on a text; undefined at a draw. */
export function guessByVocabulary(text: string): VocabularyGuess | undefined {
  const all = text.split('\n', SAMPLE_LINES);
  // A piece of a file may begin inside of a section that it does not name.
  const start = all.findIndex((line) => /^\w/.test(line));
  if (start < 0) return undefined;
  const lines = all.slice(start);
  const readings = INDENTED_PLATFORMS.map((platform) => {
    const states = classifyIndented(lines, VOCABULARIES[platform]);
    const understood = states.filter((state) => state === 'understood').length;
    const statements = understood + states.filter((state) => state === 'unrecognised').length;
    return { platform, states, understood, statements };
  }).sort((a, b) => b.understood - a.understood);
  const [best, second] = readings;
  if (!best || !second || best.understood < best.statements * MIN_SHARE) return undefined;
  const lead = best.understood - second.understood;
  if (lead < 1) return undefined;
  const at = best.states.findIndex(
    (state, index) => state === 'understood' && second.states[index] === 'unrecognised',
  );
  const weight = Math.min(MAX_WEIGHT, 2 * lead);
  return { platform: best.platform, weight, reason: (lines[at] ?? '').trim() };
}
