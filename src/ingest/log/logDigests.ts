import { MAX_LOG_DIGESTS } from '../../core/limits.ts';
import { type Burst, BurstFinder, mergeBursts } from './logBurst.ts';
import { type LogEvent, type LogOrigin, readLogEvent } from './logEvent.ts';

/** Kinds of message that are told apart; a log of free text has more, which are then one kind. */
const MAX_KINDS = 2_000;
const OTHER_LABEL = 'other messages';
/** Ended bursts that are kept before those of little weight are merged. */
const MAX_ENDED = 4 * MAX_LOG_DIGESTS;
/** What is merged gets this share of the digests. */
const MERGED_SHARE = 0.25;
/** Severity (RFC 5424) that a message without one is ranked by. */
const UNKNOWN_SEVERITY = 5;
/** A kind that is ten times rarer counts as much as this many levels of severity. */
const RARITY_WEIGHT = 1.5;

/** What is read of a line for its digest. */
const MAX_EVENT_CHARACTERS = 2_000;
const SCRATCH_BYTES = 16 * 1024;
/** Of one UTF-16 unit. */
const MAX_UTF8_BYTES = 3;

interface Kind {
  readonly finder: BurstFinder;
  count: number;
}

function keyOf({ host, label }: Pick<LogEvent, 'host' | 'label'>): string {
  return `${host}\n${label}`;
}

/**
 * Makes the digests of a log from its lines, one by one, in bounded memory: what is severe and
 * what is rare by burst, the everyday summed up by host and kind.
 */
export class LogDigester {
  readonly #origin: LogOrigin;
  readonly #kinds = new Map<string, Kind>();
  #ended: Burst[] = [];
  /** Bursts of little weight, one for all of a kind. */
  readonly #merged = new Map<string, Burst>();
  readonly #scratch = Buffer.allocUnsafe(SCRATCH_BYTES);
  #events = 0;

  constructor(origin: LogOrigin) {
    this.#origin = origin;
  }

  /** Takes the next line of the log. Blank ones are left out. */
  add(lineText: string, line: number): void {
    if (lineText.trim() === '') return;
    this.#events++;
    const text = this.#copy(lineText.slice(0, MAX_EVENT_CHARACTERS));
    const read = readLogEvent(text, line, this.#origin);
    const known = this.#kinds.get(keyOf(read));
    const event =
      known || this.#kinds.size < MAX_KINDS ? read : { ...read, host: '', label: OTHER_LABEL };
    const kind = known ?? this.#kindOf(keyOf(event));
    kind.count++;
    const ended = kind.finder.add(event);
    if (!ended) return;
    this.#ended.push(ended);
    if (this.#ended.length > MAX_ENDED) this.#mergeLightest(MAX_ENDED / 2);
  }

  /** The bursts that make up the log, at most `limit`, in line order. Ends the reading. */
  finish(limit = MAX_LOG_DIGESTS): Burst[] {
    for (const { finder } of this.#kinds.values()) {
      const burst = finder.end();
      if (burst) this.#ended.push(burst);
    }
    if (this.#ended.length + this.#merged.size > limit) {
      this.#mergeLightest(Math.ceil(limit * (1 - MERGED_SHARE)));
    }
    const merged = this.#byWeight([...this.#merged.values()]);
    const room = limit - this.#ended.length;
    const bursts = [...this.#ended, ...joinRest(merged, room)];
    return bursts.sort((left, right) => left.firstLine - right.firstLine);
  }

  /** A part of a string keeps all of it in memory, here hundreds of other lines: hence the copy. */
  #copy(text: string): string {
    if (text.length * MAX_UTF8_BYTES > SCRATCH_BYTES) return Buffer.from(text).toString();
    return this.#scratch.toString('utf8', 0, this.#scratch.write(text));
  }

  #kindOf(key: string): Kind {
    const known = this.#kinds.get(key);
    if (known) return known;
    const kind = { finder: new BurstFinder(), count: 0 };
    this.#kinds.set(key, kind);
    return kind;
  }

  /** What makes a burst worth a digest of its own: severity, and how rare its kind is. */
  #weight(burst: Burst): number {
    const kindCount = this.#kinds.get(keyOf(burst))?.count ?? burst.count;
    const severity = burst.severity ?? UNKNOWN_SEVERITY;
    return 7 - severity + RARITY_WEIGHT * Math.log10(this.#events / Math.max(1, kindCount));
  }

  #byWeight(bursts: readonly Burst[]): Burst[] {
    return bursts
      .map((burst) => ({ burst, weight: this.#weight(burst) }))
      .sort((left, right) => right.weight - left.weight || right.burst.count - left.burst.count)
      .map(({ burst }) => burst);
  }

  #mergeLightest(keep: number): void {
    const ranked = this.#byWeight(this.#ended);
    this.#ended = ranked.slice(0, keep);
    for (const burst of ranked.slice(keep)) {
      const key = keyOf(burst);
      const known = this.#merged.get(key);
      this.#merged.set(key, known ? mergeBursts(known, burst) : burst);
    }
  }
}

/** The weightiest of the merged bursts, and one for all the others. */
function joinRest(merged: readonly Burst[], room: number): Burst[] {
  if (merged.length <= room) return [...merged];
  const kept = merged.slice(0, room - 1);
  const [first, ...rest] = merged.slice(room - 1);
  if (!first) return kept;
  const other = { ...first, host: '', label: OTHER_LABEL, severity: undefined };
  return [...kept, rest.reduce<Burst>(mergeBursts, other)];
}
