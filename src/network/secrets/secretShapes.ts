import type { SecretKind } from './secretNames.ts';
import { isHarmless, looksSecret } from './secretProse.ts';
import type { SecretSpan } from './secretSpans.ts';
import { trimValue } from './secretWords.ts';

interface Shape {
  readonly kind: SecretKind;
  /** In lower case, one of these is on every line that holds such a secret. */
  readonly marks: readonly string[];
  readonly form: RegExp;
}

function shape(kind: SecretKind, marks: string, form: RegExp): Shape {
  return { kind, marks: marks.split(','), form };
}

/**
 * Secrets that show by their form wherever they stand. Every expression starts with fixed
 * characters and reads each character once, so that the time grows with the length only.
 */
const SHAPES: readonly Shape[] = [
  // crypt(3) and its like, Cisco types 5, 8, 9 and 14, Junos $9$ and $8$, ASA and EOS sha512.
  shape(
    'hash',
    '$',
    /\$(?:\d{1,2}[abxy]?|y|gy|apr1|sha\d{0,3}|pbkdf2[\w-]{0,16}|argon2\w{0,2}|scrypt|P|H|S)\$[^\s"'`;,<>(){}\\]{4,}/gi,
  ),
  shape('hash', '{', /\{(?:SSHA|SHA|SMD5|MD5|CRYPT|SSHA512|SSHA256)\}[\w+/=.$]{8,}/g),
  // OpenSSH public keys: the length of the algorithm's name, then the name, in base64.
  shape('public-key', 'aaaa', /(?<![\w+/])AAAA[A-Z][\w+/]{3}[\w+/=]{16,}/g),
  shape('token', 'eyj', /(?<![\w-])eyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?/g),
  shape('token', 'akia,asia,abia,acca', /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g),
  shape(
    'token',
    '_,-,hv',
    /\b(?:gh[opsur]_|github_pat_|glpat-|glrt-|pypi-|dop_v1_|tskey-|hvs\.|hvb\.|lin_api_|shpat_|sq0[a-z]{3}-)[\w-]{16,}/g,
  ),
  shape('token', 'npm_,hf_', /(?<![\w-])(?:npm|hf)_[A-Za-z\d]{24,}/g),
  shape('token', '-,_', /(?<![\w-])(?:sk|pk|rk|xai|gsk)[-_](?=[\w-]{0,40}\d)[\w-]{16,}/g),
  shape('token', 'xox', /\bxox[abeoprs]-[\w-]{10,}/g),
  shape(
    'token',
    'aiza,ya29,sg.',
    /\bAIza[\w-]{30,}|\bya29\.[\w-]{20,}|(?<![\w-])SG\.[\w-]{16,}\.[\w-]{16,}/g,
  ),
  shape('token', ':aa', /\b\d{8,10}:AA[\w-]{30,}/g),
  shape('token', 'hooks.slack', /(?<=hooks\.slack\.com\/services\/)[\w/]{20,}/g),
  shape('token', 'bearer', /(?<=\bbearer {1,4})[\w.~+/=-]{16,}/gi),
  shape(
    'token',
    'authorization',
    /(?<=\bauthorization["']?[:=] {0,4}["']?(?:basic|digest|token|apikey|negotiate) {1,4})[\w.~+/=-]{6,}/gi,
  ),
  shape(
    'token',
    'x-',
    /(?<=\bx-(?:api-key|auth-token|vault-token|cisco-meraki-api-key|token)["']?: {0,4}["']?)[\w.~+/=-]{6,}/gi,
  ),
  shape(
    'token',
    'sig=,signature=,token=,code=',
    /(?<=[?&;](?:sig|signature|x-amz-signature|x-amz-security-token|code)=)[\w%+/=.-]{16,}/gi,
  ),
  shape('password', 'pass:', /(?<=\bpass(?:in|out)? pass:|-pass(?:in|out)? pass:)\S+/g),
  shape(
    'password',
    'login ',
    /(?<=\bLogin (?:OK|incorrect)[^[\]]{0,120}: \[[^\]/]{1,64}\/)[^\]]{1,128}(?=\])/g,
  ),
  // Fortinet and PAN-OS write reversible secrets with a mark in front.
  shape('password', 'enc ', /(?<=\bENC {1,4})[\w+/=]{8,}/g),
  shape('password', '-aq==', /(?<=(?:^|[\s"'>]))-AQ==[\w+/=]{16,}/g),
  // Type 7 of Cisco behind a `7` or `encrypted`: the seed 00 to 15, then pairs of digits.
  shape(
    'password',
    '7 ,encrypted ',
    /(?<=\b(?:7|encrypted) "?)(?:0\d|1[0-5])(?=[\dA-F]*[A-F])(?:[\dA-F]{2}){3,60}(?![\w])/g,
  ),
  // Type 6 of Cisco: its alphabet, and its end.
  shape('password', '6 ', /(?<=\b6 "?)[A-Za-i^_`[\]\\]{12,200}AA?B(?=["\s;]|$)/g),
  shape('password', ' 8a ', /(?<=\s8a "?)\$?[\w+/=.$]{12,}/g),
];

/** Secrets on a line by their form: hashes, tokens, cloud keys, and credentials in URLs. */
export function shapeSecrets(line: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  const lower = line.toLowerCase();
  for (const { kind, marks, form } of SHAPES) {
    if (!marks.some((mark) => lower.includes(mark))) continue;
    for (const { 0: match, index } of line.matchAll(form)) {
      const range = trimValue(line, { start: index, end: index + match.length }, false);
      spans.push({ ...range, kind });
    }
  }
  if (line.includes('@')) spans.push(...urlSecrets(line), ...loginSecrets(line));
  spans.push(...markedSecrets(line));
  return spans;
}

const LOGIN = /(?<=(?<![\w.:/@-])[\w.-]{1,64}:)[^\s@:/<>]{6,128}(?=@[\w-]{1,63}\.)/g;

/** The password of `user:password@host` without a scheme, where it looks like one. */
function loginSecrets(line: string): SecretSpan[] {
  return Array.from(line.matchAll(LOGIN))
    .filter(([match]) => looksSecret(match))
    .map(({ 0: match, index }) => ({ start: index, end: index + match.length, kind: 'password' }));
}

/** The password of `scheme://user:password@host`. */
function urlSecrets(line: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (let at = line.indexOf('://'); at >= 0; ) {
    const start = at + 3;
    const end = endOfAuthority(line, start);
    const authority = line.slice(start, end);
    const login = authority.lastIndexOf('@');
    const colon = authority.indexOf(':');
    if (colon >= 0 && colon + 1 < login && !isHarmless(authority.slice(colon + 1, login))) {
      spans.push({ start: start + colon + 1, end: start + login, kind: 'password' });
    }
    at = line.indexOf('://', Math.max(end, start));
  }
  return spans;
}

/**
 * Where a URL's host ends. A password may hold a slash or a quote, although it must not: then the
 * host is behind the last @ of the word.
 */
function endOfAuthority(line: string, start: number): number {
  const stop = /\s|:\/\//g;
  stop.lastIndex = start;
  const word = stop.exec(line)?.index ?? line.length;
  const end = line.slice(start, word).search(/[/?#"'`<>]/);
  if (end < 0) return word;
  const authority = line.slice(start, start + end);
  const isWhole = authority.includes('@') || /^(?:[^:]*|\[.*|[^:]*:\d*)$/.test(authority);
  return isWhole ? start + end : word;
}

/** Junos marks its secrets: the quoted text in front of `## SECRET-DATA`. */
function markedSecrets(line: string): SecretSpan[] {
  const mark = line.indexOf('## SECRET-DATA');
  if (mark < 0) return [];
  const end = line.lastIndexOf('"', mark);
  const start = line.lastIndexOf('"', end - 1) + 1;
  const isKey = /^(?:ssh-|ecdsa-)/.test(line.slice(start, end)) || line.includes('-----BEGIN ');
  return end > start && start > 0 && !isKey ? [{ start, end, kind: 'password' }] : [];
}
