import assert from 'node:assert/strict';
import type { PlatformGuess } from '../../../../src/network/platform.ts';
import {
  type ConfigReferences,
  configReferences,
  type Reference,
} from '../../../../src/network/references.ts';

export type StatementRow = readonly [statement: string, names: string];
export type Guess = Pick<PlatformGuess, 'platform' | 'style'>;

export const CISCO: Guess = { platform: 'ios', style: 'indented' };
export const JUNOS_BRACES: Guess = { platform: 'junos', style: 'braces' };
export const JUNOS_SET: Guess = { platform: 'junos', style: 'set' };

export function read(text: string, guess: Guess): ConfigReferences {
  return configReferences(text.split('\n'), guess);
}

/** `line kind name` of each reference. */
export function listed(references: readonly Reference[]): string[] {
  return references.map(({ kind, name, line }) => `${line} ${kind} ${name}`);
}

function namesOfLine({ definitions, uses }: ConfigReferences, line: number): string {
  const ofLine = (references: readonly Reference[], mark: string): string[] =>
    references
      .filter((reference) => reference.line === line)
      .map(({ kind, name }) => `${mark}${kind}:${name}`);
  return [...ofLine(definitions, '='), ...ofLine(uses, '')].join(' ');
}

/** The same configuration as `set` lines; inactive statements are left out of it. */
function asSetLines(statements: readonly string[]): string[] {
  const path: string[] = [];
  return statements.flatMap((statement) => {
    const text = statement.trim();
    if (text.endsWith('{')) path.push(text.slice(0, -1).trim());
    else if (text === '}') path.pop();
    else if (![...path, text].some((part) => part.startsWith('inactive:'))) {
      return [`set ${[...path, text.replace(/;$/, '')].join(' ')}`];
    }
    return [];
  });
}

/** One test: a configuration in braces and as `set` lines gives and uses the same names. */
export function checkSetLines(rows: readonly StatementRow[]): void {
  it('reads the same names from set lines', () => {
    const statements = rows.map(([statement]) => statement);
    const namesOf = (lines: readonly string[], guess: Guess): readonly string[][] => {
      const { definitions, uses } = configReferences(lines, guess);
      return [definitions, uses].map((references) =>
        [...new Set(references.map(({ kind, name }) => `${kind} ${name}`))].sort(),
      );
    };
    assert.deepEqual(namesOf(asSetLines(statements), JUNOS_SET), namesOf(statements, JUNOS_BRACES));
  });
}

/** One test: every statement of a configuration gives and uses exactly the names beside it. */
export function checkStatements(rows: readonly StatementRow[], guess: Guess): void {
  it('reads exactly the names of every statement', () => {
    const references = configReferences(
      rows.map(([statement]) => statement),
      guess,
    );
    const read = rows.map(([statement], index) => [
      statement,
      namesOfLine(references, index + 1)
        .split(' ')
        .sort()
        .join(' '),
    ]);
    const expected = rows.map(([statement, names]) => [
      statement,
      names.split(' ').sort().join(' '),
    ]);
    assert.deepEqual(read, expected);
  });
}
