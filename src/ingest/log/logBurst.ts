import type { SyslogClock, SyslogFieldName } from '../../network/syslog/message.ts';
import type { LogEvent } from './logEvent.ts';
import { TopCounts } from './topCounts.ts';

/** A line that a digest quotes. */
export interface QuotedLine {
  readonly line: number;
  readonly text: string;
}

/** Messages of one kind of one host that came together. */
export interface Burst {
  readonly host: string;
  readonly label: string;
  readonly severity: number | undefined;
  count: number;
  /** How often the messages paused; 1 for an unbroken run. */
  runs: number;
  firstLine: number;
  lastLine: number;
  firstClock: SyslogClock | undefined;
  lastClock: SyslogClock | undefined;
  firstMs: number | undefined;
  lastMs: number | undefined;
  readonly subjects: TopCounts;
  readonly details: Map<SyslogFieldName, TopCounts>;
  /** The first line, and the first of each further subject, as far as they are quoted. */
  readonly first: QuotedLine[];
  last: QuotedLine;
}

/** Lines that are quoted from a burst's beginning; its last one is quoted too. */
const QUOTED_FIRST = 3;
/** A quoted line is cut here: what follows is in the file. */
const MAX_QUOTED_CHARACTERS = 400;

/** A pause of a slow or unknown rate, in ms. */
const DEFAULT_PAUSE_MS = 10 * 60 * 1000;
/** The pause that ends a burst, in its own mean intervals, and the least and longest one, in ms. */
const PAUSE_INTERVALS = 20;
const MIN_PAUSE_MS = 60 * 1000;
const MAX_PAUSE_MS = 60 * 60 * 1000;
/** Messages until an interval's mean means something. */
const MIN_RATED = 4;
/** Lines without a time are apart when this many others stand between. */
const PAUSE_LINES = 2_000;
/** A clock that goes back further than this was set, or belongs to another part of the log. */
const CLOCK_BACK_MS = 60 * 60 * 1000;

/** Messages that are held back to see whether they come much faster than those before. */
const RECENT = 8;
const RATE_JUMP = 10;
/** Stamps count seconds: no jump is seen in what comes faster than this, in ms. */
const MIN_JUMP_INTERVAL_MS = 5_000;

function quoted({ line, text }: LogEvent): QuotedLine {
  const cut = text.length > MAX_QUOTED_CHARACTERS;
  return { line, text: cut ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text };
}

function beginBurst(event: LogEvent): Burst {
  return {
    host: event.host,
    label: event.label,
    severity: event.severity,
    count: 0,
    runs: 1,
    firstLine: event.line,
    lastLine: event.line,
    firstClock: event.clock,
    lastClock: event.clock,
    firstMs: event.timeMs,
    lastMs: event.timeMs,
    subjects: new TopCounts(),
    details: new Map(),
    first: [],
    last: quoted(event),
  };
}

function isNewSubject({ subjects, first }: Burst, { subject = '' }: LogEvent): boolean {
  return first.length === 0 || !subjects.has(subject);
}

function addEvent(burst: Burst, event: LogEvent): void {
  const quote = quoted(event);
  if (burst.first.length < QUOTED_FIRST && isNewSubject(burst, event)) burst.first.push(quote);
  burst.count++;
  burst.lastLine = event.line;
  burst.lastClock = event.clock ?? burst.lastClock;
  burst.lastMs = event.timeMs ?? burst.lastMs;
  burst.last = quote;
  burst.subjects.add(event.subject ?? '');
  for (const [name, value] of event.details) {
    const counts = burst.details.get(name) ?? new TopCounts();
    burst.details.set(name, counts);
    counts.add(value);
  }
}

/** One burst for two of the same kind; the earlier one's lines are quoted. */
export function mergeBursts(left: Burst, right: Burst): Burst {
  const [early, late] = left.firstLine <= right.firstLine ? [left, right] : [right, left];
  early.subjects.addAll(late.subjects);
  for (const [name, counts] of late.details) {
    const known = early.details.get(name);
    if (known) known.addAll(counts);
    else early.details.set(name, counts);
  }
  early.count += late.count;
  early.runs += late.runs;
  if (late.lastLine >= early.lastLine) {
    early.lastLine = late.lastLine;
    early.last = late.last;
    early.lastClock = late.lastClock;
    early.lastMs = late.lastMs;
  }
  return early;
}

function meanInterval({ count, firstMs, lastMs }: Burst): number | undefined {
  if (count < MIN_RATED || firstMs === undefined || lastMs === undefined) return undefined;
  return Math.max(0, lastMs - firstMs) / (count - 1);
}

function pauseLimit(burst: Burst): number {
  const interval = meanInterval(burst);
  if (interval === undefined) return DEFAULT_PAUSE_MS;
  return Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, PAUSE_INTERVALS * interval));
}

/**
 * Divides the messages of one kind into bursts: at pauses, measured by the rate before them, and
 * where messages suddenly come many times faster (a port scan in everyday refusals).
 */
export class BurstFinder {
  #burst: Burst | undefined;
  #recent: LogEvent[] = [];

  /** Takes the next message; gives the burst that ended before it. */
  add(event: LogEvent): Burst | undefined {
    const before = this.#recent.at(-1);
    const ended = before && this.#isPause(before, event) ? this.end() : undefined;
    this.#recent.push(event);
    if (this.#recent.length <= RECENT) return ended;
    const oldest = this.#recent.shift();
    if (oldest) this.#absorb(oldest);
    return this.#isJump() ? this.#endAtJump() : ended;
  }

  /** The burst so far, if any; the next message begins a new one. */
  end(): Burst | undefined {
    for (const event of this.#recent) this.#absorb(event);
    const burst = this.#burst;
    this.#burst = undefined;
    this.#recent = [];
    return burst;
  }

  #absorb(event: LogEvent): void {
    this.#burst ??= beginBurst(event);
    addEvent(this.#burst, event);
  }

  #isPause(before: LogEvent, event: LogEvent): boolean {
    if (before.timeMs === undefined || event.timeMs === undefined) {
      return event.line - before.line > PAUSE_LINES;
    }
    const pause = event.timeMs - before.timeMs;
    if (pause < -CLOCK_BACK_MS) return true;
    return pause > (this.#burst ? pauseLimit(this.#burst) : DEFAULT_PAUSE_MS);
  }

  #isJump(): boolean {
    const interval = this.#burst && meanInterval(this.#burst);
    if (interval === undefined || interval < MIN_JUMP_INTERVAL_MS) return false;
    if ((this.#burst?.count ?? 0) < RECENT) return false;
    const firstMs = this.#recent[0]?.timeMs;
    const lastMs = this.#recent.at(-1)?.timeMs;
    if (firstMs === undefined || lastMs === undefined) return false;
    return lastMs - firstMs < (interval * (RECENT - 1)) / RATE_JUMP;
  }

  #endAtJump(): Burst | undefined {
    const burst = this.#burst;
    this.#burst = undefined;
    return burst;
  }
}
