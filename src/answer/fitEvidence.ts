import { CHARACTERS_PER_TOKEN } from '../core/limits.ts';
import type { Evidence } from '../core/types.ts';

/** Share of a model's input that passages may take; rules, history and question need the rest. */
const EVIDENCE_SHARE = 0.5;
/** A passage's tags and attributes, in characters. */
const FRAME_CHARACTERS = 200;
/** Of the user's files so many passages are taken for each one of the corpus. */
const OWN_PER_CORPUS = 2;

/**
 * The passages that a model of `maxInputTokens` has room for, in their order: the best of the
 * user's files and of the corpus in turns. The first one is always among them.
 */
export function fitEvidence(evidence: readonly Evidence[], maxInputTokens: number): Evidence[] {
  const own = evidence.filter(({ origin }) => origin === 'workspace');
  const bundled = evidence.filter(({ origin }) => origin === 'corpus');
  const taken = new Set<Evidence>();
  let left = maxInputTokens * EVIDENCE_SHARE * CHARACTERS_PER_TOKEN;
  for (let turn = 0; own.length + bundled.length > 0; turn++) {
    const corpusTurn = turn % (OWN_PER_CORPUS + 1) === OWN_PER_CORPUS;
    const next = (corpusTurn ? bundled.shift() : own.shift()) ?? own.shift() ?? bundled.shift();
    if (!next) break;
    left -= next.text.length + FRAME_CHARACTERS;
    if (left < 0 && taken.size > 0) break;
    taken.add(next);
  }
  return evidence.filter((passage) => taken.has(passage));
}
