import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { guessPlatform } from '../../../../src/network/platform.ts';
import {
  configReferences,
  undefinedReferences,
  unusedDefinitions,
} from '../../../../src/network/references.ts';
import { processorMs } from '../../support/processorTime.ts';
import { CISCO, type Guess, JUNOS_BRACES, JUNOS_SET } from './support.ts';

const GUESSES: readonly Guess[] = [CISCO, JUNOS_BRACES, JUNOS_SET];
const FIXTURES = path.join(import.meta.dirname, '../../../fixtures/sample-network/configs');

/** Reads everything; references must lie on lines that exist, definitions must not end early. */
function readAll(text: string): void {
  const lines = text.split(/\r\n|\r|\n/);
  for (const guess of GUESSES) {
    const references = configReferences(lines, guess);
    for (const { line } of references.uses) assert(line >= 1 && line <= lines.length);
    for (const { line, endLine } of references.definitions) {
      assert(line >= 1 && line <= endLine && endLine <= lines.length);
    }
    undefinedReferences(references);
    unusedDefinitions(references);
  }
}

const word = fc.constantFrom(
  ...'interface route-map ip access-list access-group neighbor 1.1.1.1 router bgp 65000 in out vrf'.split(
    ' ',
  ),
  ...'set groups apply-groups policy-statement import [ ] { } ; ( ) , "x y" <*> * $ ! no # match'.split(
    ' ',
  ),
  ...'deactivate vlans members 1-4094 interfaces interface-range member-range to unit term'.split(
    ' ',
  ),
  ...'ge-0/0/0 Vlan 10 Loopback0 class policy-map nat object-group network continue constructor'.split(
    ' ',
  ),
);
const statements = fc
  .array(fc.tuple(fc.nat(6), fc.array(word, { maxLength: 9 })), { maxLength: 30 })
  .map((rows) => rows.map(([indent, words]) => ' '.repeat(indent) + words.join(' ')).join('\n'));

/** A run of a few milliseconds says little on a machine that does other things too. */
const SLACK_MS = 20;

/** The faster of two runs, in milliseconds: other work on the machine only adds to a run. */
function fastestMs(text: string, guess: Guess): number {
  const lines = text.split('\n');
  const runs = [0, 1].map(() => {
    const start = processorMs();
    const references = configReferences(lines, guess);
    undefinedReferences(references);
    unusedDefinitions(references);
    return processorMs() - start;
  });
  return Math.min(...runs);
}

function repeat(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

const growing: readonly {
  readonly name: string;
  readonly guess: Guess;
  readonly text: (size: number) => string;
}[] = [
  {
    name: 'one long statement',
    guess: CISCO,
    text: (size) => `interface ${'route-map neighbor object-group '.repeat(size * 20)}`,
  },
  {
    name: 'many uses of many names',
    guess: CISCO,
    text: (size) =>
      repeat(size * 2, (index) => `router bgp ${index}\n neighbor 1.1.1.1 route-map RM${index} in`),
  },
  {
    name: 'VLAN ranges',
    guess: CISCO,
    text: (size) =>
      repeat(
        size,
        (index) => `vlan 1-4094\ninterface Eth${index}\n switchport trunk allowed vlan 1-4094`,
      ),
  },
  {
    name: 'nested braces',
    guess: JUNOS_BRACES,
    text: (size) => repeat(size, (index) => `policy-options community import ${index} {`),
  },
  {
    name: 'leaves at the bottom of a deep hierarchy',
    guess: JUNOS_BRACES,
    text: (size) =>
      `${repeat(60, () => 'bgp group x family z import filter term a from {')}\n${repeat(size, (index) => `import A${index};`)}`,
  },
  {
    name: 'groups that are applied everywhere',
    guess: JUNOS_SET,
    text: (size) =>
      repeat(size, (index) => `set a${index} apply-groups G\nset groups G b${index} import c`),
  },
  {
    name: 'wildcards',
    guess: JUNOS_SET,
    text: (size) =>
      repeat(
        size,
        (index) =>
          `set interfaces interface-range R member ge-${index}/*/*\nset protocols ospf area 0 interface xe-${index}/0/0.0`,
      ),
  },
  {
    name: 'one VLAN number with many names',
    guess: JUNOS_SET,
    text: (size) =>
      repeat(
        size,
        (index) =>
          `set vlans v${index} vlan-id 5\nset interfaces ge-0/0/${index} unit 0 family ethernet-switching vlan members 5`,
      ),
  },
];

describe('references in hostile input', function () {
  this.timeout(60_000);

  it('reads any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), readAll), {
      numRuns: 200,
    });
  });

  it('reads any order of statements', () => {
    fc.assert(fc.property(statements, readAll), { numRuns: 300 });
  });

  it('reads every beginning of a configuration', () => {
    for (const file of readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })) {
      if (!path.extname(file)) continue;
      const text = readFileSync(path.join(FIXTURES, file), 'utf8');
      const lines = text.split('\n');
      const guess = guessPlatform(text);
      for (let end = 0; end <= lines.length; end += 3) {
        const start = lines.slice(0, end);
        const cut = [...start, (lines[end] ?? '').slice(0, 7)];
        undefinedReferences(configReferences(cut, guess));
      }
    }
  });

  it('reads carriage returns alone, NUL, and names of built-in properties', () => {
    readAll('interface Gi0/1\r ip access-group A in\r');
    readAll('\0\0interface \0\n\ufeffset groups \ud800 x');
    readAll('router bgp 1\n neighbor __proto__ route-map constructor in\nroute-map toString');
  });

  for (const [piece, size] of [
    ['a', 10_000_000],
    ['route-map ', 10_000_000],
    ['set groups ', 2_000_000],
    ['[ A B ', 2_000_000],
    ['interface { ', 2_000_000],
  ] as const) {
    it(`reads a line of ${size / 1_000_000} MB of ${JSON.stringify(piece)}`, function () {
      this.timeout(20_000);
      readAll(piece.repeat(Math.ceil(size / piece.length)));
    });
  }

  for (const { name, guess, text } of growing) {
    it(`takes time in proportion to ${name}`, () => {
      fastestMs(text(500), guess);
      const ratios = [1, 2, 3].map(() => {
        const small = fastestMs(text(2_000), guess);
        return (fastestMs(text(4_000), guess) - SLACK_MS) / small;
      });
      assert(Math.min(...ratios) < 2.5, `doubled, it takes ${ratios.join(', ')} times as long`);
    });
  }
});
