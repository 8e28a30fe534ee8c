import type { Anthropic } from '@anthropic-ai/sdk';
import type { CompletionRequest, ProviderMessage } from './provider.ts';
import { parsedArguments } from './toolCalls.ts';

/** The API wants system texts apart, no empty texts, and alternating turns that the user begins. */
export function anthropicBody(request: CompletionRequest) {
  const texts = request.messages.filter(
    ({ text, toolCalls, toolResults }) =>
      text.trim() !== '' || toolCalls !== undefined || toolResults !== undefined,
  );
  const system = texts.filter(({ role }) => role === 'system').map(({ text }) => text);
  return {
    model: request.model,
    max_tokens: request.maxOutputTokens,
    messages: mergeTurns(texts),
    ...(system.length > 0 && { system: system.join('\n\n') }),
  };
}

export function anthropicTools({ tools = [], toolChoice = 'auto' }: CompletionRequest) {
  if (tools.length === 0) return {};
  return {
    tools: tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      input_schema: { ...inputSchema, type: 'object' as const },
    })),
    tool_choice: { type: toolChoice },
  };
}

type Block = Exclude<Anthropic.MessageParam['content'], string>[number];

interface Turn {
  readonly role: 'user' | 'assistant';
  content: string | Block[];
}

/** Text as it is; with tools a list of blocks, in which results must come first. */
function contentOf(message: ProviderMessage): Turn['content'] {
  const { text, toolCalls = [], toolResults = [] } = message;
  if (toolCalls.length === 0 && toolResults.length === 0) return text;
  return [
    ...toolResults.map(
      (result): Block => ({
        type: 'tool_result',
        tool_use_id: result.callId,
        content: result.text,
      }),
    ),
    ...textBlocks(text),
    ...toolCalls.map(
      (call): Block => ({
        type: 'tool_use',
        id: call.id,
        name: call.name,
        input: parsedArguments(call),
      }),
    ),
  ];
}

/** Texts must not be empty, nor end an assistant's turn with blanks. */
function textBlocks(text: string): Block[] {
  return text.trim() === '' ? [] : [{ type: 'text', text: text.trimEnd() }];
}

function asBlocks(content: Turn['content']): Block[] {
  return typeof content === 'string' ? textBlocks(content) : content;
}

function mergeTurns(messages: readonly ProviderMessage[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    const { role } = message;
    const last = turns.at(-1);
    if (role === 'system' || (role === 'assistant' && !last)) continue;
    const content = contentOf(message);
    if (last?.role !== role) turns.push({ role, content });
    else if (typeof last.content === 'string' && typeof content === 'string') {
      last.content += `\n\n${content}`;
    } else last.content = [...asBlocks(last.content), ...asBlocks(content)];
  }
  return turns;
}
