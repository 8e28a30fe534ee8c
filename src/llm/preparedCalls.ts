import { NetGuruError, sentence } from '../core/errors.ts';
import { type Endpoint, officialLabel, resolveEndpoint } from './endpoint.ts';
import type { FailureContext } from './failure.ts';
import type { ProviderId, ProviderSettings } from './provider.ts';
import type { ProviderRuntime } from './providerRuntime.ts';
import type { Call } from './retry.ts';
import { createScrub } from './scrub.ts';

/** What a wire format adds to the calls of its provider. */
interface CallFormat {
  readonly id: ProviderId;
  /** Beside those of the body; the key may be empty and is then not sent. */
  headers(key: string): Readonly<Record<string, string>>;
  readonly readRefusal: FailureContext['readRefusal'];
}

export interface PreparedCalls {
  readonly endpoint: Endpoint;
  /** One call that expects a stream of events or a whole JSON answer; `model` is for messages. */
  call(expects: 'events' | 'json', model?: string): Call;
}

/**
 * Binds a key to its checked endpoint.
 *
 * @throws NetGuruError `no-key`, `key-refused` or `endpoint-refused` for unusable settings.
 */
export function prepareCalls(
  format: CallFormat,
  settings: ProviderSettings,
  runtime: ProviderRuntime,
): PreparedCalls {
  const endpoint = resolveEndpoint(format.id, settings.baseUrl);
  const apiKey = usableKey(format.id, settings.apiKey, endpoint);
  const scrub = createScrub(apiKey);
  const { label } = endpoint;
  const headers = { 'user-agent': 'NetGuru', ...format.headers(apiKey) };
  const baseFetch = settings.fetch ?? fetch;
  return {
    endpoint,
    call: (expects, model = '') => ({
      attempt: { endpoint, headers, baseFetch, runtime, scrub, expects },
      failure: {
        label,
        model,
        scrub,
        now: runtime.now,
        readRefusal: format.readRefusal,
      },
    }),
  };
}

/**
 * The key without the spaces that pasting adds; empty for servers of one's own that want none.
 * Characters that a header cannot hold are found here, because the header's own error quotes them.
 */
function usableKey(id: ProviderId, apiKey: string, endpoint: Endpoint): string {
  const key = apiKey.trim();
  if (!key && endpoint.isOfficial) {
    const text = sentence('NetGuru has no {0} key: set one, then ask again.', officialLabel(id));
    throw new NetGuruError('no-key', text);
  }
  if (!/^[\x21-\x7e]*$/.test(key)) {
    const text = sentence(
      'The {0} key has characters that no key has: copy it again.',
      officialLabel(id),
    );
    throw new NetGuruError('key-refused', text);
  }
  return key;
}

/** Client libraries insist on some key; what they make of it is never sent. */
export const PLACEHOLDER_KEY = 'unused';

/** A logger for client libraries, which otherwise print stream contents. */
export const silentLogger = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
};
