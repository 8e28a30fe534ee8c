/**
 * Makes the Markdown of an answer harmless while it streams, for a renderer that is not ours. What
 * leaves holds no picture, no HTML, and no link but plain ones to http and https, each followed by
 * the host that it leads to. Where text is cut into pieces changes nothing.
 *
 * Code stays as it was written, except for what a renderer that saw no code there would follow:
 * where code begins and ends is told differently by different renderers (a fence in a list ends
 * with its item), so code is no place to hide a link.
 */
export class SafeMarkdown {
  #pending = '';
  #ended = false;
  /** The marks that opened the fence, or the code span, that the text is in; or empty. */
  #fence = '';
  #span = '';
  /** What the fence stands in: its lines begin with as many columns, or with a quotation mark. */
  #fenceIndent = 0;
  #isQuotedFence = false;
  /** The text of the line so far, as it came. */
  #line = '';

  push(text: string): string {
    this.#pending += text;
    let safe = '';
    while (this.#pending !== '') {
      const step = this.#next();
      if (!step) break;
      const taken = this.#pending.slice(0, step.length);
      this.#pending = this.#pending.slice(step.length);
      const lineEnd = taken.lastIndexOf('\n');
      this.#line =
        lineEnd < 0 ? (this.#line + taken).slice(0, MAX_LINE_START) : taken.slice(lineEnd + 1);
      if (lineEnd >= 0) this.#span = '';
      safe += step.safe ?? taken;
    }
    return safe;
  }

  /** What is held back, when something else than text follows, or nothing. */
  end(): string {
    this.#ended = true;
    const safe = this.push('');
    this.#ended = false;
    return safe;
  }

  get #isCode(): boolean {
    return this.#fence !== '' || this.#span !== '';
  }

