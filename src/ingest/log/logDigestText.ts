import type { LineRange } from '../../core/types.ts';
import type { SyslogClock } from '../../network/syslog/message.ts';
import type { Burst, QuotedLine } from './logBurst.ts';
import type { TopCounts } from './topCounts.ts';

/** A digest cites its burst's lines as far as they are this close; else its first quoted lines. */
const MAX_CITED_LINES = 40;
const SHOWN_SUBJECTS = 8;
const SHOWN_DETAILS = 3;

const SEVERITIES = [
  'emergency',
  'alert',
  'critical',
  'error',
  'warning',
  'notification',
  'informational',
  'debugging',
];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const DETAIL_NAMES: Readonly<Record<string, string>> = { destinationPort: 'destination port' };

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function dayText({ year, month, day }: SyslogClock): string {
  return year === undefined
    ? `${MONTHS[month - 1] ?? month} ${day}`
    : `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function timeText({ hour, minute, second }: SyslogClock): string {
  return [hour, minute, second].map(twoDigits).join(':');
}

/** When a burst was, as its stamps say it (no zone is put right). */
function spanText({ firstClock, lastClock }: Burst): string {
  if (!firstClock || !lastClock) return '';
  const from = `${dayText(firstClock)} ${timeText(firstClock)}`;
  const sameDay = dayText(firstClock) === dayText(lastClock);
  const to = sameDay ? timeText(lastClock) : `${dayText(lastClock)} ${timeText(lastClock)}`;
  return sameDay && timeText(firstClock) === to ? `at ${from}` : `from ${from} to ${to}`;
}

function linesText({ firstLine, lastLine }: Burst): string {
  const numbers = [firstLine, lastLine].map((line) => line.toLocaleString('en-US'));
  return firstLine === lastLine ? `line ${numbers[0]}` : `lines ${numbers.join(' to ')}`;
}

/** `GigabitEthernet0/1 down 107, up 107`: what is said of one thing stands together. */
function countsText(counts: TopCounts, limit: number): string {
  const shown = counts.top(limit).filter(([value]) => value !== '');
  const parts: string[] = [];
  let before = '';
  for (const [value, count] of [...shown].sort(byFirstWords(shown))) {
    const { thing, outcome } = splitOutcome(value);
    const repeated = thing !== '' && thing === before;
    parts.push(
      `${repeated ? ', ' : parts.length > 0 ? '; ' : ''}${repeated ? outcome : value} ${count}`,
    );
    before = thing;
  }
  const more = counts.exact ? counts.size - shown.length : 0;
  const others = counts.exact ? (more > 0 ? `; ${more} others` : '') : '; many others';
  return parts.length > 0 ? parts.join('') + others : '';
}

function splitOutcome(value: string): { readonly thing: string; readonly outcome: string } {
  const space = value.lastIndexOf(' ');
  return { thing: value.slice(0, Math.max(0, space)), outcome: value.slice(space + 1) };
}

/** Keeps the order by count, but puts equal things beside the first of them. */
function byFirstWords(
  shown: readonly (readonly [string, number])[],
): (left: readonly [string, number], right: readonly [string, number]) => number {
  const rank = new Map<string, number>();
  for (const [value] of shown) {
    const { thing } = splitOutcome(value);
    if (!rank.has(thing || value)) rank.set(thing || value, rank.size);
  }
  const rankOf = (value: string): number => rank.get(splitOutcome(value).thing || value) ?? 0;
  return (left, right) => rankOf(left[0]) - rankOf(right[0]) || right[1] - left[1];
}

function quotes({ first, last }: Burst): QuotedLine[] {
  return first.some(({ line }) => line === last.line) ? [...first] : [...first, last];
}

function headline(burst: Burst): string {
  const { host, label, severity, count, runs } = burst;
  const level = severity === undefined ? '' : ` (severity ${severity}, ${SEVERITIES[severity]})`;
  const messages = count === 1 ? '1 message' : `${count.toLocaleString('en-US')} messages`;
  const bursts = runs > 1 ? ` in ${runs.toLocaleString('en-US')} bursts` : '';
  const span = spanText(burst);
  const what = `${host ? `${host}: ` : ''}${label}${level}`;
  return `${what}, ${messages}${bursts}${span ? ` ${span}` : ''} (${linesText(burst)})`;
}

/** The burst as text for an engineer and for the model: when, how many, of what, and examples. */
export function digestText(burst: Burst): string {
  const facts: string[] = [];
  if (burst.count > 1) {
    const subjects = countsText(burst.subjects, SHOWN_SUBJECTS);
    if (subjects) facts.push(subjects);
    for (const [name, counts] of burst.details) {
      const text = countsText(counts, SHOWN_DETAILS);
      if (text) facts.push(`${DETAIL_NAMES[name] ?? name}: ${text}`);
    }
  }
  const lines = quotes(burst).map(({ line, text }) => `line ${line}: ${text}`);
  return [headline(burst), ...facts, ...lines].join('\n');
}

/** The lines that a digest stands for, or where they are far apart, those that it quotes first. */
export function digestRange(burst: Burst): LineRange {
  const startLine = burst.firstLine;
  const nearest = startLine + MAX_CITED_LINES - 1;
  if (burst.lastLine <= nearest) return { startLine, endLine: burst.lastLine };
  const near = quotes(burst).filter(({ line }) => line <= nearest);
  return { startLine, endLine: Math.max(startLine, ...near.map(({ line }) => line)) };
}
