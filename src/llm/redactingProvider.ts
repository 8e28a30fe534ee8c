import { redactKnown, redactSecrets } from '../network/secrets/redactSecrets.ts';
import { SecretNames } from '../network/secrets/secretNames.ts';
import type { CompletionRequest, Provider, ProviderMessage, ToolCall } from './provider.ts';
import { parsedArguments } from './toolCalls.ts';

type Redact = (text: string) => string;

/** A value of JSON with its texts redacted: as text, JSON would hide a secret, or be torn. */
function redactValue(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, redactValue(item, redact)]),
  );
}

function redactCall(call: ToolCall, redact: Redact): ToolCall {
  return { ...call, arguments: JSON.stringify(redactValue(parsedArguments(call), redact)) };
}

/** What tools were asked and said goes out again with every further request. */
function redactMessage(message: ProviderMessage, redact: Redact): ProviderMessage {
  const { toolCalls, toolResults } = message;
  return {
    ...message,
    text: redact(message.text),
    ...(toolCalls && { toolCalls: toolCalls.map((call) => redactCall(call, redact)) }),
    ...(toolResults && {
      toolResults: toolResults.map((result) => ({ ...result, text: redact(result.text) })),
    }),
  };
}

/**
 * The messages without secrets. Equal secrets of all messages get equal placeholders, and a
 * secret that one message gives away is removed from the others too.
 */
function redactMessages(messages: readonly ProviderMessage[]): ProviderMessage[] {
  const names = new SecretNames();
  // From its first tool call on the model writes the placeholders of this very request.
  const firstCall = messages.findIndex(({ toolCalls }) => toolCalls !== undefined);
  const earlier = firstCall < 0 ? messages : messages.slice(0, firstCall);
  for (const { text } of earlier) names.reserve(text);
  return messages
    .map((message) => redactMessage(message, (text) => redactSecrets(text, names)))
    .map((message) => redactMessage(message, (text) => redactKnown(text, names)));
}

/**
 * A provider that gets no secret to send: every message of every request, its tool calls and
 * results included, goes through `redactSecrets` first. Whatever builds a provider returns it
 * wrapped in this.
 */
export function redactingProvider(provider: Provider): Provider {
  const redacted = (request: CompletionRequest): CompletionRequest => ({
    ...request,
    messages: redactMessages(request.messages),
  });
  return {
    id: provider.id,
    stream: (request, signal) => provider.stream(redacted(request), signal),
    complete: async (request, signal) => provider.complete(redacted(request), signal),
    listModels: (signal) => provider.listModels(signal),
    testKey: (signal) => provider.testKey(signal),
  };
}
