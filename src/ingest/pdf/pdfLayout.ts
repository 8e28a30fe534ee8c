/**
 * Puts the pieces of text that a PDF page draws back into lines that read as the page looks:
 * pieces on one baseline form a line, wide gaps stay as spaces so that tables keep their columns,
 * and two columns of prose are read one after the other.
 */

/** A piece of text as a page draws it, upright: `y` grows downwards, all numbers in points. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The font's size. */
  readonly height: number;
}

/** One line of a page. */
export interface PageLine {
  readonly text: string;
  /** The size of its largest font, in points. */
  readonly height: number;
  /** A gap before it that is wider than the page's usual distance of lines. */
  readonly afterGap: boolean;
}

interface DrawnLine {
  readonly y: number;
  readonly height: number;
  readonly pieces: PlacedText[];
}

/** Pieces closer to a line's baseline than this share of the font's size are on it. */
const SAME_LINE = 0.45;
/** A gap of this share of the font's size is a space; fonts draw smaller ones between letters. */
const SPACE_GAP = 0.14;
/** A gap of this share of the font's size separates the cells of a table. */
const CELL_GAP = 1.1;
const MAX_INDENT = 24;
const MAX_CELL_SPACES = 40;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}

function endOf(piece: PlacedText): number {
  return piece.x + piece.width;
}

/** Lines from top to bottom, their pieces from left to right. */
function gatherLines(items: readonly PlacedText[]): DrawnLine[] {
  const ordered = items
    .filter((item) => item.text.trim() !== '' && Number.isFinite(item.x + item.y + item.width))
    .sort((a, b) => a.y - b.y || a.x - b.x);
  const lines: { y: number; height: number; pieces: PlacedText[] }[] = [];
  for (const item of ordered) {
    const line = lines[lines.length - 1];
    const reach = line ? Math.max(line.height, item.height, 1) * SAME_LINE : 0;
    if (line && item.y - line.y <= reach) {
      line.pieces.push(item);
      // A superscript comes first by position, but the larger text gives the baseline.
      if (item.height > line.height) {
        line.height = item.height;
        line.y = item.y;
      }
    } else {
      lines.push({ y: item.y, height: item.height, pieces: [item] });
    }
  }
  for (const line of lines) line.pieces.sort((a, b) => a.x - b.x);
  return lines;
}

/** Bold text is sometimes drawn twice, a fraction of a point apart. */
function isOverprint(previous: PlacedText | undefined, piece: PlacedText): boolean {
  return previous?.text === piece.text && Math.abs(piece.x - previous.x) < 1;
}

interface Grid {
  readonly left: number;
  readonly characterWidth: number;
}

function gridOf(lines: readonly DrawnLine[]): Grid {
  const widths: number[] = [];
  let left = Number.POSITIVE_INFINITY;
  for (const { pieces } of lines) {
    for (const piece of pieces) {
      left = Math.min(left, piece.x);
      if (piece.width > 0) widths.push(piece.width / piece.text.length);
    }
  }
  return { left, characterWidth: Math.max(median(widths), 1) };
}

/** The line as text: gaps as spaces, cells at the column where the page shows them. */
function lineText(pieces: readonly PlacedText[], { left, characterWidth }: Grid): string {
  let text = '';
  let previous: PlacedText | undefined;
  for (const piece of pieces) {
    if (isOverprint(previous, piece)) continue;
    const column = Math.round((piece.x - left) / characterWidth);
    if (!previous) {
      text += ' '.repeat(Math.min(Math.max(column, 0), MAX_INDENT));
    } else {
      const gap = (piece.x - endOf(previous)) / Math.max(piece.height, previous.height, 1);
      if (gap >= CELL_GAP) {
        const spaces = Math.min(Math.max(column - text.length, 2), MAX_CELL_SPACES);
        text += ' '.repeat(spaces);
      } else if (gap >= SPACE_GAP && !/\s$/.test(text) && !/^\s/.test(piece.text)) text += ' ';
    }
    text += piece.text;
    previous = piece;
  }
  return text.trimEnd();
}

/** Prose columns are at least this wide on average, in characters; cells of tables are not. */
const COLUMN_CHARACTERS = 24;
const MIN_COLUMN_LINES = 6;
/** Where a gutter may be, as shares of the text's width, and in how many steps it is looked for. */
const GUTTER_FROM = 0.35;
const GUTTER_TO = 0.65;
const GUTTER_STEPS = 24;

type Side = 'left' | 'right' | 'both' | 'across';

