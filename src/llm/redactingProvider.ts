import { SecretNames } from '../network/secrets/secretNames.ts';
import { redactKnown, redactSecrets } from '../network/secrets/redactSecrets.ts';
import type { CompletionRequest, Provider, ProviderMessage } from './provider.ts';

/**
 * The messages without secrets. Equal secrets of all messages get equal placeholders, and a
 * secret that one message gives away is removed from the others too.
 */
function redactMessages(messages: readonly ProviderMessage[]): ProviderMessage[] {
  const names = new SecretNames();
  for (const { text } of messages) names.reserve(text);
  return messages
    .map((message) => ({ ...message, text: redactSecrets(message.text, names) }))
    .map((message) => ({ ...message, text: redactKnown(message.text, names) }));
}

/**
 * A provider that gets no secret to send: every message of every request goes through
 * `redactSecrets` first. Whatever builds a provider returns it wrapped in this.
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
