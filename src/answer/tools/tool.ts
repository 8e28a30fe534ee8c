import { z } from 'zod';
import { MAX_TOOL_ARGUMENT_CHARACTERS } from '../../core/limits.ts';
import type { Sentence } from '../../core/types.ts';
import type { ToolDefinition } from '../../llm/provider.ts';
import type { FoundPassage } from '../../retrieval/findReferences.ts';
import type { ToolSources } from './toolSources.ts';

/** What a call found, before its passages have numbers. */
export interface Findings {
  /** In our words, without anything of the user's files. */
  readonly summary: string;
  readonly passages: readonly LabelledPassage[];
  /** Facts of the user's files that no passage holds: shown as data, not citable. */
  readonly listing?: string;
}

export interface LabelledPassage {
  readonly passage: FoundPassage;
  /** Why it was found: `definition of access-list`. */
  readonly label?: string;
}

/** A call whose arguments are right. */
export interface PreparedCall {
  /** Equal for calls that find the same. */
  readonly key: string;
  /** What the user sees while it runs. */
  readonly step: Sentence;
  readonly run: (sources: ToolSources, signal: AbortSignal) => Promise<Findings>;
}

/** What the model is told instead of a result; in our words. */
export interface CallProblem {
  readonly problem: string;
}

/** A read-only function over the index that models may call. */
export interface Tool {
  readonly definition: ToolDefinition;
  /** Total: arguments of any kind give a call or a problem. */
  readonly prepare: (input: unknown) => PreparedCall | CallProblem;
}

const MAX_ISSUES = 3;
const MAX_STEP_CHARACTERS = 80;

/** A model's text as it may stand in a sentence of ours: one line, without Markdown's marks. */
export function plainWords(text: string): string {
  const plain = text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[[\]()<>{}!*`|~\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > MAX_STEP_CHARACTERS ? `${plain.slice(0, MAX_STEP_CHARACTERS)}…` : plain;
}

function problemOf(error: z.ZodError): string {
  const issues = error.issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => `${path.map(String).join('.') || 'arguments'}: ${message}`);
  return `Wrong arguments. ${issues.join('; ')}.`.slice(0, 400);
}

/** Makes a tool of a schema for its arguments and a function of what they ask for. */
export function defineTool<T>(options: {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType<T>;
  readonly step: (args: T) => Sentence;
  readonly run: (args: T, sources: ToolSources, signal: AbortSignal) => Promise<Findings>;
}): Tool {
  const { name, description, schema, step, run } = options;
  const { $schema: _, ...inputSchema } = z.toJSONSchema(schema, { io: 'output' });
  return {
    definition: { name, description, inputSchema },
    prepare: (input) => {
      const parsed = schema.safeParse(input);
      if (!parsed.success) return { problem: problemOf(parsed.error) };
      return {
        key: `${name} ${JSON.stringify(parsed.data)}`,
        step: step(parsed.data),
        run: (sources, signal) => run(parsed.data, sources, signal),
      };
    },
  };
}

/** The arguments of a call as a model writes them, JSON or nothing. */
export function parseArguments(text: string): { readonly value: unknown } | CallProblem {
  if (text.length > MAX_TOOL_ARGUMENT_CHARACTERS) return { problem: 'The arguments are too long.' };
  if (text.trim() === '') return { value: {} };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: 'The arguments are not valid JSON.' };
  }
}