function sideOf({ pieces }: DrawnLine, gutter: number): Side {
  let left = false;
  let right = false;
  for (const piece of pieces) {
    if (piece.x < gutter && endOf(piece) > gutter) return 'across';
    if (piece.x < gutter) left = true;
    else right = true;
  }
  if (left && right) return 'both';
  return left ? 'left' : 'right';
}

function characters(pieces: readonly PlacedText[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

/** Gaps in a line as wide as those between the cells of a table. */
function cellGaps({ pieces }: DrawnLine): number {
  let gaps = 0;
  pieces.forEach((piece, index) => {
    const previous = pieces[index - 1];
    if (previous && piece.x - endOf(previous) >= Math.max(piece.height, 1) * CELL_GAP) gaps++;
  });
  return gaps;
}

/** Long text on both sides and no gap but the gutter: a table has more of them. */
function looksLikeProse(lines: readonly DrawnLine[], gutter: number): boolean {
  const split = lines.filter((line) => sideOf(line, gutter) === 'both');
  const left = split.map(({ pieces }) => characters(pieces.filter(({ x }) => x < gutter)));
  const right = split.map(({ pieces }) => characters(pieces.filter(({ x }) => x >= gutter)));
  const long = Math.min(median(left), median(right)) >= COLUMN_CHARACTERS;
  return long && median(split.map(cellGaps)) === 1;
}

/** Where two columns of prose part on this page, or undefined when it has one column. */
function findGutter(lines: readonly DrawnLine[]): number | undefined {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const { pieces } of lines) {
    for (const piece of pieces) {
      left = Math.min(left, piece.x);
      right = Math.max(right, endOf(piece));
    }
  }
  let best: { gutter: number; split: number } | undefined;
  for (let step = 0; step <= GUTTER_STEPS; step++) {
    const share = GUTTER_FROM + ((GUTTER_TO - GUTTER_FROM) * step) / GUTTER_STEPS;
    const gutter = left + (right - left) * share;
    let split = 0;
    for (const line of lines) if (sideOf(line, gutter) === 'both') split++;
    if (!best || split > best.split) best = { gutter, split };
  }
  if (!best || best.split < MIN_COLUMN_LINES || best.split < lines.length * 0.4) return undefined;
  return looksLikeProse(lines, best.gutter) ? best.gutter : undefined;
}

/** Two columns become two runs of lines; what goes across both parts the page into blocks. */
function readColumns(lines: readonly DrawnLine[], gutter: number): DrawnLine[] {
  const out: DrawnLine[] = [];
  let leftBlock: DrawnLine[] = [];
  let rightBlock: DrawnLine[] = [];
  const flush = (): void => {
    out.push(...leftBlock, ...rightBlock);
    leftBlock = [];
    rightBlock = [];
  };
  for (const line of lines) {
    if (sideOf(line, gutter) === 'across') {
      flush();
      out.push(line);
      continue;
    }
    const left = line.pieces.filter(({ x }) => x < gutter);
    const right = line.pieces.filter(({ x }) => x >= gutter);
    if (left.length > 0) leftBlock.push({ ...line, pieces: left });
    if (right.length > 0) rightBlock.push({ ...line, pieces: right });
  }
  flush();
  return out;
}

/**
 * The lines of one page in reading order. Total: any numbers give lines, in time that grows with
 * the number of pieces (times its logarithm).
 */
export function layOutPage(items: readonly PlacedText[]): PageLine[] {
  const drawn = gatherLines(items);
  const gutter = findGutter(drawn);
  const lines = gutter === undefined ? drawn : readColumns(drawn, gutter);
  const pageGrid = gridOf(drawn);
  const columnGrid =
    gutter === undefined
      ? pageGrid
      : gridOf(
          lines
            .map((line) => ({ ...line, pieces: line.pieces.filter(({ x }) => x >= gutter) }))
            .filter(({ pieces }) => pieces.length > 0),
        );
  const distances = lines.map(({ y }, index) => Math.abs(y - (lines[index - 1]?.y ?? y)));
  const usual = median(distances.filter((distance) => distance > 0));
  return lines.map((line, index): PageLine => {
    const start = line.pieces[0]?.x ?? 0;
    const inRightColumn = gutter !== undefined && start >= gutter;
    return {
      text: lineText(line.pieces, inRightColumn ? columnGrid : pageGrid),
      height: line.height,
      afterGap: index > 0 && (distances[index] ?? 0) > usual * 1.45,
    };
  });
}
