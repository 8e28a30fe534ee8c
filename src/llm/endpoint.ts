import { NetGuruError, sentence } from '../core/errors.ts';
import type { ProviderId } from './provider.ts';

/** Where a key may go: one base address, checked. */
export interface Endpoint {
  /** Without a trailing slash; every request address starts with it and a slash. */
  readonly baseUrl: string;
  /** What the user calls it: the company's name, or the host of another server. */
  readonly label: string;
  /** On this machine: slow to start answering, and often without a key. */
  readonly isLoopback: boolean;
  /** The company's own address, not an override. */
  readonly isOfficial: boolean;
}

const OFFICIAL: Readonly<Record<ProviderId, { readonly url: string; readonly label: string }>> = {
  openai: { url: 'https://api.openai.com/v1', label: 'OpenAI' },
  anthropic: { url: 'https://api.anthropic.com', label: 'Anthropic' },
};

export function officialLabel(id: ProviderId): string {
  return OFFICIAL[id].label;
}

/**
 * Accepts https to anywhere and plain http to this machine only, without credentials, query or
 * fragment, so that a key never crosses a network in clear text.
 *
 * @throws NetGuruError `endpoint-refused` that says what is wrong.
 */
export function checkEndpoint(url: string): URL {
  const parsed = URL.parse(url.trim());
  if (!parsed) {
    throw refused(sentence('The endpoint must be a complete address like https://host/v1.'));
  }
  if (parsed.username || parsed.password || parsed.search || parsed.hash) {
    throw refused(
      sentence('The endpoint must not contain a user name, a password, a query or a fragment.'),
    );
  }
  if (parsed.protocol === 'https:') return parsed;
  if (parsed.protocol === 'http:' && isLoopbackHost(parsed.hostname)) return parsed;
  throw refused(
    sentence('The endpoint {0} must use https, because your key is sent to it.', parsed.host),
  );
}

/** The checked endpoint of a provider: the company's own, or the override. */
export function resolveEndpoint(id: ProviderId, override?: string): Endpoint {
  const official = OFFICIAL[id];
  const url = checkEndpoint(override?.trim() || official.url);
  const baseUrl = withApiPath(id, url);
  const isOfficial = baseUrl === official.url;
  return {
    baseUrl,
    label: isOfficial ? official.label : url.host,
    isLoopback: isLoopbackHost(url.hostname),
    isOfficial,
  };
}

/** `hostname` as the URL parser writes it: it turns every spelling of an IPv4 address to dotted. */
function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** People enter the address with and without `/v1`; the OpenAI client wants it, the other adds it. */
function withApiPath(id: ProviderId, url: URL): string {
  const path = url.pathname.replace(/\/+$/, '');
  if (id === 'anthropic') return url.origin + path.replace(/\/v1$/, '');
  return url.origin + (path || '/v1');
}

function refused(text: ReturnType<typeof sentence>): NetGuruError {
  return new NetGuruError('endpoint-refused', text);
}
