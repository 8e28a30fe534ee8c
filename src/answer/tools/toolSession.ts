import { asNetGuruError, cancelled, type NetGuruError, throwIfAborted } from '../../core/errors.ts';
import {
  MAX_TOOL_CALLS_PER_ROUND,
  MAX_TOOL_PASSAGES,
  MAX_TOOL_TOTAL_CHARACTERS,
  TOOL_CALL_TIMEOUT_MS,
} from '../../core/limits.ts';
import type { Evidence, Sentence } from '../../core/types.ts';
import type { ToolCall, ToolDefinition, ToolResult } from '../../llm/provider.ts';
import { evidenceBlock } from '../prompt.ts';
import { renderFindings } from './renderFindings.ts';
import {
  type CallProblem,
  type Findings,
  type LabelledPassage,
  type PreparedCall,
  parseArguments,
} from './tool.ts';
import type { ToolSources } from './toolSources.ts';
import { TOOLS } from './tools.ts';

/** Below this no result is worth asking for, in characters. */
const MIN_ROOM = 500;

type Prepared = PreparedCall | CallProblem;

export interface ToolSessionOptions {
  readonly sources: ToolSources;
  /** The random tag of the request: what is read stands between its tags. */
  readonly tag: string;
  /** What the answer was given at first. */
  readonly evidence: readonly Evidence[];
  readonly onError?: ((error: NetGuruError) => void) | undefined;
  readonly timeoutMs?: number;
}

/** The calls of one round, ready to run. */
export interface PreparedRound {
  /** What the user sees of each call that asks the index something. */
  readonly steps: readonly Sentence[];
  readonly run: (signal: AbortSignal) => Promise<readonly ToolResult[]>;
}

/**
 * What a model looks up while it writes one answer. What it reads gets the numbers after those of
 * the evidence; the results of all calls are bounded together.
 */
export class ToolSession {
  readonly definitions: readonly ToolDefinition[] = TOOLS.map(({ definition }) => definition);
  readonly #options: ToolSessionOptions;
  readonly #evidence: Evidence[];
  readonly #answered = new Map<string, string>();
  #room = MAX_TOOL_TOTAL_CHARACTERS;

  constructor(options: ToolSessionOptions) {
    this.#options = options;
    this.#evidence = [...options.evidence];
  }

  /** What was given and what was read so far. */
  get evidence(): readonly Evidence[] {
    return [...this.#evidence];
  }

  /** Nothing more can be looked up in this answer. */
  get isFull(): boolean {
    const added = this.#evidence.length - this.#options.evidence.length;
    return this.#room < MIN_ROOM || added >= MAX_TOOL_PASSAGES;
  }

  /** Total: whatever the model wrote becomes a result or a text that says what was wrong. */
  prepare(calls: readonly ToolCall[]): PreparedRound {
    const prepared = calls.map(
      (call, index): Prepared =>
        index < MAX_TOOL_CALLS_PER_ROUND
          ? prepareCall(call)
          : { problem: 'Too many calls at once: this one was not run.' },
    );
    return {
      steps: prepared.flatMap((call) => ('step' in call ? [call.step] : [])),
      run: (signal) => this.#run(calls, prepared, signal),
    };
  }

  async #run(
    calls: readonly ToolCall[],
    prepared: readonly Prepared[],
    signal: AbortSignal,
  ): Promise<readonly ToolResult[]> {
    throwIfAborted(signal);
    // Asked at once, but numbered in the order of the calls.
    const found = new Map<string, Promise<Findings | CallProblem>>();
    for (const call of prepared) {
      if ('problem' in call || this.#answered.has(call.key) || found.has(call.key)) continue;
      found.set(call.key, this.#find(call, signal));
    }
    await Promise.all(found.values());
    const results: ToolResult[] = [];
    for (const [index, call] of calls.entries()) {
      const ready = prepared[index];
      if (ready) results.push({ callId: call.id, text: await this.#answer(ready, found) });
    }
    return results;
  }

  async #answer(
    call: Prepared,
    found: ReadonlyMap<string, Promise<Findings | CallProblem>>,
  ): Promise<string> {
    if ('problem' in call) return call.problem;
    const known = this.#answered.get(call.key);
    const findings = known === undefined ? await found.get(call.key) : undefined;
    const text = known ?? this.#render(findings ?? { problem: 'Nothing was found.' });
    if (text.length > Math.max(0, this.#room) && known !== undefined) {
      return 'This call was made before: see its result above.';
    }
    this.#room -= text.length;
    // What failed may work the next time.
    if (findings && !('problem' in findings)) this.#answered.set(call.key, text);
    return text;
  }

  #render(findings: Findings | CallProblem): string {
    if ('problem' in findings) return findings.problem;
    if (this.isFull) return 'There is no room for more: answer from what you have.';
    const { tag } = this.#options;
    const block = (labelled: LabelledPassage) => this.#numbered(labelled);
    return renderFindings(findings, tag, block, this.#room);
  }

  /** A passage that the model has already keeps its number. */
  #numbered({ passage, label }: LabelledPassage): string {
    const known = this.#evidence.find(
      (given) =>
        given.origin === passage.origin &&
        given.folder === passage.folder &&
        given.path === passage.path &&
        given.startLine === passage.startLine &&
        given.endLine === passage.endLine &&
        given.text === passage.text,
    );
    const evidence = known ?? { ...passage, n: this.#nextNumber() };
    if (!known) this.#evidence.push(evidence);
    return evidenceBlock(this.#options.tag, evidence, label);
  }

  #nextNumber(): number {
    return this.#evidence.reduce((highest, { n }) => Math.max(highest, n), 0) + 1;
  }

  /** @throws NetGuruError `cancelled` */
  async #find(call: PreparedCall, signal: AbortSignal): Promise<Findings | CallProblem> {
    const { sources, onError, timeoutMs = TOOL_CALL_TIMEOUT_MS } = this.#options;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      return await untilAborted(
        (both) => call.run(sources, both),
        AbortSignal.any([signal, timeout]),
      );
    } catch (error) {
      if (signal.aborted) throw cancelled();
      if (timeout.aborted) return { problem: 'This took too long: ask more narrowly.' };
      onError?.(asNetGuruError(error));
      return { problem: 'The index could not answer this.' };
    }
  }
}

function prepareCall(call: ToolCall): Prepared {
  const tool = TOOLS.find(({ definition }) => definition.name === call.name);
  if (!tool) {
    const names = TOOLS.map(({ definition }) => definition.name).join(', ');
    return { problem: `There is no such tool. There are: ${names}.` };
  }
  const parsed = parseArguments(call.arguments);
  return 'problem' in parsed ? parsed : tool.prepare(parsed.value);
}

/** Rejects as soon as the signal fires, even when the work does not look at it. */
async function untilAborted<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  throwIfAborted(signal);
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  aborted.catch(() => undefined);
  const stop = (): void => reject(cancelled());
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work(signal), aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
