import type { DocumentKind } from '../core/types.ts';
import { isLogLine } from '../network/logTemplate.ts';
import type { PlatformGuess } from '../network/platform.ts';
import { detectShowOutput } from '../network/showOutput/detectShowOutput.ts';
import { hasCommand, isShowPrompt, parsePrompt } from '../network/showOutput/prompt.ts';

/** File types that NetGuru reads. Rotated logs (`messages.1`) and files without a type count too. */
const READ_TYPES = new Set(
  `cfg conf config confg txt text log logs syslog messages md markdown ios iosxe nxos xr iosxr eos
   junos set asa rtr router sw switch out output show dump cap-txt running startup run bak old orig
   save backup yaml yml json csv tsv j2 jinja2 tmpl template xml ini inv hosts
   pcap pcapng cap dmp pdf`.split(/\s+/),
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
/** Below this, tables that look like a device's output may be anything. */
const SURE_OUTPUT = 0.6;

/** What kind of document a file is, how sure that is, and what says so. */
export interface KindGuess {
  readonly kind: DocumentKind;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** First bytes of pcap in all byte orders and resolutions, of Kuznetzov's variant, and of pcapng. */
const CAPTURE_MAGIC = /^(?:a1b2c3d4|d4c3b2a1|a1b23c4d|4d3cb2a1|a1b2cd34|34cdb2a1|0a0d0d0a)/;
/** Readers accept a PDF whose mark stands in the first 1,024 bytes (ISO 32000-1, annex H.3.4). */
const PDF_MARK_BYTES = 1_024;

/** The kind of a file that is no text, from its first bytes; undefined for any other. */
export function guessBinaryKind(bytes: Uint8Array): KindGuess | undefined {
  const magic = [...bytes.subarray(0, 4)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  if (CAPTURE_MAGIC.test(magic)) {
    return { kind: 'capture', confidence: 1, reasons: [`magic number ${magic}`] };
  }
  const start = String.fromCharCode(...bytes.subarray(0, PDF_MARK_BYTES));
  const mark = /%PDF-\d\.\d/.exec(start);
  return mark ? { kind: 'pdf', confidence: 1, reasons: [mark[0]] } : undefined;
}

/** Marks of Markdown that other text seldom has: headings with text below, fences, links, tables. */
const MARKDOWN_LINE =
  /^(?:#{1,6} [A-Z\p{L}]|```|~~~|\|[ :-]*-{3,}[ :|-]*\||[-*] \[[ x]\] |> )|\]\(\S+\)|\*\*\S/u;

function markdownGuess(path: string, sample: readonly string[]): KindGuess | undefined {
  if (MARKDOWN.test(path)) {
    return { kind: 'markdown', confidence: 0.95, reasons: [`the name ends like Markdown`] };
  }
  const marks = sample.filter((line) => line.length < 500 && MARKDOWN_LINE.test(line));
  const headings = marks.filter((line) => line.startsWith('#')).length;
  if (headings === 0 || marks.length < 3) return undefined;
  return { kind: 'markdown', confidence: 0.7, reasons: marks.slice(0, 3) };
}

function logGuess(path: string, sample: readonly string[]): KindGuess | undefined {
  const logLines = sample.filter((line) => isLogLine(line)).length;
  const named = LOG_NAME.test(path);
  const share = sample.length > 0 ? logLines / sample.length : 0;
  if (share <= 0.5 && !(named && logLines > 0)) return undefined;
  const reasons = [`${logLines} of ${sample.length} lines are log messages`];
  if (named) reasons.push('the name says log');
  return { kind: 'log', confidence: Math.max(share, named ? 0.8 : 0), reasons };
}

/** Commands after which a capture holds the configuration and nothing else. */
const SHOWS_CONFIGURATION =
  /^(?:(?:do |run )?sho?w? (?:run|start|conf|arch)\S*(?: .*)?|more \S+|term\S* .*|en(?:able)?|exit|end|quit|)$/i;

/** A capture of one configuration: prompts around it, and no other output. */
function onlyShowsConfiguration(lines: readonly string[]): boolean {
  let shown = 0;
  for (const line of lines) {
    if (!/[#>]/.test(line)) continue;
    const prompt = parsePrompt(line);
    if (!prompt || !(hasCommand(prompt) || prompt.typed === '')) continue;
    if (!SHOWS_CONFIGURATION.test(prompt.typed)) return false;
    if (isShowPrompt(line)) shown++;
  }
  return shown > 0;
}

function outputGuess(
  path: string,
  lines: readonly string[],
  { platform, confidence }: PlatformGuess,
): KindGuess | undefined {
  const found = detectShowOutput(path, lines);
  const prompts = lines.filter(isShowPrompt).length;
  const configLike = platform !== 'unknown';
  const weakConfig = platform === 'cisco-like' || confidence < 0.5;
  const byPrompt = prompts > 0 && (!configLike || prompts >= 2);
  const byTables =
    found.confidence >= SURE_OUTPUT && (!configLike || (weakConfig && prompts === 0));
  if (!byPrompt && !byTables) return undefined;
  if (configLike && onlyShowsConfiguration(lines)) return undefined;
  const sure = Math.max(found.confidence, byPrompt ? 0.7 : 0);
  return { kind: 'show-output', confidence: sure, reasons: found.reasons };
}

function sampleOf(lines: readonly string[]): string[] {
  return lines.slice(0, SAMPLE_LINES).filter((line) => line.trim() !== '');
}

/**
 * What kind of document a text is, from its name and content. Total: `text` when nothing fits.
 * `platform` is what `guessPlatform` says of the same text.
 */
export function guessKind(
  path: string,
  lines: readonly string[],
  platform: PlatformGuess,
): KindGuess {
  const sample = sampleOf(lines);
  if (MARKDOWN.test(path)) {
    const markdown = markdownGuess(path, sample);
    if (markdown) return markdown;
  }
  const guess = logGuess(path, sample) ?? outputGuess(path, lines, platform);
  if (guess) return guess;
  if (platform.platform !== 'unknown') {
    const { confidence, reasons } = platform;
    return { kind: 'config', confidence: 0.5 + confidence / 2, reasons };
  }
  const markdown = markdownGuess(path, sample);
  if (markdown) return markdown;
  return LOG_NAME.test(path)
    ? { kind: 'log', confidence: 0.4, reasons: ['the name says log'] }
    : { kind: 'text', confidence: 0.5, reasons: [] };
}

/**
 * Whether `guessKind` takes a text for a log. Every file is asked this before it is read, so the
 * dearer looks at platform and tables are left to the few names that leave it open.
 */
export function isLog(
  path: string,
  lines: readonly string[],
  platform: () => PlatformGuess,
): boolean {
  if (MARKDOWN.test(path)) return false;
  if (logGuess(path, sampleOf(lines))) return true;
  return LOG_NAME.test(path) && guessKind(path, lines, platform()).kind === 'log';
}

/** The kind of `guessKind` alone. */
export function detectKind(
  path: string,
  lines: readonly string[],
  platform: PlatformGuess,
): DocumentKind {
  return guessKind(path, lines, platform).kind;
}
