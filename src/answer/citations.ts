/** A run of answer text, or a marker that resolves to a given passage. */
export type AnswerPiece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'citation'; readonly n: number };

const MARKER = /^\[[ \t]*(\d{1,3}(?:[ \t]*,[ \t]*\d{1,3})*)[ \t]*\]/;
/** The beginning of a marker at the end of a piece of stream: `[`, `[1`, `[1, 2`. */
const OPEN_MARKER = /^\[[\d, \t]{0,200}$/;

/** What may stand before a fence: indentation, a quotation mark, a list mark. */
const LINE_PREFIX = /^[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?/;
const OPEN_LINE_PREFIX = /^[ \t>]*(?:[-*+]|\d{1,3}[.)]?)?$/;
const FENCE = /^(?:`{3,}|~{3,})/;
const OPEN_FENCE = /^(?:`{1,2}|~{1,2})$/;
const BACKTICKS = /^`+/;

/** Text that is held back to see where code ends; what is longer is no code. */
const MAX_HELD_CHARACTERS = 2_000;

/** Text that is decided, or undefined when only the text to come decides. */
type Decided =
  | { readonly text: string; readonly pieces?: readonly AnswerPiece[] | undefined }
  | undefined;

/**
 * Finds citation markers in streamed Markdown. Markers that name no given passage are removed
 * and counted; a marker may be cut anywhere between two pieces of the stream, and the outcome
 * does not depend on where. Code stays as it is: `[1]` inside backticks is an array index, not a
 * citation.
 */
export class CitationFilter {
  /** Markers that named no given passage. */
  removed = 0;
  readonly #known: ReadonlySet<number>;
  #pending = '';
  #ended = false;
  #atLineStart = true;
  /** The marks that opened the fence that the text is in, or empty. */
  #fence = '';

  constructor(known: ReadonlySet<number>) {
    this.#known = known;
  }

  push(text: string): AnswerPiece[] {
    this.#pending += text;
    const pieces: AnswerPiece[] = [];
    while (this.#pending !== '') {
      const decided = this.#next();
      if (!decided) break;
      this.#pending = this.#pending.slice(decided.text.length);
      this.#atLineStart = decided.text.endsWith('\n');
      for (const piece of decided.pieces ?? [{ type: 'text', text: decided.text }]) {
        addPiece(pieces, piece);
      }
    }
    return pieces;
  }

  /** What is left when the stream has ended. */
  end(): AnswerPiece[] {
    this.#ended = true;
    return this.push('');
  }

  #next(): Decided {
    if (this.#atLineStart) return this.#lineStart();
    return this.#fence ? this.#upTo(/\n/) : this.#inline();
  }

  /** A line that opens or closes a fence, or what stands before the text of another line. */
  #lineStart(): Decided {
    const prefix = LINE_PREFIX.exec(this.#pending)?.[0] ?? '';
    const rest = this.#pending.slice(prefix.length);
    const undecided = rest === '' || OPEN_LINE_PREFIX.test(this.#pending) || OPEN_FENCE.test(rest);
    if (undecided && !this.#ended) return undefined;
    const marks = FENCE.exec(rest)?.[0];
    if (!marks) return this.#afterLineStart(prefix);
    const end = rest.indexOf('\n');
    if (end < 0 && !this.#ended && rest.length <= MAX_HELD_CHARACTERS) return undefined;
    const line = end < 0 ? rest : rest.slice(0, end + 1);
    if (!this.#isFenceLine(marks, line)) return this.#afterLineStart(prefix);
    this.#fence = this.#fence ? '' : marks;
    return { text: prefix + line };
  }

  #isFenceLine(marks: string, line: string): boolean {
    const info = line.slice(marks.length).trim();
    if (line.length > MAX_HELD_CHARACTERS) return false;
    if (!this.#fence) return !(marks.startsWith('`') && info.includes('`'));
    return marks.startsWith(this.#fence) && info === '';
  }

  /** The line is an ordinary one: the rest of it is read as text. */
  #afterLineStart(prefix: string): Decided {
    this.#atLineStart = false;
    if (prefix !== '') return { text: prefix };
    return this.#fence ? this.#upTo(/\n/) : this.#inline();
  }

  #inline(): Decided {
    switch (this.#pending[0]) {
      case '[':
        return this.#marker();
      case '`':
        return this.#codeSpan();
      case '\\':
        if (this.#pending.length === 1 && !this.#ended) return undefined;
        return { text: /^\\[^\n]?/s.exec(this.#pending)?.[0] ?? '\\' };
      default:
        return this.#upTo(/[\n[`\\]/);
    }
  }

  /** Text up to the next mark; a line end belongs to its line. */
  #upTo(mark: RegExp): Decided {
    const at = this.#pending.search(mark);
    if (at < 0) return { text: this.#pending };
    return { text: this.#pending.slice(0, this.#pending[at] === '\n' ? at + 1 : at) };
  }

  #marker(): Decided {
    const match = MARKER.exec(this.#pending);
    if (!match) {
      return OPEN_MARKER.test(this.#pending) && !this.#ended ? undefined : { text: '[' };
    }
    const numbers = (match[1] ?? '').split(',').map(Number);
    const cited = numbers.filter((n) => this.#known.has(n));
    this.removed += numbers.length - cited.length;
    return { text: match[0], pieces: cited.map((n) => ({ type: 'citation', n })) };
  }

  /** Code between equal runs of backticks on one line; a run without its partner is text. */
  #codeSpan(): Decided {
    const marks = BACKTICKS.exec(this.#pending)?.[0] ?? '`';
    const after = this.#pending.slice(marks.length);
    if (after === '' && !this.#ended) return undefined;
    const held = after.slice(0, MAX_HELD_CHARACTERS);
    for (const run of held.matchAll(/\n|`+/g)) {
      const end = run.index + run[0].length;
      if (run[0] === '\n') return { text: marks };
      // The run may go on in the text to come.
      if (end === after.length && !this.#ended) return undefined;
      if (run[0] === marks) return { text: this.#pending.slice(0, marks.length + end) };
    }
    return after.length < MAX_HELD_CHARACTERS && !this.#ended ? undefined : { text: marks };
  }
}

function addPiece(pieces: AnswerPiece[], piece: AnswerPiece): void {
  const last = pieces[pieces.length - 1];
  if (piece.type === 'text' && last?.type === 'text') {
    pieces[pieces.length - 1] = { type: 'text', text: last.text + piece.text };
  } else {
    pieces.push(piece);
  }
}
