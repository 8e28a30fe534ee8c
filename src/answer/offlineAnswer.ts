import { citedLines } from '../core/evidence.ts';
import type { Language } from '../core/language.ts';
import type { Evidence } from '../core/types.ts';
import { tokenize } from '../network/tokenize.ts';
import { phrase } from './phrases.ts';

/** Passages that the offline answer quotes; the rest is listed as sources only. */
const QUOTED_OWN = 4;
const QUOTED_CORPUS = 2;
/** Passages that fit far less than the best one are not quoted. */
const QUOTED_SCORE_SHARE = 0.6;
/** Lines of one quotation. */
const QUOTED_LINES = 14;

function locationText(language: Language, evidence: Evidence): string {
  const { place } = evidence;
  const { startLine, endLine } = citedLines(evidence);
  const [first, last] = place ? [place.first, place.last] : [startLine, endLine];
  const unit = place?.unit ?? 'line';
  return first === last ? phrase(language, unit, first) : phrase(language, `${unit}s`, first, last);
}

/** A run of lines around the ones that share most words with the question. */
function bestLines(text: string, tokens: ReadonlySet<string>): { lines: string[]; left: number } {
  const lines = text.split('\n');
  if (lines.length <= QUOTED_LINES) return { lines, left: 0 };
  const weights = lines.map(
    (line) => new Set(tokenize(line).filter((token) => tokens.has(token))).size,
  );
  let best = 0;
  let bestWeight = -1;
  for (let start = 0; start + QUOTED_LINES <= lines.length; start++) {
    const weight = weights
      .slice(start, start + QUOTED_LINES)
      .reduce((sum, value) => sum + value, 0);
    if (weight > bestWeight) {
      best = start;
      bestWeight = weight;
    }
  }
  return {
    lines: lines.slice(best, best + QUOTED_LINES),
    left: lines.length - QUOTED_LINES,
  };
}

/** A fence longer than any run of backticks inside, so that quoted text cannot end it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** Corpus passages are our own Markdown: shown as text, without their heading marks. */
function corpusQuote(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^#{1,6} /.test(line))
    .join('\n')
    .trim();
}

/** The lines that were found, without their surroundings. */
function foundText(evidence: Evidence): string {
  const { startLine, endLine } = citedLines(evidence);
  const from = startLine - evidence.startLine;
  return evidence.text
    .split('\n')
    .slice(from, from + endLine - startLine + 1)
    .join('\n');
}

function quote(evidence: Evidence, language: Language, tokens: ReadonlySet<string>): string {
  const title = `**${escapeMarkdown(evidence.title)}** — ${escapeMarkdown(evidence.path)}, ${locationText(language, evidence)} [${evidence.n}]`;
  if (evidence.origin === 'corpus') return `${title}\n\n${corpusQuote(evidence.text)}`;
  const { lines, left } = bestLines(foundText(evidence), tokens);
  const more = left > 0 ? `\n${phrase(language, 'shortened', left)}` : '';
  return `${title}\n\n${fenced(lines.join('\n'))}${more}`;
}

/** Text as it is, on one line: file names may hold marks and line breaks. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/[\\`*_{}[\]()<>#|~]/g, '\\$&');
}

function best(passages: readonly Evidence[], count: number): readonly Evidence[] {
  const lowest = (passages[0]?.score ?? 0) * QUOTED_SCORE_SHARE;
  return passages.filter(({ score }) => score >= lowest).slice(0, count);
}

export interface OfflineAnswerInput {
  readonly language: Language;
  readonly tokens: readonly string[];
  /** Names in the question that no indexed file holds. */
  readonly unknownNames: readonly string[];
  readonly evidence: readonly Evidence[];
}

/**
 * The answer without any model: the best passages, quoted with their citations. Markdown; the
 * quoted text is data and cannot leave its fence.
 */
export function offlineAnswer(input: OfflineAnswerInput): string {
  const { language, tokens, unknownNames, evidence } = input;
  const own = evidence.filter((passage) => passage.origin === 'workspace');
  const bundled = evidence.filter((passage) => passage.origin === 'corpus');
  const words = new Set(tokens);
  const parts = unknownNames.map((name) => phrase(language, 'unknownName', escapeMarkdown(name)));
  if (evidence.length === 0) return [...parts, phrase(language, 'nothingFound')].join('\n\n');
  parts.push(phrase(language, 'offlineIntro'));
  if (own.length > 0) {
    parts.push(`### ${phrase(language, 'fromFiles')}`);
    parts.push(...best(own, QUOTED_OWN).map((passage) => quote(passage, language, words)));
  } else {
    parts.push(phrase(language, 'nothingOwn'));
  }
  if (bundled.length > 0) {
    parts.push(`### ${phrase(language, 'fromCorpus')}`);
    parts.push(...best(bundled, QUOTED_CORPUS).map((passage) => quote(passage, language, words)));
  }
  return parts.join('\n\n');
}
