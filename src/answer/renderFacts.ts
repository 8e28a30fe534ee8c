import type { ComposedFacts, FactArgument, FactItem, FactPlace, FactTable } from '../core/facts.ts';
import type { Language } from '../core/language.ts';
import type { Evidence } from '../core/types.ts';
import { codeCell, codeSpan, fenced } from './markdownText.ts';
import { phrase } from './phrases.ts';

type Place = Pick<Evidence, 'n' | 'origin' | 'folder' | 'path' | 'startLine' | 'endLine'>;

function holds(passage: Place, place: FactPlace): boolean {
  return (
    passage.origin === place.origin &&
    passage.folder === place.folder &&
    passage.path === place.path &&
    passage.startLine <= place.startLine &&
    passage.endLine >= place.startLine
  );
}

/** Numbers of the shortest passages that hold the places, each once; '' where none does. */
function citations(places: readonly FactPlace[], evidence: readonly Place[]): string {
  const numbers = places.flatMap((place) => {
    const holding = evidence
      .filter((passage) => holds(passage, place))
      .sort((left, right) => left.endLine - left.startLine - (right.endLine - right.startLine));
    return holding[0]?.n ?? [];
  });
  return [...new Set(numbers)].map((n) => `[${n}]`).join('');
}

function cited(text: string, places: readonly FactPlace[], evidence: readonly Place[]): string {
  const numbers = citations(places, evidence);
  return numbers === '' ? text : `${text} ${numbers}`;
}

interface Rendering {
  readonly language: Language;
  readonly evidence: readonly Place[];
  /** What is done to lines of files before they are shown. */
  readonly clean: (text: string) => string;
}

function table({ columns, rows }: FactTable, { language, evidence, clean }: Rendering): string {
  // A column that no row fills says nothing.
  const shown = columns
    .map((column, index) => ({ column, index }))
    .filter(({ index }) => rows.some(({ cells }) => (cells[index] ?? '').trim() !== ''));
  const head = shown.map(({ column }) => phrase(language, column));
  const lines = rows.map(({ cells, places }) => {
    const texts = shown.map(({ index }) => codeCell(clean(cells[index] ?? '')));
    return `| ${texts.join(' | ')} | ${citations(places, evidence)} |`;
  });
  return [`| ${head.join(' | ')} | |`, `|${' --- |'.repeat(head.length + 1)}`, ...lines].join('\n');
}

function proseQuote(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^#{1,6} /.test(line))
    .join('\n')
    .trim();
}

function argumentText(argument: FactArgument): string | number {
  if (typeof argument === 'number') return argument;
  return typeof argument === 'string' ? codeSpan(argument) : argument.map(codeSpan).join(', ');
}

function renderItem(item: FactItem, rendering: Rendering): string {
  const { language, evidence, clean } = rendering;
  if (item.type === 'table') return table(item, rendering);
  if (item.type === 'sentence') {
    const args = item.args.map(argumentText);
    return cited(phrase(language, item.key, ...args), item.places, evidence);
  }
  const { text, place, leftLines } = item;
  const more = leftLines > 0 ? `\n${phrase(language, 'shortened', leftLines)}` : '';
  const numbers = citations([place], evidence);
  if (place.origin === 'corpus') return [proseQuote(text), numbers].filter(Boolean).join('\n\n');
  return `${fenced(clean(text))}${more}${numbers === '' ? '' : `\n${numbers}`}`;
}

/**
 * Composed facts as Markdown, with the numbers of the passages that hold their lines. Text of
 * files is shown as code: it cannot leave its table, its fence or its line. `clean` is applied to
 * it before, such as to remove secrets.
 */
export function renderFacts(
  facts: ComposedFacts,
  language: Language,
  evidence: readonly Place[],
  clean: (text: string) => string = (text) => text,
): string {
  const rendering = { language, evidence, clean };
  return facts.items.map((item) => renderItem(item, rendering)).join('\n\n');
}
