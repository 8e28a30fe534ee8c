import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Evidence } from '../../src/core/types.ts';

const workspaceQuestion = z.object({
  id: z.string(),
  workspace: z.string(),
  lang: z.string(),
  type: z.string(),
  question: z.string(),
  match: z.enum(['allOf', 'anyOf']).optional(),
  expect: z.array(z.object({ file: z.string(), startLine: z.number(), endLine: z.number() })),
  mustContain: z.array(z.string()).default([]),
});

const knowledgeQuestion = z.object({
  id: z.string(),
  lang: z.string(),
  vendor: z.string(),
  kind: z.string(),
  question: z.string(),
  facts: z.array(z.string()),
  minFacts: z.number(),
});

export type WorkspaceQuestion = z.infer<typeof workspaceQuestion>;
export type KnowledgeQuestion = z.infer<typeof knowledgeQuestion>;

export async function readWorkspaceQuestions(file: string): Promise<WorkspaceQuestion[]> {
  return z.array(workspaceQuestion).parse(JSON.parse(await readFile(file, 'utf8')));
}

export async function readKnowledgeQuestions(file: string): Promise<KnowledgeQuestion[]> {
  return z.array(knowledgeQuestion).parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Rank (from 1) of the first passage that overlaps each expected range; Infinity when none does. */
export function expectedRanks(
  question: WorkspaceQuestion,
  passages: readonly Pick<Evidence, 'path' | 'startLine' | 'endLine'>[],
): number[] {
  return question.expect.map((range) => {
    const at = passages.findIndex(
      (passage) =>
        passage.path === range.file &&
        passage.startLine <= range.endLine &&
        passage.endLine >= range.startLine,
    );
    return at === -1 ? Number.POSITIVE_INFINITY : at + 1;
  });
}

/** Passages of corpus text as they are scored: the first 1,800 characters each, normalised. */
export function normalisedContext(passages: readonly Evidence[]): string {
  return passages
    .map((passage) => passage.text.slice(0, 1_800))
    .join('\n')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐-―−]/g, '-')
    .replace(/[`*]/g, '')
    .replace(/\|/g, ' ')
    .replace(/\s+/g, ' ');
}

/** Share of passed questions per value of a property, such as language or type. */
export function shareBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  passed: (item: T) => boolean,
): Record<string, number> {
  const groups = new Map<string, { total: number; passed: number }>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? { total: 0, passed: 0 };
    group.total++;
    if (passed(item)) group.passed++;
    groups.set(keyOf(item), group);
  }
  return Object.fromEntries(
    [...groups].map(([key, group]) => [key, Number((group.passed / group.total).toFixed(3))]),
  );
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Writes what the engine would hand to the prompt, per question id, best first. */
export async function writeDump(
  file: string,
  answers: readonly { readonly id: string; readonly passages: readonly Evidence[] }[],
): Promise<void> {
  const dump = answers.map(({ id, passages }) => [
    id,
    passages.map(({ origin, path, startLine, endLine, text }) => ({
      origin,
      path,
      startLine,
      endLine,
      text,
    })),
  ]);
  await writeFile(file, JSON.stringify(Object.fromEntries(dump), null, 1));
}
