import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answer, type ChosenModel, OFFLINE_MODEL, type SearchRequest } from '../answer/engine.ts';
import { asNetGuruError, fillSentence } from '../core/errors.ts';
import { locationSentence, removedCitationsSentence } from '../core/evidence.ts';
import type { ChatEvent, Evidence, Sentence } from '../core/types.ts';
import { createWorkerEmbedder } from '../index/workerEmbedder.ts';
import { createProvider } from '../llm/providerFactory.ts';
import { KnowledgeBase } from '../retrieval/knowledgeBase.ts';
import { ASK_USAGE, type AskOptions, parseAskOptions } from './askOptions.ts';

/** `dist/`, where this bundle lies beside the model, the worker and the corpus index. */
const dist = dirname(fileURLToPath(import.meta.url));

const PROGRESS_INTERVAL_MS = 2_000;

interface Outcome {
  text: string;
  evidence: readonly Evidence[];
  failed: boolean;
  done?: Extract<ChatEvent, { type: 'done' }>;
}

async function chooseModel(
  options: AskOptions,
  signal: AbortSignal,
): Promise<ChosenModel | undefined> {
  const { provider: id, apiKey, baseUrl } = options;
  if (id === 'none' || !apiKey) return undefined;
  const provider = createProvider(id, {
    apiKey,
    ...(baseUrl ? { baseUrl } : {}),
  });
  const model = options.model ?? (await provider.listModels(signal))[0]?.id;
  if (!model) throw new Error('The key can use no chat model. Name one with --model.');
  return { provider, model };
}

function tell({ template, args }: Sentence): void {
  console.error(fillSentence(template, args));
}

/** Prints the stream as it comes, or only gathers it for `--json`. */
async function render(events: AsyncIterable<ChatEvent>, quiet: boolean): Promise<Outcome> {
  const outcome: Outcome = { text: '', evidence: [], failed: false };
  const write = (text: string): void => {
    outcome.text += text;
    if (!quiet) process.stdout.write(text);
  };
  for await (const event of events) {
    if (event.type === 'text') write(event.text);
    else if (event.type === 'citation') write(`[${event.citation.n}]`);
    else if (event.type === 'evidence') outcome.evidence = event.evidence;
    else if (event.type === 'done') outcome.done = event;
    else if (event.type === 'toolStep' && !quiet) tell(event.message);
    else if (event.type === 'error') {
      outcome.failed = true;
      tell(event.error.sentence);
    }
  }
  return outcome;
}

function printSources(evidence: readonly Evidence[]): void {
  process.stdout.write('\n\nSources:\n');
  for (const passage of evidence) {
    const { n, path, title } = passage;
    const { template, args } = locationSentence(path, passage);
    process.stdout.write(`[${n}] ${fillSentence(template, args)}  ${title}\n`);
  }
}

function toJson(options: AskOptions, { text, evidence, done }: Outcome): object {
  return {
    question: options.question,
    answer: text,
    provider: done?.provider ?? options.provider,
    model: done?.model ?? OFFLINE_MODEL,
    evidence: evidence.map((passage) => ({
      n: passage.n,
      origin: passage.origin,
      path: passage.path,
      startLine: passage.startLine,
      endLine: passage.endLine,
      title: passage.title,
      score: passage.score,
      text: passage.text,
    })),
    timings: done?.timings,
  };
}

async function ask(options: AskOptions, signal: AbortSignal): Promise<number> {
  const folder = await stat(options.workspace).catch(() => undefined);
  if (!folder?.isDirectory()) throw new Error(`${options.workspace} is not a folder.`);
  const embedder = createWorkerEmbedder({
    modelFolder: join(dist, 'models/all-MiniLM-L6-v2'),
    workerPath: join(dist, 'embedWorker.cjs'),
    maxWorkers: Math.min(4, availableParallelism()),
  });
  const ready = embedder.warmUp();
  // A failure is reported by the first use; here it must only not be unhandled.
  ready.catch(() => undefined);
  const base = await KnowledgeBase.open({
    storeFolder: options.store,
    corpusFolder: join(dist, 'corpus-index'),
    embedder,
  });
  try {
    const outcome = await render(
      answer(
        { question: options.question, attachments: [], history: [] },
        {
          catchUp: (abort) => catchUp(base, options.workspace, abort),
          retrieve: (request, abort) => retrieve(base, request, abort),
          chooseModel: (abort) => chooseModel(options, abort),
          tools: base,
          staleEvidence: (passages, abort) => base.staleEvidence(passages, abort),
          now: () => performance.now(),
        },
        signal,
      ),
      options.json,
    );
    if (options.json) process.stdout.write(`${JSON.stringify(toJson(options, outcome))}\n`);
    else {
      printSources(outcome.evidence);
      const removed = outcome.done?.removedCitations;
      if (removed) tell(removedCitationsSentence(removed));
    }
    return outcome.failed ? 1 : 0;
  } finally {
    await base.close();
    await embedder.dispose();
  }
}

/** Brings the index up to date, telling on stderr when that takes a while. */
async function catchUp(
  base: KnowledgeBase,
  folder: string,
  signal: AbortSignal,
): Promise<undefined> {
  let told = performance.now();
  await base.refresh([{ folder, excludeGlobs: [] }], {
    signal,
    onProgress: ({ filesDone, filesTotal }) => {
      if (performance.now() - told < PROGRESS_INTERVAL_MS) return;
      told = performance.now();
      console.error(`Indexing ${filesDone} of ${filesTotal} files…`);
    },
  });
}

async function retrieve(
  base: KnowledgeBase,
  { question, rewritten }: SearchRequest,
  signal: AbortSignal,
) {
  const request = { question, rewritten };
  const { plan, unknownNames, evidence, facts } = await base.retrieve(request, signal);
  return { language: plan.language, tokens: plan.tokens, unknownNames, evidence, facts };
}

async function main(): Promise<number> {
  let options: AskOptions;
  try {
    options = parseAskOptions(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${ASK_USAGE}`);
    return 2;
  }
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  try {
    return await ask(options, interrupted.signal);
  } catch (error) {
    const known = asNetGuruError(error);
    const plain =
      error instanceof Error && known.reason === 'internal' ? error.message : known.message;
    console.error(plain);
    return 1;
  }
}

// A reader such as `head` that has seen enough is no failure.
process.stdout.on('error', () => process.exit(0));

main().then((code) => {
  process.exitCode = code;
});
