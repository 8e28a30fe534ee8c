/**
 * Blocks whose lines are no statements: banners, certificates, keys and macros. Their header is
 * a statement; everything up to the closing line belongs to it.
 */

/** A banner or certificate is never longer; an unclosed one must not swallow the file. */
const MAX_OPAQUE_LINES = 600;

/**
 * `banner motd ^C`: free text up to the delimiter; EOS ends it with a line `EOF`. A letter is a
 * delimiter only when it stands alone: ASA writes the text itself on each line.
 */
const BANNER =
  /^\s*(?:set-)?banner (?:motd|login|exec|incoming|slip-ppp|prompt-timeout)(?:\s*$| (\^C|[^\s\w]|\w(?=\s*$)))/;
const CERTIFICATE = /^\s*certificate(?: (?:self-signed|ca|rollover|ra-\w+))*(?: [0-9a-f]+)?\s*$/i;
const HEX_LINE = /^\s*(?:[0-9a-f]{2,8} ?)+\s*$/i;
const KEY_STRING = /^\s*key-string\s*$/;
const MACRO = /^macro name \S+\s*$/;
const EOF_TEXT = /^\s*(?:comment|action bash|code unit \S+)\s*$/;
const PEM_BEGIN = '-----BEGIN ';

/** Index of the first line from `start` that closes, or undefined within the length of a block. */
function findLine(
  lines: readonly string[],
  start: number,
  closes: (line: string) => boolean,
): number | undefined {
  const end = Math.min(lines.length, start + MAX_OPAQUE_LINES);
  for (let index = start; index < end; index++) if (closes(lines[index] ?? '')) return index;
  return undefined;
}

function bannerEnd(lines: readonly string[], start: number): number | undefined {
  const line = lines[start] ?? '';
  const match = BANNER.exec(line);
  if (!match) return undefined;
  const delimiter = match[1];
  if (delimiter === undefined) {
    return findLine(lines, start + 1, (text) => text.trim() === 'EOF');
  }
  if (line.slice(match[0].length).includes(delimiter)) return start;
  return findLine(lines, start + 1, (text) => text.includes(delimiter));
}

function certificateEnd(lines: readonly string[], start: number): number | undefined {
  if (!CERTIFICATE.test(lines[start] ?? '') || !HEX_LINE.test(lines[start + 1] ?? '')) {
    return undefined;
  }
  let index = start + 1;
  while (index < lines.length && HEX_LINE.test(lines[index] ?? '')) index++;
  return /^\s*quit\s*$/.test(lines[index] ?? '') ? index : index - 1;
}

/**
 * Index of the last line of the opaque block whose header is `lines[start]`, or undefined when
 * the line opens none (or the block never ends). Work is bounded by the longest block.
 */
export function opaqueBlockEnd(lines: readonly string[], start: number): number | undefined {
  const line = lines[start] ?? '';
  if (line.includes(PEM_BEGIN)) {
    const end = findLine(lines, start, (text) => text.includes('-----END '));
    if (end !== undefined) return end;
  }
  if (line.length > 300) return undefined;
  const word = line.trimStart();
  if (word.startsWith('banner') || word.startsWith('set-banner')) return bannerEnd(lines, start);
  if (word.startsWith('certificate')) return certificateEnd(lines, start);
  if (KEY_STRING.test(line)) {
    return findLine(lines, start + 1, (text) => /^\s*(?:quit|exit)\s*$/.test(text));
  }
  if (MACRO.test(line)) return findLine(lines, start + 1, (text) => text.trim() === '@');
  if (EOF_TEXT.test(line)) return findLine(lines, start + 1, (text) => text.trim() === 'EOF');
  return undefined;
}
