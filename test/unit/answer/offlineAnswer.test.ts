import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { CitationFilter } from '../../../src/answer/citations.ts';
import { offlineAnswer } from '../../../src/answer/offlineAnswer.ts';
import type { ComposedFacts } from '../../../src/core/facts.ts';
import type { Evidence } from '../../../src/core/types.ts';
import { corpusEvidenceOf, evidenceOf } from '../support/evidence.ts';

const markdown = new MarkdownIt({ html: true });

function answerOf(evidence: readonly Evidence[], tokens: readonly string[] = []): string {
  return offlineAnswer({ language: 'en', tokens, unknownNames: [], evidence });
}

/** What a Markdown reader takes for code, and the kinds of all else. */
function readMarkdown(text: string): { fences: string[]; kinds: string[] } {
  const tokens = markdown.parse(text, {});
  return {
    fences: tokens.filter(({ type }) => type === 'fence').map(({ content }) => content),
    kinds: tokens.filter(({ type }) => type !== 'fence').map(({ type, tag }) => `${type} ${tag}`),
  };
}

const HOSTILE = [
  '```\n# Injected\n[x](command:evil)\n```',
  '````\n```\n~~~\n</code><script>alert(1)</script>',
  '[1] [2] `[3]`\n    indented\n> quoted',
  '\n\n```',
];

