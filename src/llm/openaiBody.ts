import type { OpenAI } from 'openai';
import type { CompletionRequest, ProviderMessage } from './provider.ts';
import { parsedArguments } from './toolCalls.ts';

/** A message as one of the API, or several: each tool result is one of its own. */
export function openAiMessages(message: ProviderMessage): OpenAI.ChatCompletionMessageParam[] {
  const { role, text, toolCalls = [], toolResults = [] } = message;
  const results = toolResults.map(
    (result): OpenAI.ChatCompletionMessageParam => ({
      role: 'tool',
      tool_call_id: result.callId,
      content: result.text,
    }),
  );
  if (toolCalls.length > 0) {
    const calls = toolCalls.map((call) => ({
      id: call.id,
      type: 'function' as const,
      // Servers read what they are given back, and fail where it is malformed.
      function: { name: call.name, arguments: JSON.stringify(parsedArguments(call)) },
    }));
    return [{ role: 'assistant', content: text || null, tool_calls: calls }];
  }
  return [...results, ...(text === '' ? [] : [{ role, content: text }])];
}

/** The tools of a request as its body names them. */
export function openAiTools({ tools = [], toolChoice = 'auto' }: CompletionRequest) {
  if (tools.length === 0) return {};
  return {
    tools: tools.map(({ name, description, inputSchema }) => ({
      type: 'function' as const,
      function: { name, description, parameters: { ...inputSchema } },
    })),
    tool_choice: toolChoice,
  };
}
