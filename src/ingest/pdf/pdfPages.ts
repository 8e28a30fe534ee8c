import type { PDFPageProxy } from 'unpdf/pdfjs';
import type { PlacedText } from './pdfLayout.ts';

/** Text that stands at another angle than the page's main text (a watermark, a turned table). */
interface AngledText {
  readonly angle: number;
  readonly characters: number;
  readonly items: PlacedText[];
}

function numbersOf(value: unknown): readonly number[] | undefined {
  return Array.isArray(value) && value.length >= 6 && value.every(Number.isFinite)
    ? value
    : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The six numbers of `outer` applied after `inner`, as PDF composes its matrices. */
function compose(outer: readonly number[], inner: readonly number[]): number[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}

/** A piece as pdf.js gives it, turned upright, with the angle at which the page shows it. */
function placeItem(
  item: unknown,
  viewport: readonly number[],
): { readonly angle: number; readonly placed: PlacedText } | undefined {
  if (!isRecord(item) || typeof item.str !== 'string' || item.str.trim() === '') return undefined;
  const transform = numbersOf(item.transform);
  if (!transform) return undefined;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = compose(viewport, transform);
  const radians = Math.atan2(b, a);
  const angle = (Math.round((radians * 180) / Math.PI) + 360) % 360;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  const width = typeof item.width === 'number' ? Math.abs(item.width) : 0;
  // Control characters come from broken fonts; NUL would make the text look binary.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const text = item.str.replace(/[\u0000-\u001f\u007f]/g, ' ');
  const placed = {
    text,
    x: e * cos + f * sin,
    y: f * cos - e * sin,
    width,
    height: Math.hypot(c, d),
  };
  return { angle, placed };
}

/** What a page draws, as one list of upright pieces per angle, the main text first. */
export interface PageText {
  readonly groups: readonly (readonly PlacedText[])[];
  /** The page holds more than was read. */
  readonly cut: boolean;
}

function addItem(groups: Map<number, AngledText>, angle: number, placed: PlacedText): void {
  const group = groups.get(angle) ?? { angle, characters: 0, items: [] };
  group.items.push(placed);
  groups.set(angle, { ...group, characters: group.characters + placed.text.length });
}

/**
 * Reads a page's text up to `limit` characters. `stopped` is asked between the parts of the page.
 *
 * @throws whatever pdf.js throws on a damaged page
 */
export async function readPageText(
  page: PDFPageProxy,
  limit: number,
  stopped: () => boolean,
): Promise<PageText> {
  const viewport = numbersOf(page.getViewport({ scale: 1 }).transform) ?? [1, 0, 0, -1, 0, 0];
  const groups = new Map<number, AngledText>();
  const reader = page.streamTextContent().getReader();
  let characters = 0;
  let cut = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const items: readonly unknown[] =
      isRecord(value) && Array.isArray(value.items) ? value.items : [];
    for (const item of items) {
      const found = placeItem(item, viewport);
      if (!found) continue;
      addItem(groups, found.angle, found.placed);
      characters += found.placed.text.length;
    }
    if (characters > limit || stopped()) {
      cut = true;
      reader.cancel(new Error('enough')).catch(() => undefined);
      break;
    }
  }
  const byWeight = [...groups.values()].sort((x, y) => y.characters - x.characters);
  return { groups: byWeight.map(({ items }) => items), cut };
}
