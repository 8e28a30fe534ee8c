import { MAX_ATTACHMENT_CHARACTERS } from '../core/limits.ts';
import type { Attachment, Evidence } from '../core/types.ts';

type Unnumbered = Omit<Evidence, 'n'>;

/**
 * Attached text up to the budget, cut at a line end, or in a first line that is longer; what is
 * left out is found by retrieval.
 */
function toEvidence(attachment: Attachment, budget: number): Unnumbered {
  const lines = attachment.text.split('\n');
  let characters = 0;
  let count = 0;
  for (const line of lines) {
    characters += line.length + 1;
    if (count > 0 && characters > budget) break;
    count++;
  }
  return {
    origin: 'workspace',
    ...(attachment.folder === undefined ? {} : { folder: attachment.folder }),
    path: attachment.path,
    startLine: attachment.startLine,
    endLine: attachment.startLine + count - 1,
    title: attachment.path.slice(attachment.path.lastIndexOf('/') + 1),
    score: 1,
    text: lines.slice(0, count).join('\n').slice(0, budget),
    kind: 'text',
    platform: 'unknown',
  };
}

function isInside(inner: Unnumbered, outer: Unnumbered): boolean {
  return (
    inner.origin === outer.origin &&
    inner.folder === outer.folder &&
    inner.path === outer.path &&
    inner.startLine >= outer.startLine &&
    inner.endLine <= outer.endLine
  );
}

/**
 * The evidence of an answer: first what the user attached, then what retrieval found outside of
 * it, numbered from 1.
 */
export function attachedEvidence(
  attachments: readonly Attachment[],
  found: readonly Evidence[],
): Evidence[] {
  const attached: Unnumbered[] = [];
  let budget = MAX_ATTACHMENT_CHARACTERS;
  for (const attachment of attachments) {
    if (budget <= 0) break;
    const evidence = toEvidence(attachment, budget);
    budget -= evidence.text.length;
    attached.push(evidence);
  }
  const others = found.filter((passage) => !attached.some((outer) => isInside(passage, outer)));
  return [...attached, ...others].map((passage, index) => ({
    ...passage,
    n: index + 1,
  }));
}
