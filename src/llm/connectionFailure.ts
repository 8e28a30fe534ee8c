import { sentence } from '../core/errors.ts';
import type { ErrorReason, Sentence } from '../core/types.ts';

export interface ConnectionFailure {
  readonly reason: ErrorReason;
  readonly text: Sentence;
  readonly isRetryable: boolean;
}

type Kind = 'certificate' | 'proxy' | 'timeout' | 'unknown-host' | 'refused' | 'broken' | 'offline';

const MAX_DEPTH = 8;

/**
 * Codes of Node (`errno`, TLS, undici) and of Chromium's network stack, which VS Code's own
 * `fetch` uses and whose errors carry their code as `net::ERR_…` in the message.
 */
const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|^UNABLE_TO_|^CERT_|^HOSTNAME_MISMATCH$/, 'certificate'],
  [/^ERR_(?:CERT|TLS|SSL)_|^EPROTO$|^INVALID_CA$|^PATH_LENGTH_EXCEEDED$/, 'certificate'],
  [/PROXY|^ERR_TUNNEL|^UND_ERR_PRX/, 'proxy'],
  [/TIMED_?OUT|TIMEOUT/, 'timeout'],
  [/^ENOTFOUND$|^EAI_|^ERR_NAME_|^ERR_DNS_/, 'unknown-host'],
  [/^ECONNREFUSED$|^ERR_CONNECTION_REFUSED$/, 'refused'],
  [/^ECONNRESET$|^EPIPE$|^ECONNABORTED$|^UND_ERR_(?:SOCKET|RES_)|^HPE_/, 'broken'],
  [/^ERR_(?:CONNECTION|EMPTY_RESPONSE|HTTP2|QUIC|SOCKET)/, 'broken'],
  [/^EHOSTUNREACH$|^ENETUNREACH$|^ENETDOWN$|^EADDRNOTAVAIL$|^ERR_(?:INTERNET|NETWORK)_/, 'offline'],
];

/** Undici tells a proxy's refusals only in messages, without a code or under a general one. */
const PROXY_REFUSED =
  /proxy authentication required|proxy response \(?\d*|tunneling socket could not be established/i;

/** Undici's fetch answers this status, and only this, with an error that has no message at all. */
const UNEXPLAINED_STATUS = '407';

/** What a failed connection means, by the codes in the error and its causes. */
export function connectionFailure(error: unknown, label: string): ConnectionFailure | undefined {
  const links = errorLinks(error);
  const tunnel = links.map((link) => PROXY_REFUSED.exec(link.message)).find((match) => match);
  if (tunnel) return describe('proxy', tunnel[0], label);
  for (const code of links.flatMap(codesOf)) {
    const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1];
    if (kind) return describe(kind, code, label);
  }
  if (!isFailedFetch(links)) return undefined;
  return describe(isUnexplained(links) ? 'proxy' : 'offline', UNEXPLAINED_STATUS, label);
}

function describe(kind: Kind, code: string, label: string): ConnectionFailure {
  switch (kind) {
    case 'certificate':
      return {
        reason: 'certificate',
        text: sentence(
          'The certificate of {0} is not trusted ({1}): add your company’s root certificate, or correct the endpoint.',
          label,
          code,
        ),
        isRetryable: false,
      };
    case 'proxy':
      return {
        reason: 'proxy',
        text: /407|authentication/i.test(code)
          ? sentence('Your proxy wants you to sign in: set its user name and password in VS Code.')
          : sentence('Your proxy does not let {0} through: check the proxy settings.', label),
        isRetryable: false,
      };
    case 'timeout':
      return {
        reason: 'timeout',
        text: timeoutSentence(label),
        isRetryable: false,
      };
    default:
      return { reason: 'network', ...describeNetwork(kind, label) };
  }
}

function describeNetwork(
  kind: 'unknown-host' | 'refused' | 'broken' | 'offline',
  label: string,
): Omit<ConnectionFailure, 'reason'> {
  if (kind === 'unknown-host') {
    const text = sentence('The address of {0} is unknown: check your network and endpoint.', label);
    return { text, isRetryable: false };
  }
  if (kind === 'refused') {
    const text = sentence('Nothing answers at {0}: start the server or check the endpoint.', label);
    return { text, isRetryable: false };
  }
  const text = sentence('The connection to {0} failed: check your network and try again.', label);
  return { text, isRetryable: kind === 'broken' };
}

export function timeoutSentence(label: string): Sentence {
  return sentence('{0} did not answer in time: try again, or check your network.', label);
}

/** The error, its causes and the members of aggregates, outermost first. */
function errorLinks(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > MAX_DEPTH) return [];
  const members = error instanceof AggregateError ? error.errors : [];
  return [
    error,
    ...errorLinks(error.cause, depth + 1),
    ...members.flatMap((member: unknown) => errorLinks(member, depth + 1)),
  ];
}

function codesOf(error: Error): string[] {
  const code: unknown = Reflect.get(error, 'code');
  const chromium = /net::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1];
  return [...(typeof code === 'string' ? [code] : []), ...(chromium ? [chromium] : [])];
}

/** The fetch standard reports every network failure as a TypeError, in some hosts with no code. */
function isFailedFetch(links: readonly Error[]): boolean {
  return links.some(
    (link) => link instanceof TypeError && /^(?:fetch failed|failed to fetch)/i.test(link.message),
  );
}

function isUnexplained(links: readonly Error[]): boolean {
  return links.some((link) => link.constructor === Error && link.message === '');
}
