import {
  blockAt,
  endsTable,
  pemSecrets,
  type SecretTable,
  tableAt,
  tableSecret,
} from './secretBlocks.ts';
import { commandSecrets } from './secretCommands.ts';
import { fieldSecrets } from './secretFields.ts';
import { type LineContext, readLine } from './secretLine.ts';
import { SecretNames } from './secretNames.ts';
import { optionSecrets } from './secretOptions.ts';
import { isHarmless } from './secretProse.ts';
import { shapeSecrets } from './secretShapes.ts';
import { replaceSpans, type SecretSpan } from './secretSpans.ts';
import { Ancestors, bannerEnd, nextLines } from './secretText.ts';

/**
 * The text with every secret replaced by a placeholder: passwords, keys, hashes, communities,
 * tokens, certificates and the like, in configurations, logs, command lines, show outputs, code
 * and questions. All else stays as it is, and so do the lines. Placeholders are equal for equal
 * secrets within one `names`. The time grows linearly with the length.
 *
 * It errs on the side of removing where a keyword says that a secret follows, and on the side of
 * keeping in sentences.
 */
export function redactSecrets(text: string, names: SecretNames = new SecretNames()): string {
  const lines = text.split('\n');
  const next = nextLines(lines);
  const ancestors = new Ancestors();
  const result: string[] = [];
  let bannerUntil = 0;
  let table: SecretTable | undefined;
  while (result.length < lines.length) {
    const at = result.length;
    const line = lines[at] ?? '';
    const block = blockAt(lines, at);
    if (block) {
      result.push(...redactBlock(lines.slice(at, block.end), block.kind, names));
      continue;
    }
    const inBanner = at < bannerUntil;
    const context = { ancestors: ancestors.enter(line), next: next[at] ?? '', inBanner };
    if (table && !tableAt(lines[at - 1] ?? '') && endsTable(line)) table = undefined;
    const cell = table && tableSecret(line, table);
    result.push(
      replaceSpans(line, [...lineSecrets(line, context), ...(cell ? [cell] : [])], names),
    );
    table = tableAt(line) ?? table;
    if (!inBanner) bannerUntil = bannerEnd(lines, at) ?? bannerUntil;
  }
  return redactKnown(result.join('\n'), names);
}

function redactBlock(
  lines: readonly string[],
  kind: SecretSpan['kind'],
  names: SecretNames,
): string[] {
  const placeholder = names.placeholder(kind, lines.map((line) => line.trim()).join('\n'));
  return lines.map((line) => line.replace(/\S.*\S|\S/, placeholder));
}

function lineSecrets(text: string, context: LineContext): SecretSpan[] {
  if (text.trim() === '') return [];
  const line = readLine(text, context);
  return [
    ...commandSecrets(line),
    ...(/[:=<]/.test(text) ? fieldSecrets(text, line.words) : []),
    ...(text.includes(' -') ? optionSecrets(text, line.words) : []),
    ...shapeSecrets(text),
    ...pemSecrets(text),
  ].filter(({ start, end }) => !isHarmless(text.slice(start, end)));
}

/** A word as a secret can stand in a text: without the quotes and brackets around it. */
const TEXT_WORD = /[^\s"'`,;()[\]{}<>=|]+/g;

/**
 * Replaces secrets that were named before, where they stand alone: the community of a
 * configuration in a log, or in the question about it.
 */
export function redactKnown(text: string, names: SecretNames): string {
  return text.replace(TEXT_WORD, (word) => {
    const whole = names.recognise(word);
    if (whole) return whole;
    const core = word.replace(/[.:?!]{1,3}$/, '');
    const placeholder = core === word ? undefined : names.recognise(core);
    return placeholder ? placeholder + word.slice(core.length) : word;
  });
}