  #next(): Step {
    if (this.#line === '' && this.#fence !== '') {
      if (!this.#endLeftFence()) return undefined;
    }
    switch (this.#pending[0]) {
      case '`':
      case '~':
        return this.#marks();
      case '\\':
        return this.#escape();
      case '!':
        return this.#picture();
      case ']':
        return this.#afterLabel();
      case '<':
        return this.#angle();
      default:
        return { length: PLAIN.exec(this.#pending)?.[0].length || 1 };
    }
  }

  /** A fence in a list or a quotation ends with it. False: more of the line must come. */
  #endLeftFence(): boolean {
    const indent = /^[ \t]*/.exec(this.#pending)?.[0] ?? '';
    const first = this.#pending[indent.length];
    const isOpen = first === undefined && !this.#ended && indent.length <= MAX_LINE_START;
    if (isOpen) return false;
    if (first === '\n' && !this.#isQuotedFence) return true;
    const isLeft = this.#isQuotedFence ? first !== '>' : indent.length < this.#fenceIndent;
    if (isLeft) this.#fence = '';
    return true;
  }

  /** A run of marks opens or closes a fence, or a code span. */
  #marks(): Step {
    const run = /^(?:`+|~+)/.exec(this.#pending)?.[0] ?? '`';
    const isCut = run.length === this.#pending.length && !this.#ended;
    if (isCut && run.length <= MAX_HELD_CHARACTERS) return undefined;
    const opensLine = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*$/.test(this.#line);
    if (opensLine && run.length >= 3) return this.#fenceMarks(run);
    if (this.#fence === '' && run.startsWith('`')) {
      if (this.#span === '') this.#span = run;
      else if (this.#span === run) this.#span = '';
    }
    return { length: run.length };
  }

  #fenceMarks(run: string): Step {
    const lineEnd = this.#pending.indexOf('\n');
    const isOpen = lineEnd < 0 && !this.#ended && this.#pending.length <= MAX_HELD_CHARACTERS;
    if (isOpen) return undefined;
    const info = this.#pending.slice(run.length, lineEnd < 0 ? undefined : lineEnd);
    if (this.#fence === '') {
      if (!(run.startsWith('`') && info.includes('`'))) this.#openFence(run);
    } else if (run.startsWith(this.#fence) && info.trim() === '') {
      this.#fence = '';
    }
    return { length: run.length };
  }

  #openFence(run: string): void {
    this.#fence = run;
    this.#span = '';
    this.#fenceIndent = this.#line.length;
    this.#isQuotedFence = this.#line.includes('>');
  }

  #escape(): Step {
    if (this.#pending.length === 1 && !this.#ended) return undefined;
    // In code a backslash is only a backslash.
    return { length: this.#isCode || this.#pending[1] === '\n' ? 1 : 2 };
  }

  /** Pictures could only come from outside: they become links. */
  #picture(): Step {
    const { length } = /^!+/.exec(this.#pending)?.[0] ?? '!';
    if (this.#isCode) return { length };
    const isCut = length === this.#pending.length;
    if (isCut && !this.#ended && length <= MAX_HELD_CHARACTERS) return undefined;
    // At the end: what follows may begin with a bracket.
    if (isCut) return { length, safe: `${'!'.repeat(length - 1)}\\!` };
    if (this.#pending[length] !== '[') return { length };
    return { length, safe: length === 1 ? '' : `${'!'.repeat(length - 2)}\\!` };
  }

  #afterLabel(): Step {
    const next = this.#pending[1];
    if (next === undefined && !this.#ended) return undefined;
    if (next === '(') return this.#destination();
    if (next === ':') return this.#definition();
    // `[text][name]`: no definition is let through, but renderers differ in what one is.
    if (next === '[' && !this.#isCode && !/^\]\[\d{1,3}\]/.test(this.#pending)) {
      const isOpen = /^\]\[\d{0,3}$/.test(this.#pending) && !this.#ended;
      return isOpen ? undefined : { length: 2, safe: ']\\[' };
    }
    return { length: 1 };
  }

  #destination(): Step {
    const match = DESTINATION.exec(this.#pending);
    const held = match?.[0] ?? '';
    const isWhole = match?.[2] !== undefined;
    if (!isWhole && held.length === this.#pending.length && !this.#ended) {
      if (held.length <= MAX_HELD_CHARACTERS) return undefined;
    }
    const url = plainLink(match?.[1] ?? '');
    if (this.#isCode) {
      // Part of a regular expression, such as `[0-9](_|$)`: it leads nowhere.
      const isPattern = isWhole && /^[\d|_.,*+?$^-]*$/.test(match?.[1] ?? '');
      return isPattern ? { length: 2 } : { length: 2, safe: ']\\(' };
    }
    if (!isWhole || !url) return { length: 2, safe: ']\\(' };
    return { length: held.length, safe: `](${url.href}) (${url.host})` };
  }

  /** `[name]: address` would give links elsewhere their address. */
  #definition(): Step {
    const isDefinition = !this.#isCode || /^[\s>*+\-\d.)]*\[[^\]]*$/.test(this.#line);
    return isDefinition ? { length: 2, safe: ']\\:' } : { length: 2 };
  }

  /** As an entity: a renderer may take a backslash for the end of an address before it. */
  #angle(): Step {
    if (!this.#isCode) return { length: 1, safe: '&lt;' };
    const start = this.#pending.slice(0, COMMAND_LINK.length).toLowerCase();
    if (start === COMMAND_LINK) return { length: 1, safe: '&lt;' };
    const isOpen = COMMAND_LINK.startsWith(start) && !this.#ended;
    return isOpen ? undefined : { length: 1 };
  }
}

/** How much of the pending text is decided, and what it becomes; undefined: more must come. */
type Step = { readonly length: number; readonly safe?: string } | undefined;

const PLAIN = /^[^`~\\!\]<\n]*\n?/;
const COMMAND_LINK = '<command:';
/** Text that is held back to see where a link ends; what is longer is none. */
const MAX_HELD_CHARACTERS = 2_000;
/** More of a line's beginning is not looked at. */
const MAX_LINE_START = 1_000;
/** `](address)` on one line, as far as it has come. */
const DESTINATION = /^\]\(([^)\n]{0,2000})(\))?/;

/** An address that every renderer reads alike: no escapes, no entities, no user name. */
function plainLink(text: string): URL | undefined {
  if (!/^https?:\/\/[^\s<>()\\"'`[\]]+$/i.test(text) || /&(?:#|\w+;)/.test(text)) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && url.hostname !== '' && url.username === '' && url.password === '';
  return isPlain && !/[()\\`]/.test(url.href) ? url : undefined;
}

/** A name of a file as the text of a link: without what could end it, or begin another. */
export function linkLabel(text: string): string {
  return text.replace(/[[\]\\`<>!\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
