import { createAnthropicProvider } from './anthropic.ts';
import { createOpenAiProvider } from './openai.ts';
import type { Provider, ProviderId, ProviderSettings } from './provider.ts';
import type { ProviderRuntime } from './providerRuntime.ts';

/**
 * The only place that builds providers, so that what must hold for each of them is added here.
 *
 * @throws NetGuruError `no-key`, `key-refused` or `endpoint-refused` for unusable settings.
 */
export function createProvider(
  id: ProviderId,
  settings: ProviderSettings,
  runtime?: ProviderRuntime,
): Provider {
  return id === 'openai'
    ? createOpenAiProvider(settings, runtime)
    : createAnthropicProvider(settings, runtime);
}
