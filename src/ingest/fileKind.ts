import type { DocumentKind } from '../core/types.ts';
import { isLogLine } from '../network/logTemplate.ts';
import type { PlatformGuess } from '../network/platform.ts';
import { isPromptLine } from './chunkText.ts';

/** File types that NetGuru reads. Rotated logs (`messages.1`) and files without a type count too. */
const READ_TYPES = new Set(
  `cfg conf config confg txt text log logs syslog messages md markdown ios iosxe nxos xr iosxr eos
   junos set asa rtr router sw switch out output show dump cap-txt running startup run bak old orig
   save backup yaml yml json csv tsv j2 jinja2 tmpl template xml ini inv hosts`.split(/\s+/),
);
/**
 * RANCID and Oxidized name a configuration for its device: `r1.pop2.example.net`, `sw1.corp`.
 * These are the last labels of domains that such names end in.
 */
const DOMAIN_ENDINGS = new Set(
  `net com org br io int gov edu mil de uk pt eu us local lan corp internal intern intra intranet
   lab home arpa example test invalid domain`.split(/\s+/),
);
const HOST_NAME = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;
const MARKDOWN = /\.(?:md|markdown)$/i;
const LOG_NAME = /(?:\.logs?|\.syslog|messages|syslog)(?:\.\d+)?$/i;

/** Whether a file's name says that it may hold network text. Content decides afterwards. */
export function isReadableName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return true;
  const type = name.slice(dot + 1);
  if (READ_TYPES.has(type) || /^\d+$/.test(type) || /[-_]confg$/.test(name)) return true;
  return type.length > 8 || (DOMAIN_ENDINGS.has(type) && HOST_NAME.test(name));
}

/** Lines looked at to tell a log or a terminal capture from other text. */
const SAMPLE_LINES = 200;

/** What kind of document a text is, from its name and content. Total: `text` when nothing fits. */
export function detectKind(
  path: string,
  lines: readonly string[],
  platform: PlatformGuess,
): DocumentKind {
  if (MARKDOWN.test(path)) return 'markdown';
  const sample = lines.slice(0, SAMPLE_LINES).filter((line) => line.trim() !== '');
  const logLines = sample.filter(isLogLine).length;
  if (logLines > sample.length / 2 || (LOG_NAME.test(path) && logLines > 0)) return 'log';
  const prompts = lines.filter(isPromptLine).length;
  const configLike = platform.platform !== 'unknown';
  if (prompts > 0 && (!configLike || prompts >= 2)) return 'show-output';
  if (configLike) return 'config';
  return LOG_NAME.test(path) ? 'log' : 'text';
}
