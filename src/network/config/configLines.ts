import { JUNOS } from '../grammar/junos.ts';
import { INDENTED_PLATFORMS, VOCABULARIES } from '../grammar/vocabularies.ts';
import type { PlatformGuess } from '../platform.ts';
import { commentText, isNoiseLine } from './configNoise.ts';
import { classifyIndented } from './indentedLines.ts';
import { classifyPaths } from './junosLines.ts';
import type { LineState } from './lineState.ts';

/** Lines by state, and how much of what says something is known. */
export interface Coverage {
  readonly understood: number;
  readonly ignored: number;
  readonly unrecognised: number;
  readonly blank: number;
  /** Understood statements among all statements, 0 to 1; 1 where there is no statement. */
  readonly share: number;
}

export function coverageOf(states: readonly LineState[]): Coverage {
  const counts = { understood: 0, ignored: 0, unrecognised: 0, blank: 0 };
  for (const state of states) counts[state]++;
  const statements = counts.understood + counts.unrecognised;
  return { ...counts, share: statements === 0 ? 1 : counts.understood / statements };
}

/** The reading in which most statements are known. */
function bestReading(readings: readonly (readonly LineState[])[]): readonly LineState[] {
  let best: readonly LineState[] = readings[0] ?? [];
  for (const reading of readings) {
    if (coverageOf(reading).understood > coverageOf(best).understood) best = reading;
  }
  return best;
}

/** Text that is no configuration: nothing is understood. */
function classifyText(lines: readonly string[]): LineState[] {
  return lines.map((line) => {
    if (line.trim() === '') return 'blank';
    return commentText(line) !== undefined || isNoiseLine(line) ? 'ignored' : 'unrecognised';
  });
}

/**
 * The state of every line, one for each, in order. Total and linear. A Cisco-like text of no
 * known platform is read as the platform that knows most of it.
 */
export function classifyLines(
  lines: readonly string[],
  guess: Pick<PlatformGuess, 'platform' | 'style'>,
): readonly LineState[] {
  const { platform } = guess;
  if (platform === 'unknown') return classifyText(lines);
  if (platform === 'cisco-like') {
    return bestReading(
      INDENTED_PLATFORMS.map((each) => classifyIndented(lines, VOCABULARIES[each])),
    );
  }
  if (platform === 'junos') {
    return classifyPaths(lines, guess.style === 'set' ? 'set' : 'braces', JUNOS);
  }
  return classifyIndented(lines, VOCABULARIES[platform]);
}
