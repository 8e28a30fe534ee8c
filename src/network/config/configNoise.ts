/**
 * Lines around a configuration that are no statements of it: what a device prints before and
 * after a running-config, prompts, and separators.
 */
const NOISE: readonly RegExp[] = [
  /^(?:Building configuration|Current configuration|Using \d+ out of|Uncompressed configuration|Load for five secs|Time source is|Cryptochecksum:|startup-config last modified|No (?:configuration|l4r_shim) )/i,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ [\d:.]+ /,
  /^(?:show|sh|display|more|term\S* (?:length|width|len))(?: \S+)*$/,
  /^(?:[\w.-]+@)?[\w./:()-]+[#>]\s*(?:(?:show|sh|display|exit|term\S*|write|copy|end|conf\S*)\b.*)?$/,
  /^\{(?:master|backup|linecard|primary|secondary)(?::?\w*)*\}(?:\[edit[^\]]*\])?$/,
  /^\[edit[^\]]*\]$/,
  /^ *--+ ?\(?[Mm]ore\)? ?-+/,
  /^#{4,}/,
];

/** What is left of a banner's `^C` where a terminal wrote the character itself. */
const END_OF_TEXT = '\u0003';

/** Whether a line is what a device prints around its configuration, and no statement. */
export function isNoiseLine(line: string): boolean {
  if (line === '' || line.length > 200) return false;
  const text = line.trimEnd();
  return text === END_OF_TEXT || NOISE.some((pattern) => pattern.test(text));
}

const COMMENT_MARK = /^(?:[!#]|: |:$)/;

/** The text of a comment line; undefined for a statement. `:` marks comments of the ASA. */
export function commentText(line: string): string | undefined {
  const text = line.trim();
  if (!COMMENT_MARK.test(text)) return undefined;
  return text.replace(/^(?:[!#]+|:)\s*/, '');
}