describe('offlineAnswer', () => {
  for (const text of HOSTILE) {
    it(`keeps ${JSON.stringify(text.slice(0, 20))} in its fence`, () => {
      const { fences, kinds } = readMarkdown(answerOf([evidenceOf(1, text)]));
      assert.deepEqual(fences, [`${text}\n`]);
      assert.deepEqual(kinds, readMarkdown(answerOf([evidenceOf(1, 'plain')])).kinds);
    });
  }

  it('keeps any text in its fence, and cites each passage once', () => {
    const line = fc.oneof(
      fc.stringMatching(/^[ -~]{0,20}$/),
      fc.constantFrom('```', '````', '~~~', '[1]', '</p>', '# x', '- x', '', '> `'),
    );
    const text = fc.array(line, { minLength: 1, maxLength: 10 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (texts) => {
        const evidence = texts.map((each, index) => evidenceOf(index + 1, each));
        const answer = answerOf(evidence);
        assert.deepEqual(
          readMarkdown(answer).fences,
          texts.map((each) => `${each}\n`),
        );
        const filter = new CitationFilter(new Set(evidence.map(({ n }) => n)));
        const cited = [...filter.push(answer), ...filter.end()].flatMap((piece) =>
          piece.type === 'citation' ? [piece.n] : [],
        );
        assert.deepEqual(
          cited,
          evidence.map(({ n }) => n),
        );
        assert.equal(filter.removed, 0);
      }),
      { numRuns: 300 },
    );
  });

  const names = [
    'a`b.cfg',
    '[1](x).cfg',
    '**x**_y_.cfg',
    '<img src=x onerror=alert(1)>.cfg',
    'x\n# Heading\n- item.cfg',
    '![x](http://evil/x.png).cfg',
    'http://evil.example/x.cfg',
  ];
  for (const path of names) {
    it(`shows the file name ${JSON.stringify(path)} as text`, () => {
      const { kinds } = readMarkdown(answerOf([evidenceOf(1, 'x', { path, title: path })]));
      assert.deepEqual(kinds, readMarkdown(answerOf([evidenceOf(1, 'x')])).kinds);
      const html = markdown.render(answerOf([evidenceOf(1, 'x', { path, title: path })]));
      assert.doesNotMatch(html, /<img|<a |<em>|<h1/);
    });
  }

  it('says that nothing was found, in the language of the question', () => {
    assert.match(answerOf([]), /found nothing/);
    const input = { language: 'pt-br', tokens: [], unknownNames: [], evidence: [] } as const;
    assert.match(offlineAnswer(input), /Não encontrei nada/);
  });

  it('names what occurs in no file, also when nothing was found', () => {
    for (const evidence of [[], [evidenceOf(1, 'x')]]) {
      const input = { language: 'en', tokens: [], unknownNames: ['RM-GONE'], evidence } as const;
      assert.match(offlineAnswer(input), /RM-GONE/);
    }
  });

  it('shows the files before the corpus, and says when the files hold nothing', () => {
    const corpus = corpusEvidenceOf(2, '## Order\nWeight comes first.');
    const both = answerOf([evidenceOf(1, 'router bgp 1'), corpus]);
    assert(both.indexOf('router bgp 1') < both.indexOf('Weight comes first.'));
    assert.doesNotMatch(both, /^## Order/m);
    assert.match(answerOf([corpus]), /Your files hold nothing/);
  });

  it('quotes the lines that fit the question of a long passage, and says how many more', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
    lines[40] = 'neighbor 192.0.2.1 remote-as 65000';
    const answer = answerOf([evidenceOf(1, lines.join('\n'))], ['192.0.2.1']);
    assert.match(answer, /neighbor 192\.0\.2\.1/);
    assert.match(answer, /46 more lines/);
  });

  it('quotes the found lines of a passage that grew over its neighbours', () => {
    const text = 'above\nfound\nbelow';
    const focus = { startLine: 11, endLine: 11 };
    const answer = answerOf([evidenceOf(1, text, { focus })]);
    assert.deepEqual(readMarkdown(answer).fences, ['found\n']);
    assert.match(answer, /line 11/);
  });

  it('gives composed facts first, and no passages that they leave nothing to', () => {
    const place = { origin: 'workspace', folder: '/net', path: 'configs/r1.cfg' } as const;
    const row = {
      cells: ['r1', 'ntp server 192.0.2.1', ''],
      places: [{ ...place, startLine: 10, endLine: 10 }],
    };
    const facts = {
      kind: 'devices',
      items: [
        { type: 'sentence', key: 'factMatching', args: [1, 2, ['ntp']], places: [] },
        { type: 'table', columns: ['columnDevice', 'columnStatement'], rows: [row] },
      ],
    } as const satisfies ComposedFacts;
    const evidence = [evidenceOf(1, 'ntp server 192.0.2.1'), evidenceOf(2, 'other text')];
    const input = { language: 'en', tokens: [], unknownNames: [], evidence, facts } as const;
    const answer = offlineAnswer(input);
    assert.match(answer, /^Devices with a statement .*`ntp`/);
    assert.match(answer, /\| `r1` \| `ntp server 192\.0\.2\.1` \| \[1\] \|/);
    assert.doesNotMatch(answer, /other text/);
    assert.match(offlineAnswer({ ...input, facts: { ...facts, partial: true } }), /other text/);
    assert.match(offlineAnswer({ ...input, language: 'pt-br' }), /^Equipamentos com uma linha/);
  });

  it('says that the files do not hold what is asked, with one passage that comes nearest', () => {
    const evidence = [evidenceOf(1, 'first'), evidenceOf(2, 'second')];
    const item = {
      type: 'sentence',
      key: 'factNoMentionOn',
      args: ['r1', ['MPLS']],
      places: [],
    } as const;
    const facts = { kind: 'missing', items: [item] } as const;
    const input = { language: 'en', tokens: [], unknownNames: [], evidence, facts } as const;
    const answer = offlineAnswer(input);
    assert.match(answer, /Nothing in the files of `r1` mentions `MPLS`/);
    assert.match(answer, /do not seem to hold the answer/);
    assert.doesNotMatch(answer, /second/);
    assert.match(offlineAnswer({ ...input, language: 'pt-br' }), /não parecem conter a resposta/);
    assert.match(
      offlineAnswer({ ...input, facts: undefined, unknownNames: ['r9'] }),
      /do not seem/,
    );
  });

  it('shows no secret of a quoted passage', () => {
    const answer = answerOf([evidenceOf(1, 'username x password 7 06291D23455A364E5C4240')]);
    assert.doesNotMatch(answer, /06291D23455A364E5C4240/);
  });
});
