import { createAnthropicProvider } from './anthropic.ts';
import { createOpenAiProvider } from './openai.ts';
import type { Provider, ProviderId, ProviderSettings } from './provider.ts';
import type { ProviderRuntime } from './providerRuntime.ts';
import { redactingProvider } from './redactingProvider.ts';

/**
 * The only place that builds providers, so that what must hold for each of them is added here:
 * none of them ever sends a secret of the user's files.
 *
 * @throws NetGuruError `no-key`, `key-refused` or `endpoint-refused` for unusable settings.
 */
export function createProvider(
  id: ProviderId,
  settings: ProviderSettings,
  runtime?: ProviderRuntime,
): Provider {
  return redactingProvider(
    id === 'openai'
      ? createOpenAiProvider(settings, runtime)
      : createAnthropicProvider(settings, runtime),
  );
}
