import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AnswerPiece, CitationFilter } from '../../../src/answer/citations.ts';

const KNOWN = new Set([1, 2, 3, 12]);

/** Text with `{n}` for each citation, and how many markers were removed. */
function filtered(parts: readonly string[]): { text: string; removed: number } {
  const filter = new CitationFilter(KNOWN);
  const pieces = [...parts.flatMap((part) => filter.push(part)), ...filter.end()];
  return { text: pieces.map(shown).join(''), removed: filter.removed };
}

function shown(piece: AnswerPiece): string {
  return piece.type === 'text' ? piece.text : `{${piece.n}}`;
}

interface Case {
  readonly name: string;
  readonly text: string;
  readonly expected: string;
  readonly removed?: number;
}

const cases: readonly Case[] = [
  { name: 'one marker', text: 'It is set [1].', expected: 'It is set {1}.' },
  { name: 'several markers', text: 'a [1][2] b [12]', expected: 'a {1}{2} b {12}' },
  { name: 'a list', text: 'a [1, 2,3]', expected: 'a {1}{2}{3}' },
  { name: 'a long list', text: `a [${'1, '.repeat(30)}2]`, expected: `a ${'{1}'.repeat(30)}{2}` },
  { name: 'an unknown number', text: 'a [9] b', expected: 'a  b', removed: 1 },
  { name: 'known and unknown', text: 'a [1, 99, 2]', expected: 'a {1}{2}', removed: 1 },
  { name: 'no number', text: 'a [x] [ ] [] [1a] [1234]', expected: 'a [x] [ ] [] [1a] [1234]' },
  { name: 'an open bracket at the end', text: 'a [1', expected: 'a [1' },
  { name: 'a marker over two lines', text: 'a [1,\n2]', expected: 'a [1,\n2]' },
  { name: 'inline code', text: 'use `a[1]` here [1]', expected: 'use `a[1]` here {1}' },
  { name: 'double backticks', text: '``a ` [1]`` [2]', expected: '``a ` [1]`` {2}' },
  { name: 'a stray backtick', text: 'it`s set [1]\nand [2]', expected: 'it`s set {1}\nand {2}' },
  { name: 'a stray backtick at the end', text: 'a ` b [1]', expected: 'a ` b {1}' },
  { name: 'an escaped backtick', text: 'a \\` b [1] c `x`', expected: 'a \\` b {1} c `x`' },
  { name: 'an escaped bracket', text: '\\[1] [2]', expected: '\\[1] {2}' },
  {
    name: 'a fence',
    text: 'a [1]\n```\nx[1]\n```\nb [2]',
    expected: 'a {1}\n```\nx[1]\n```\nb {2}',
  },
  {
    name: 'a fence with a language',
    text: '```cisco\nx [1]\n```\n[1]',
    expected: '```cisco\nx [1]\n```\n{1}',
  },
  {
    name: 'a longer fence around a shorter one',
    text: '````\n```\n[1]\n```\n[2]\n````\n[3]',
    expected: '````\n```\n[1]\n```\n[2]\n````\n{3}',
  },
  {
    name: 'a fence of tildes',
    text: '~~~\n[1]\n```\n~~~\n[1]',
    expected: '~~~\n[1]\n```\n~~~\n{1}',
  },
  {
    name: 'a fence in a list',
    text: '- ```\n  [1]\n  ```\n- [2]',
    expected: '- ```\n  [1]\n  ```\n- {2}',
  },
  { name: 'a fence that never ends', text: '```\n[1]\n', expected: '```\n[1]\n' },
  {
    name: 'backticks inside of a fence',
    text: '```\na ``` b [1]\n```\n[2]',
    expected: '```\na ``` b [1]\n```\n{2}',
  },
  {
    name: 'code on one line that looks like a fence',
    text: '```x [1]``` [2]',
    expected: '```x [1]``` {2}',
  },
  {
    name: 'a marker at the start of a line',
    text: '[1] is so\n[2]\n',
    expected: '{1} is so\n{2}\n',
  },
  { name: 'a numbered list', text: '1. a [1]\n2. b [2]', expected: '1. a {1}\n2. b {2}' },
  { name: 'nothing', text: '', expected: '' },
];

/** Pieces of answers, good and bad, that are joined at random. */
const fragment = fc.constantFrom(
  '[1]',
  '[2, 12]',
  '[99]',
  '[',
  ']',
  '1',
  ', ',
  '`',
  '``',
  '```',
  '````',
  '~~~',
  '\n',
  '\n\n',
  ' ',
  '    ',
  '> ',
  '- ',
  '1. ',
  '\\',
  'ip route',
  'é😀',
);
const answerText = fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join(''));

/** The text cut at any places. */
const cutText = fc.tuple(answerText, fc.array(fc.nat())).map(([text, places]) => {
  const cuts = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return { text, parts: [0, ...cuts].map((start, index) => text.slice(start, cuts[index])) };
});

describe('CitationFilter', () => {
  for (const { name, text, expected, removed = 0 } of cases) {
    it(`handles ${name}, whole and letter by letter`, () => {
      assert.deepEqual(filtered([text]), { text: expected, removed });
      assert.deepEqual(filtered([...text]), { text: expected, removed });
    });
  }

  it('does not depend on where the stream was cut', () => {
    fc.assert(
      fc.property(cutText, ({ text, parts }) => {
        assert.equal(parts.join(''), text);
        assert.deepEqual(filtered(parts), filtered([text]));
      }),
      { numRuns: 3_000 },
    );
  });

  it('loses nothing but markers, and cites nothing that was not given', () => {
    fc.assert(
      fc.property(answerText, (text) => {
        const filter = new CitationFilter(KNOWN);
        const pieces = [...filter.push(text), ...filter.end()];
        const kept = pieces.map((piece) => (piece.type === 'text' ? piece.text : '')).join('');
        const bare = (from: string) => from.replace(/[[\]\d, \t]/g, '');
        assert.equal(bare(kept), bare(text));
        for (const piece of pieces) assert(piece.type === 'text' || KNOWN.has(piece.n));
      }),
      { numRuns: 1_000 },
    );
  });

  it('passes ordinary text on at once', () => {
    const filter = new CitationFilter(KNOWN);
    assert.deepEqual(filter.push('The answer'), [{ type: 'text', text: 'The answer' }]);
    assert.deepEqual(filter.push(' is'), [{ type: 'text', text: ' is' }]);
    assert.deepEqual(filter.push(' set ['), [{ type: 'text', text: ' set ' }]);
    assert.deepEqual(filter.push('1]'), [{ type: 'citation', n: 1 }]);
  });

  it('is quick on long text and on text that is held back', function () {
    this.timeout(5_000);
    for (const text of ['`'.repeat(20_000), '['.repeat(20_000), `\`${'a '.repeat(20_000)}`]) {
      filtered([...text]);
    }
    filtered(Array.from({ length: 50_000 }, () => 'a line of an answer [1]\n'));
  });
});
