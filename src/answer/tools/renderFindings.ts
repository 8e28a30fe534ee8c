import { MAX_TOOL_RESULT_CHARACTERS } from '../../core/limits.ts';
import type { FoundPassage } from '../../retrieval/findReferences.ts';
import { asData } from '../dataText.ts';
import type { Findings, LabelledPassage } from './tool.ts';

/** How a passage is written into a result: with its number, or without one. */
export type PassageBlock = (labelled: LabelledPassage) => string;

/** Room that the end of a passage needs to be worth giving. */
const MIN_PASSAGE_CHARACTERS = 400;
/** The tags around a passage, roughly. */
const FRAME_CHARACTERS = 300;

/** The first lines of a passage that fit; its line numbers stay those of the text. */
function cutPassage(passage: FoundPassage, characters: number): FoundPassage {
  if (passage.text.length <= characters) return passage;
  const lines = passage.text.slice(0, characters).split('\n');
  if (lines.length > 1) lines.pop();
  // What sums lines up, or stands on pages, keeps its place.
  const whole = passage.derived || passage.place;
  const text = lines.join('\n');
  return whole ? { ...passage, text } : { ...shortened(passage, lines.length), text };
}

function shortened(passage: FoundPassage, count: number): FoundPassage {
  const { focus: _, ...rest } = passage;
  return { ...rest, endLine: passage.startLine + count - 1 };
}

/** Data of the user's files between tags that it cannot close. */
function listingBlock(tag: string, listing: string, characters: number): string {
  const text = asData(listing.slice(0, Math.max(0, characters)), tag);
  return `<${tag} source="index">\n${text}\n</${tag}>`;
}

/**
 * A tool's result as the model reads it: our summary, and the findings between `tag`s as data.
 * Not longer than `MAX_TOOL_RESULT_CHARACTERS`, or than `room`, by more than the tags.
 */
export function renderFindings(
  findings: Findings,
  tag: string,
  block: PassageBlock,
  room = MAX_TOOL_RESULT_CHARACTERS,
): string {
  const limit = Math.min(room, MAX_TOOL_RESULT_CHARACTERS);
  const parts = [findings.summary];
  let left = limit - findings.summary.length;
  let given = 0;
  for (const { passage, ...label } of findings.passages) {
    const isFirst = given === 0;
    if (left < MIN_PASSAGE_CHARACTERS || (!isFirst && passage.text.length > left)) break;
    const cut = cutPassage(passage, left - FRAME_CHARACTERS);
    parts.push(block({ passage: cut, ...label }));
    left -= (parts.at(-1)?.length ?? 0) + 1;
    given++;
    if (cut !== passage) parts.push('The passage was cut: read further lines for the rest.');
  }
  const missing = findings.passages.length - given;
  if (missing > 0) parts.push(`${missing} more passages were left out: ask more narrowly.`);
  if (findings.listing !== undefined && left > MIN_PASSAGE_CHARACTERS) {
    parts.push(listingBlock(tag, findings.listing, left));
  }
  return parts.join('\n');
}
