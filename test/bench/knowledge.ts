import type { Evidence } from '../../src/core/types.ts';
import { benchEmbedder, withKnowledgeBase } from './benchKnowledgeBase.ts';
import {
  type KnowledgeQuestion,
  normalisedContext,
  readKnowledgeQuestions,
  shareBy,
  writeDump,
} from './questions.ts';

const PASSAGES = 5;

interface Scored {
  readonly question: KnowledgeQuestion;
  readonly passages: readonly Evidence[];
  readonly passed: boolean;
}

function score(question: KnowledgeQuestion, evidence: readonly Evidence[]): Scored {
  const passages = evidence.filter((passage) => passage.origin === 'corpus');
  const context = normalisedContext(passages.slice(0, PASSAGES));
  const found = question.facts.filter((fact) => new RegExp(fact, 'i').test(context)).length;
  return { question, passages, passed: found >= question.minFacts };
}

/** Asks the bundled corpus every question and counts how many facts of the answers it gives. */
export async function benchKnowledge(options: {
  readonly questions: string;
  readonly dump?: string | undefined;
}): Promise<object> {
  const questions = await readKnowledgeQuestions(options.questions);
  const embedder = benchEmbedder();
  const scored: Scored[] = [];
  try {
    await withKnowledgeBase(embedder, async (base) => {
      if (base.corpusMissing) throw new Error('dist/corpus-index is missing: run npm run build');
      for (const question of questions) {
        const { evidence } = await base.retrieve({
          question: question.question,
        });
        scored.push(score(question, evidence));
      }
    });
  } finally {
    await embedder.dispose();
  }
  if (options.dump) {
    await writeDump(
      options.dump,
      scored.map(({ question, passages }) => ({ id: question.id, passages })),
    );
  }
  const passed = (item: Scored): boolean => item.passed;
  return {
    questions: scored.length,
    factRecallAt5: Number((scored.filter(passed).length / scored.length).toFixed(3)),
    byLang: shareBy(scored, (item) => item.question.lang, passed),
    byVendor: shareBy(scored, (item) => item.question.vendor, passed),
    byKind: shareBy(scored, (item) => item.question.kind, passed),
    misses: scored.filter((item) => !item.passed).map((item) => item.question.id),
  };
}
