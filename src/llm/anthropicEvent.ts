import { z } from 'zod';
import type { ToolCallPart } from './toolCalls.ts';

/** Token counts as the Messages API writes them. */
export const anthropicUsageSchema = z.object({
  input_tokens: z.number().nullish(),
  cache_creation_input_tokens: z.number().nullish(),
  cache_read_input_tokens: z.number().nullish(),
  output_tokens: z.number().nullish(),
});
export type AnthropicUsage = z.infer<typeof anthropicUsageSchema>;

/** The parts of the stream's events that we read; events of other types are skipped. */
export const anthropicEventSchema = z.object({
  type: z.string(),
  index: z.number().nullish().catch(null),
  message: z
    .object({ usage: anthropicUsageSchema.nullish().catch(null) })
    .nullish()
    .catch(null),
  delta: z
    .object({
      type: z.string().nullish(),
      text: z.string().nullish(),
      partial_json: z.string().nullish(),
      stop_reason: z.string().nullish(),
    })
    .nullish(),
  content_block: z
    .object({
      type: z.string(),
      text: z.string().nullish(),
      id: z.string().nullish(),
      name: z.string().nullish(),
      input: z.record(z.string(), z.unknown()).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  usage: anthropicUsageSchema.nullish().catch(null),
});

/** The input of a block begins empty and follows as JSON text; a few servers send it at once. */
export function anthropicToolCallPart({
  type,
  index,
  content_block: block,
  delta,
}: z.infer<typeof anthropicEventSchema>): ToolCallPart | undefined {
  if (type === 'content_block_start' && block?.type === 'tool_use') {
    const input = Object.keys(block.input ?? {}).length > 0 ? JSON.stringify(block.input) : '';
    return {
      index: index ?? undefined,
      id: block.id ?? undefined,
      name: block.name ?? undefined,
      arguments: input,
    };
  }
  if (delta?.type !== 'input_json_delta') return undefined;
  return { index: index ?? undefined, arguments: delta.partial_json ?? '' };
}

/** Thinking and tool deltas are not part of the answer. */
export function anthropicText(event: z.infer<typeof anthropicEventSchema>): string {
  if (event.type === 'content_block_start') return event.content_block?.text ?? '';
  return event.delta?.type === 'text_delta' ? (event.delta.text ?? '') : '';
}
