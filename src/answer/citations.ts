/** A run of answer text, or a marker that resolves to a given passage. */
export type AnswerPiece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'citation'; readonly n: number };

const MARKER = /\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]/g;
/** The beginning of a marker at the end of a piece of stream: `[`, `[1`, `[1, 2`. */
const OPEN_MARKER = /\[[\d,\s]{0,24}$/;

/**
 * Finds citation markers in streamed text. Markers that name no given passage are removed and
 * counted; a marker may be cut anywhere between two pieces of the stream. Code stays as it is:
 * `[1]` inside backticks is an array index, not a citation.
 */
export class CitationFilter {
  /** Markers that named no given passage. */
  removed = 0;
  readonly #known: ReadonlySet<number>;
  #pending = '';
  #inFence = false;
  #inCode = false;

  constructor(known: ReadonlySet<number>) {
    this.#known = known;
  }

  push(text: string): AnswerPiece[] {
    const all = this.#pending + text;
    const open = OPEN_MARKER.exec(all)?.index ?? this.#openBackticks(all);
    this.#pending = all.slice(open);
    return this.#pieces(all.slice(0, open));
  }

  /** What is left when the stream has ended. */
  end(): AnswerPiece[] {
    const rest = this.#pending;
    this.#pending = '';
    return this.#pieces(rest);
  }

  /** A run of backticks at the end may still grow into a fence. */
  #openBackticks(text: string): number {
    return /`{1,2}$/.exec(text)?.index ?? text.length;
  }

  #pieces(text: string): AnswerPiece[] {
    const pieces: AnswerPiece[] = [];
    for (const part of text.split(/(`+)/)) {
      if (part.startsWith('`')) this.#toggle(part);
      if (part.startsWith('`') || this.#inFence || this.#inCode) addText(pieces, part);
      else this.#resolve(part, pieces);
    }
    return pieces;
  }

  #toggle(backticks: string): void {
    if (backticks.length >= 3) this.#inFence = !this.#inFence;
    else if (!this.#inFence) this.#inCode = !this.#inCode;
  }

  #resolve(text: string, pieces: AnswerPiece[]): void {
    let at = 0;
    for (const match of text.matchAll(MARKER)) {
      addText(pieces, text.slice(at, match.index));
      at = match.index + match[0].length;
      for (const number of (match[1] ?? '').split(',').map(Number)) {
        if (this.#known.has(number)) pieces.push({ type: 'citation', n: number });
        else this.removed++;
      }
    }
    addText(pieces, text.slice(at));
    // A single backtick never spans lines in practice; a stray one must not hide citations.
    if (this.#inCode && text.includes('\n')) this.#inCode = false;
  }
}

function addText(pieces: AnswerPiece[], text: string): void {
  if (text === '') return;
  const last = pieces[pieces.length - 1];
  if (last?.type === 'text') pieces[pieces.length - 1] = { type: 'text', text: last.text + text };
  else pieces.push({ type: 'text', text });
}
