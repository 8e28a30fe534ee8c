import { citedLines } from '../core/evidence.ts';
import { type ComposedFacts, factPlaces } from '../core/facts.ts';
import type { Language } from '../core/language.ts';
import type { Evidence } from '../core/types.ts';
import { redactSecrets } from '../network/secrets/redactSecrets.ts';
import { SecretNames } from '../network/secrets/secretNames.ts';
import { tokenize } from '../network/tokenize.ts';
import { escapeMarkdown, fenced } from './markdownText.ts';
import { phrase } from './phrases.ts';
import { renderFacts } from './renderFacts.ts';

/** Passages that the offline answer quotes; the rest is listed as sources only. */
const QUOTED_OWN = 3;
const QUOTED_CORPUS = 1;
/** Beside composed facts, which quote what they need. */
const QUOTED_BESIDE_FACTS = 1;

/** Whether facts leave nothing open. */
function isComplete(facts: ComposedFacts): boolean {
  return facts.kind !== 'missing' && !facts.partial;
}
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

interface Quoting {
  readonly language: Language;
  readonly words: ReadonlySet<string>;
  /** Removes secrets; equal ones get equal placeholders in one answer. */
  readonly clean: (text: string) => string;
}

function quote(evidence: Evidence, { language, words, clean }: Quoting): string {
  const title = `**${escapeMarkdown(evidence.title)}** — ${escapeMarkdown(evidence.path)}, ${locationText(language, evidence)} [${evidence.n}]`;
  if (evidence.origin === 'corpus') return `${title}\n\n${corpusQuote(evidence.text)}`;
  const { lines, left } = bestLines(clean(foundText(evidence)), words);
  const more = left > 0 ? `\n${phrase(language, 'shortened', left)}` : '';
  return `${title}\n\n${fenced(lines.join('\n'))}${more}`;
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
  /** What the index answers by itself. */
  readonly facts?: ComposedFacts | undefined;
}

/** Passages that the composed answer does not show already. */
function besideFacts(
  own: readonly Evidence[],
  facts: ComposedFacts | undefined,
): readonly Evidence[] {
  if (!facts || facts.kind === 'missing') return best(own, QUOTED_OWN);
  if (isComplete(facts)) return [];
  const shown = factPlaces(facts);
  const others = own.filter(
    (passage) =>
      !shown.some(
        ({ folder, path, startLine }) =>
          passage.folder === folder &&
          passage.path === path &&
          passage.startLine <= startLine &&
          startLine <= passage.endLine,
      ),
  );
  return best(others, QUOTED_BESIDE_FACTS);
}

/**
 * The answer without any model: what the index answers by itself, then the best passages, quoted
 * with their citations. It says so when the files do not hold what is asked. Markdown; the text
 * of files is data and cannot leave its fence.
 */
export function offlineAnswer(input: OfflineAnswerInput): string {
  const { language, tokens, unknownNames, evidence, facts } = input;
  const own = evidence.filter((passage) => passage.origin === 'workspace');
  const bundled = evidence.filter((passage) => passage.origin === 'corpus');
  const names = new SecretNames();
  const clean = (text: string): string => redactSecrets(text, names);
  const quoting = { language, words: new Set(tokens), clean };
  const parts = unknownNames.map((name) => phrase(language, 'unknownName', escapeMarkdown(name)));
  if (facts) parts.push(renderFacts(facts, language, evidence, clean));
  if (evidence.length === 0) {
    return (facts ? parts : [...parts, phrase(language, 'nothingFound')]).join('\n\n');
  }
  const isAnswered = facts !== undefined && facts.kind !== 'missing';
  const isMissing = facts?.kind === 'missing' || unknownNames.length > 0;
  const quoted =
    isMissing && !isAnswered ? best(own, QUOTED_BESIDE_FACTS) : besideFacts(own, facts);
  if (isAnswered) parts.push(`*${phrase(language, 'factsIntro')}*`);
  else parts.push(phrase(language, isMissing ? 'nothingFits' : 'offlineIntro'));
  if (own.length === 0) parts.push(phrase(language, 'nothingOwn'));
  if (quoted.length > 0) {
    parts.push(`### ${phrase(language, 'fromFiles')}`);
    parts.push(...quoted.map((passage) => quote(passage, quoting)));
  }
  if (bundled.length > 0 && !(facts && isComplete(facts))) {
    parts.push(`### ${phrase(language, 'fromCorpus')}`);
    parts.push(...best(bundled, QUOTED_CORPUS).map((passage) => quote(passage, quoting)));
  }
  return parts.join('\n\n');
}
