import { join } from 'node:path';
import type { Evidence } from '../../src/core/types.ts';
import { benchEmbedder, withKnowledgeBase } from './benchKnowledgeBase.ts';
import {
  expectedRanks,
  percentile,
  readWorkspaceQuestions,
  shareBy,
  type WorkspaceQuestion,
  writeDump,
} from './questions.ts';

interface Scored {
  readonly question: WorkspaceQuestion;
  readonly passages: readonly Evidence[];
  readonly ms: number;
  readonly hit: boolean;
  readonly reciprocalRank: number;
  readonly contextHit: boolean;
}

function score(
  question: WorkspaceQuestion,
  passages: readonly Evidence[],
  ms: number,
  k: number,
): Scored {
  const own = passages.filter((passage) => passage.origin === 'workspace');
  const ranks = expectedRanks(question, own);
  const context = own
    .slice(0, k)
    .map((passage) => passage.text)
    .join('\n');
  const first = Math.min(...ranks);
  return {
    question,
    passages,
    ms,
    hit:
      question.match === 'anyOf'
        ? ranks.some((rank) => rank <= k)
        : ranks.every((rank) => rank <= k),
    reciprocalRank: Number.isFinite(first) ? 1 / first : 0,
    contextHit: question.mustContain.every((pattern) => new RegExp(pattern, 'm').test(context)),
  };
}

export interface RetrievalOptions {
  readonly workspaces: string;
  readonly questions: string;
  readonly k: number;
  readonly dump?: string | undefined;
}

/** Asks every question of its own workspace and scores the passages that come back. */
export async function benchRetrieval(options: RetrievalOptions): Promise<object> {
  const questions = await readWorkspaceQuestions(options.questions);
  const embedder = benchEmbedder();
  const scored: Scored[] = [];
  try {
    for (const workspace of new Set(questions.map((question) => question.workspace))) {
      await withKnowledgeBase(embedder, async (base) => {
        const folder = join(options.workspaces, workspace);
        await base.refresh([{ folder, excludeGlobs: [] }]);
        for (const question of questions.filter((item) => item.workspace === workspace)) {
          const started = performance.now();
          const { evidence } = await base.retrieve({
            question: question.question,
          });
          scored.push(score(question, evidence, performance.now() - started, options.k));
        }
      });
    }
  } finally {
    await embedder.dispose();
  }
  if (options.dump) {
    await writeDump(
      options.dump,
      scored.map(({ question, passages }) => ({ id: question.id, passages })),
    );
  }
  return summary(scored);
}

function summary(scored: readonly Scored[]): object {
  const share = (passed: (item: Scored) => boolean): number =>
    Number((scored.filter(passed).length / scored.length).toFixed(3));
  const times = scored.map((item) => item.ms);
  const mean = scored.reduce((sum, item) => sum + item.reciprocalRank, 0) / scored.length;
  return {
    questions: scored.length,
    hitAt5: share((item) => item.hit),
    mrr: Number(mean.toFixed(3)),
    contextHit: share((item) => item.contextHit),
    byLang: shareBy(
      scored,
      (item) => item.question.lang,
      (item) => item.hit,
    ),
    byType: shareBy(
      scored,
      (item) => item.question.type,
      (item) => item.hit,
    ),
    misses: scored.filter((item) => !item.hit).map((item) => item.question.id),
    medianMs: Math.round(percentile(times, 0.5)),
    p95Ms: Math.round(percentile(times, 0.95)),
  };
}
