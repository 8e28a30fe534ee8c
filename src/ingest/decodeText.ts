import { sentence } from '../core/errors.ts';
import { MAX_LINE_CHARACTERS } from '../core/limits.ts';
import type { Sentence } from '../core/types.ts';

export type DecodedText =
  | { readonly ok: true; readonly text: string; readonly encoding: string }
  | { readonly ok: false; readonly reason: Sentence };

/** Bytes of a file's beginning that decide whether it is text. */
const SAMPLE_BYTES = 8_192;
/** Share of control bytes above which a file is binary. */
const MAX_CONTROL_SHARE = 0.02;

/** What a file's first bytes say: its Unicode encoding, or that it is no text. */
export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

function withBom(bytes: Uint8Array): TextEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return undefined;
}

/** UTF-16 without a mark: ASCII text has a zero in every other byte. */
function zeroPattern(sample: Uint8Array): TextEncoding | undefined {
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const half = sample.length / 2;
  if (half < 4) return undefined;
  if (odd > half * 0.6 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.6 && odd < half * 0.05) return 'utf-16be';
  return undefined;
}

function isBinary(sample: Uint8Array): boolean {
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    // Bell, backspace, tab, line ends, form feed and escape occur in terminal captures.
    const harmless = (byte >= 7 && byte <= 13) || byte === 27;
    if (byte < 32 && !harmless) control++;
  }
  // Cisco banners carry one or two ETX characters as delimiters.
  return control > 4 && control / sample.length > MAX_CONTROL_SHARE;
}

/**
 * The encoding that a file's beginning shows, `utf-8` also for Latin-1, whose bytes only the
 * decoding tells apart; undefined for binary files.
 */
export function sniffEncoding(head: Uint8Array): TextEncoding | undefined {
  const sample = head.subarray(0, SAMPLE_BYTES);
  const utf16 = withBom(head) ?? zeroPattern(sample);
  return utf16 ?? (isBinary(sample) ? undefined : 'utf-8');
}

function decodeUtf8OrLatin1(bytes: Uint8Array): {
  text: string;
  encoding: string;
} {
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      encoding: 'utf-8',
    };
  } catch {
    // windows-1252 is the superset of Latin-1 that every byte sequence decodes in.
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      encoding: 'windows-1252',
    };
  }
}

const ESCAPE = String.fromCharCode(27);
const BACKSPACE = String.fromCharCode(8);
/**
 * ANSI escapes of terminal captures, and `--More--` pagers with the backspaces that wipe them.
 * Attempts start at the beginning of a run only, so that endless runs take linear time.
 */
const TERMINAL_NOISE = new RegExp(
  `${ESCAPE}\\[[0-9;?]*[A-Za-z]|(?<! ) *(?<!-)-+ ?\\(?more\\)?[^\\n-]{0,20}-+ *${BACKSPACE}[ ${BACKSPACE}]*`,
  'gi',
);

/** Text without the escapes and pagers of terminal captures. Line ends stay as they are. */
export function withoutTerminalNoise(text: string): string {
  const noisy = text.includes(ESCAPE) || text.includes(BACKSPACE);
  return noisy ? text.replace(TERMINAL_NOISE, '') : text;
}

/**
 * Turns a file's bytes into text with `\n` line ends, or says why it is none. UTF-8, UTF-16
 * (with or without a mark) and Latin-1 are recognised; line numbers stay those of the file.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) return { ok: false, reason: sentence('The file is empty.') };
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const utf16 = withBom(bytes) ?? zeroPattern(sample);
  if (!utf16 && isBinary(sample)) {
    return { ok: false, reason: sentence('The file is binary, not text.') };
  }
  const decoded = utf16
    ? { text: new TextDecoder(utf16).decode(bytes), encoding: utf16 }
    : decodeUtf8OrLatin1(bytes);
  // SQLite takes a NUL for the end of a text.
  const clean = decoded.text.includes('\0') ? decoded.text.replaceAll('\0', '') : decoded.text;
  const text = withoutTerminalNoise(clean.replace(/\r\n?/g, '\n'));
  if (text.trim() === '') return { ok: false, reason: sentence('The file is empty.') };
  if (hasOverlongLine(text)) {
    return {
      ok: false,
      reason: sentence('The file has lines too long for a text file.'),
    };
  }
  return {
    ok: true,
    text: text.endsWith('\n') ? text.slice(0, -1) : text,
    encoding: decoded.encoding,
  };
}

function hasOverlongLine(text: string): boolean {
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if ((end === -1 ? text.length : end) - start > MAX_LINE_CHARACTERS) return true;
    if (end === -1) return false;
    start = end + 1;
  }
}
