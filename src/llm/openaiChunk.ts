import { z } from 'zod';
import type { ToolCallPart } from './toolCalls.ts';

/** Token counts as the Chat Completions API writes them. */
export const openAiUsageSchema = z.object({
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
});

/** Arguments come as text, from a few servers as an object. */
const argumentsSchema = z
  .union([
    z.string(),
    z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value)),
  ])
  .nullish();

const toolCallPartSchema = z.object({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: argumentsSchema }).nullish(),
});

/** The parts that we read, as lenient as compatible servers need. */
export const openAiChunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            tool_calls: z.array(toolCallPartSchema).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: openAiUsageSchema.nullish().catch(null),
});

/** A streamed piece of a tool call. */
export function openAiToolCallPart(part: z.infer<typeof toolCallPartSchema>): ToolCallPart {
  return {
    index: part.index ?? undefined,
    id: part.id ?? undefined,
    name: part.function?.name ?? undefined,
    arguments: part.function?.arguments ?? undefined,
  };
}
