import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { CitationFilter } from '../../../src/answer/citations.ts';
import { renderFacts } from '../../../src/answer/renderFacts.ts';
import type { ComposedFacts, FactItem, FactPlace } from '../../../src/core/facts.ts';
import type { Language } from '../../../src/core/language.ts';
import { redactSecrets } from '../../../src/network/secrets/redactSecrets.ts';
import { evidenceOf } from '../support/evidence.ts';

const markdown = new MarkdownIt({ html: true });

const PLACE: FactPlace = {
  origin: 'workspace',
  folder: '/net',
  path: 'configs/r1.cfg',
  startLine: 11,
  endLine: 11,
};
const EVIDENCE = [evidenceOf(1, 'one\ntwo\nthree'), evidenceOf(2, 'other')];

function factsOf(...items: readonly FactItem[]): ComposedFacts {
  return { kind: 'devices', items };
}

function tableOf(rows: readonly (readonly string[])[]): FactItem {
  return {
    type: 'table',
    columns: ['columnDevice', 'columnStatement'],
    rows: rows.map((cells) => ({ cells, places: [PLACE] })),
  };
}

/** The texts of all cells as a reader of the Markdown sees them, row by row without the head. */
function readTable(text: string): string[][] {
  const rows: string[][] = [];
  let inBody = false;
  for (const { type, children } of markdown.parse(text, {})) {
    if (type === 'tbody_open' || type === 'tbody_close') inBody = type === 'tbody_open';
    if (type === 'tr_open' && inBody) rows.push([]);
    if (type === 'inline' && inBody) {
      rows.at(-1)?.push((children ?? []).map(({ content }) => content).join(''));
    }
  }
  return rows;
}

const HOSTILE = [
  'a | b',
  'a \\| b',
  'back`tick',
  '`starts',
  '``',
  'line\nbreak | here',
  '<img src=x onerror=alert(1)>',
  '</td></table><script>alert(1)</script>',
  '[link](command:evil)',
  '![x](http://evil/x.png)',
  '[1]',
  '**bold** _em_',
  '\\',
  'ends with \\',
  '&lt;b&gt;',
  '| --- |',
  '# heading',
  '\u2028separator',
];

/** Text on one line, as cells show it. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

describe('renderFacts', () => {
  for (const text of HOSTILE) {
    it(`keeps ${JSON.stringify(text)} in its cell`, () => {
      const rendered = renderFacts(factsOf(tableOf([[text, 'next']])), 'en', EVIDENCE);
      assert.deepEqual(readTable(rendered), [[oneLine(text), 'next', '[1]']]);
      assert.doesNotMatch(markdown.render(rendered), /<img|<script|<a |<h1|<strong/);
    });
  }

  it('keeps any text in its cell, its sentence and its quotation', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('|', '`', '``', '\\', '\n', '<b>', '[1]', '[2](x)', '---', '~~~', '```', ' '),
    );
    const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }), (cells) => {
        const rows = cells.map(([first, second]) => [`x${first}`, `y${second}`]);
        const all = cells.flat().map((each) => `z${each}`);
        const facts = factsOf(
          { type: 'sentence', key: 'factMatching', args: [1, 2, all], places: [PLACE] },
          tableOf(rows),
          { type: 'quote', text: all.join('\n'), place: PLACE, leftLines: 0 },
        );
        const rendered = renderFacts(facts, 'pt-br', EVIDENCE);
        const read = readTable(rendered);
        assert.equal(read.length, rows.length);
        for (const row of read) assert.equal(row.length, 3);
        const tokens = markdown.parse(rendered, {});
        assert.equal(tokens.filter(({ type }) => type === 'fence').length, 1);
        assert.equal(tokens.filter(({ type }) => /html|heading|list|quote/.test(type)).length, 0);
        const filter = new CitationFilter(new Set([1]));
        const cited = [...filter.push(rendered), ...filter.end()].filter(
          ({ type }) => type === 'citation',
        );
        assert.equal(cited.length, rows.length + 2);
        assert.equal(filter.removed, 0);
      }),
      { numRuns: 300 },
    );
  });

  const languages: readonly (readonly [Language, RegExp])[] = [
    ['en', /Devices with a statement that holds `ospf`, `bgp`: 2 of 9\./],
    ['pt-br', /Equipamentos com uma linha que contém `ospf`, `bgp`: 2 de 9\./],
  ];
  for (const [language, expected] of languages) {
    it(`speaks ${language}`, () => {
      const item = {
        type: 'sentence',
        key: 'factMatching',
        args: [2, 9, ['ospf', 'bgp']],
        places: [],
      } as const;
      assert.match(renderFacts(factsOf(item), language, EVIDENCE), expected);
    });
  }

  it('cites the shortest passage that holds the line, and none where none does', () => {
    const wide = { ...evidenceOf(1, 'a\nb\nc\nd'), path: PLACE.path };
    const narrow = { ...evidenceOf(2, 'b', { startLine: 11, endLine: 11 }), path: PLACE.path };
    const facts = factsOf(tableOf([['r1', 'b']]));
    assert.match(renderFacts(facts, 'en', [wide, narrow]), /\| \[2\] \|/);
    assert.doesNotMatch(renderFacts(facts, 'en', []), /\[\d/);
  });

  it('leaves out a column that is empty in all rows', () => {
    const rendered = renderFacts(
      factsOf(
        tableOf([
          ['r1', ''],
          ['r2', ''],
        ]),
      ),
      'en',
      EVIDENCE,
    );
    assert.match(rendered, /^\| Device \| \|$/m);
  });

  it('cleans the lines of files', () => {
    const line = 'neighbor 192.0.2.1 password 7 06291D23455A364E5C4240';
    const rendered = renderFacts(
      factsOf(tableOf([['r1', line]]), { type: 'quote', text: line, place: PLACE, leftLines: 0 }),
      'en',
      EVIDENCE,
      redactSecrets,
    );
    assert.doesNotMatch(rendered, /06291D23455A364E5C4240/);
  });
});
