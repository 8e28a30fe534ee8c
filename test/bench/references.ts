import { readFileSync } from 'node:fs';
import { canonicalInterface } from '../../src/network/identifiers.ts';
import { guessPlatform, type PlatformGuess } from '../../src/network/platform.ts';
import {
  configReferences,
  type Reference,
  undefinedReferences,
  unusedDefinitions,
} from '../../src/network/references.ts';
import { familyOf, locate, nameOf, type OracleEntry, readOracles } from './referenceOracle.ts';

/** One name of one kind in one file. */
interface Case {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly line: number;
}

export interface Score {
  readonly cases: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** The oracle has one kind for interfaces and the names that an ASA gives to them. */
function keyOf({ file, kind, name }: Case): string {
  if (kind !== 'interface' && kind !== 'nameif') return `${file} ${kind} ${name}`;
  return `${file} interface ${canonicalInterface(name) ?? name.toLowerCase()}`;
}

function uniqueCases(cases: readonly Case[]): Map<string, Case> {
  const unique = new Map<string, Case>();
  for (const each of cases) if (!unique.has(keyOf(each))) unique.set(keyOf(each), each);
  return unique;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function score(hits: number, missed: number, extra: number): Score {
  const precision = hits + extra === 0 ? 1 : hits / (hits + extra);
  const recall = hits + missed === 0 ? 1 : hits / (hits + missed);
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return {
    cases: hits + missed,
    precision: round(precision),
    recall: round(recall),
    f1: round(f1),
  };
}

/** One configuration that the oracle speaks of, and what we read in it. */
interface ReadConfig {
  readonly file: string;
  readonly vendor: string;
  readonly lines: readonly string[];
  readonly undefinedCases: readonly Case[];
  readonly unusedCases: readonly Case[];
  /** Names by line, to find the keyword that stands before a list of names. */
  readonly namesByLine: ReadonlyMap<number, ReadonlySet<string>>;
}

function withFile(file: string, references: readonly Reference[]): Case[] {
  return references.map(({ kind, name, line }) => ({ file, kind, name, line }));
}

function namesByLine(references: readonly Reference[]): Map<number, Set<string>> {
  const names = new Map<number, Set<string>>();
  for (const { line, name } of references) {
    names.set(line, (names.get(line) ?? new Set()).add(name));
  }
  return names;
}

function readConfig(place: string, { network, file, vendor }: OracleEntry): ReadConfig {
  const text = readFileSync(place, 'utf8');
  const lines = text.split(/\r\n|\r|\n/);
  const guess: PlatformGuess = guessPlatform(text);
  const references = configReferences(lines, guess);
  const label = `${network}/${file}`;
  return {
    file: label,
    vendor,
    lines,
    undefinedCases: withFile(label, undefinedReferences(references)),
    unusedCases: withFile(label, unusedDefinitions(references)),
    namesByLine: namesByLine(references.uses),
  };
}

function sectionOf(lines: readonly string[], line: number): string {
  for (let index = line - 1; index >= 0; index--) {
    const text = lines[index] ?? '';
    if (/^[a-z]/i.test(text)) return text.split(/\s+/).slice(0, 2).join(' ').replace(/\d+/g, '');
  }
  return '';
}

/** The keyword of the statement right above a statement: `bridge-domain`, `p2p`, `area`. */
function parentOf(lines: readonly string[], line: number): string {
  const indentOf = (text: string): number => text.length - text.trimStart().length;
  const own = indentOf(lines[line - 1] ?? '');
  for (let index = line - 2; index >= 0; index--) {
    const text = lines[index] ?? '';
    if (indentOf(text) < own && /[a-z]/i.test(text)) return text.trim().split(/\s/)[0] ?? '';
  }
  return '';
}

/** How a statement names something: its sections and the two keywords before the name. */
function formOf(config: ReadConfig, { kind, name, line }: Case): string {
  const text = config.lines[line - 1] ?? '';
  const at = text.indexOf(` ${name}`);
  const names = config.namesByLine.get(line);
  const before = (at < 0 ? text : text.slice(0, at)).trim().split(/[\s()[\],]+/);
  const keywords = before.filter((word) => /^[a-z][a-z-]*$/.test(word) && !names?.has(word));
  const sections = `${sectionOf(config.lines, line)} ${parentOf(config.lines, line)}`;
  return `${config.vendor} ${kind} ${sections} ${keywords.slice(-2).join(' ')}`;
}

interface Compared {
  readonly hits: readonly Case[];
  readonly missed: readonly Case[];
  readonly extra: readonly Case[];
}

function compare(expected: readonly Case[], found: readonly Case[]): Compared {
  const wanted = uniqueCases(expected);
  const given = uniqueCases(found);
  return {
    hits: [...wanted].filter(([key]) => given.has(key)).map(([, each]) => each),
    missed: [...wanted].filter(([key]) => !given.has(key)).map(([, each]) => each),
    extra: [...given].filter(([key]) => !wanted.has(key)).map(([, each]) => each),
  };
}

function caseOf(entry: OracleEntry): Case {
  const { network, file, structureType, lines } = entry;
  return {
    file: `${network}/${file}`,
    kind: familyOf(structureType),
    name: nameOf(entry),
    line: lines[0] ?? 0,
  };
}

function scoreOf({ hits, missed, extra }: Compared): Score {
  return score(hits.length, missed.length, extra.length);
}

function tierScores(entries: readonly OracleEntry[], compared: Compared): Record<string, Score> {
  const tiers = new Map<string, Set<string>>();
  const kindTiers = new Map<string, string>();
  for (const entry of entries) {
    const tier = entry.tier ?? 'core';
    tiers.set(tier, (tiers.get(tier) ?? new Set()).add(keyOf(caseOf(entry))));
    kindTiers.set(familyOf(entry.structureType), tier);
  }
  const within = (tier: string, cases: readonly Case[]): number =>
    cases.filter((each) => tiers.get(tier)?.has(keyOf(each))).length;
  return Object.fromEntries(
    [...tiers.keys()]
      .sort()
      .map((tier) => [
        tier,
        score(
          within(tier, compared.hits),
          within(tier, compared.missed),
          compared.extra.filter(({ kind }) => (kindTiers.get(kind) ?? 'core') === tier).length,
        ),
      ]),
  );
}

export interface ReferenceResult extends Score {
  readonly missed: readonly Case[];
  readonly extra: readonly Case[];
  /** Found in statements of a form that the oracle never reports. */
  readonly unjudged: readonly Case[];
  /** With every unjudged name counted as extra. */
  readonly strict: Score;
  readonly tiers: Record<string, Score>;
  readonly unused: Score & Pick<Compared, 'missed' | 'extra'>;
}

/**
 * Compares undefined references (and unused definitions) with the oracles of a directory: each
 * `<name>.json` there speaks of files in `<name>/` or in `../../ws/<network>/`.
 *
 * A case is one name of one kind family in one file; its lines are for reading only, because the
 * oracle counts a name once however often it is used. Only files that the oracle speaks of are
 * read. The oracle comes from a tool that reports a statement only when it models it: a name that
 * we find undefined in a form of statement (vendor, sections, kind, the two
 * keywords before the name) that
 * the oracle never reports is no evidence for or against us. Such names are listed as `unjudged`
 * and left out of `precision` and `f1`; `strict` counts every one of them as wrong. Unused
 * definitions are judged for the kinds that the oracle reports for the vendor.
 */
export function benchReferences(directory: string): ReferenceResult {
  const oracles = readOracles(directory);
  const configs = new Map<string, ReadConfig>();
  const wanted: OracleEntry[] = [];
  const unwanted: OracleEntry[] = [];
  for (const { name, oracle } of oracles) {
    for (const entry of [...oracle.undefined, ...oracle.unused]) {
      const key = `${entry.network}/${entry.file}`;
      if (!configs.has(key)) configs.set(key, readConfig(locate(directory, name, entry), entry));
    }
    wanted.push(...oracle.undefined);
    unwanted.push(...oracle.unused);
  }
  const read = [...configs.values()];
  const compared = compare(
    wanted.map(caseOf),
    read.flatMap(({ undefinedCases }) => undefinedCases),
  );
  const formOfCase = (each: Case): string => {
    const config = configs.get(each.file);
    return config ? formOf(config, each) : '';
  };
  const forms = new Set(
    wanted.flatMap((entry) => entry.lines.map((line) => formOfCase({ ...caseOf(entry), line }))),
  );
  const judged = compared.extra.filter((each) => forms.has(formOfCase(each)));
  const unjudged = compared.extra.filter((each) => !forms.has(formOfCase(each)));
  const fair = { ...compared, extra: judged };
  const kinds = new Set(
    unwanted.map((entry) => `${entry.vendor} ${familyOf(entry.structureType)}`),
  );
  const unused = compare(
    unwanted.map(caseOf),
    read.flatMap(({ vendor, unusedCases }) =>
      unusedCases.filter(({ kind }) => kinds.has(`${vendor} ${kind}`)),
    ),
  );
  return {
    ...scoreOf(fair),
    tiers: tierScores(wanted, fair),
    strict: scoreOf(compared),
    missed: fair.missed,
    extra: fair.extra,
    unjudged,
    unused: { ...scoreOf(unused), missed: unused.missed, extra: unused.extra },
  };
}
