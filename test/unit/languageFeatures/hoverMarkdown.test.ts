import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import {
  boundLines,
  boundMarkdown,
  codeBlock,
  inlineCode,
  link,
  plainMarkdown,
} from '../../../src/vscode/languageFeatures/hoverMarkdown.ts';

const render = new MarkdownIt({ linkify: true });
// As VS Code does, which decides when a link is opened.
render.validateLink = () => true;

/** What a hostile configuration may hold. */
const HOSTILE: readonly string[] = [
  '```\n[click](command:workbench.action.terminal.new)\n```',
  '~~~~\n<img src=x onerror=alert(1)>',
  '````````',
  '`` ` ``',
  '[a](command:b) ![p](https://evil.example/p.png) <b>x</b>',
  'https://evil.example/ &lt; &amp; $(zap)',
  '',
];

describe('hover text', () => {
  for (const text of HOSTILE) {
    it(`stays text in a block: ${JSON.stringify(text)}`, () => {
      const tokens = render.parse(codeBlock(text), {});
      assert.deepEqual(
        tokens.map(({ type, content }) => [type, content]),
        [['fence', `${text}\n`]],
      );
    });

    it(`stays text in a line: ${JSON.stringify(text)}`, () => {
      const [, inline] = render
        .parse(`- x ${inlineCode(text)}`, {})
        .filter(({ type }) => type !== 'bullet_list_open' && type !== 'list_item_open');
      const types = (inline?.children ?? []).map(({ type }) => type);
      assert.deepEqual(types, ['text', 'code_inline']);
    });

    it(`stays text as a label: ${JSON.stringify(text)}`, () => {
      const [, inline] = render.parse(link(text, 'file:///a/b.cfg#L3'), {});
      const children = inline?.children ?? [];
      assert.equal(children[0]?.type, 'link_open');
      assert.equal(children[0]?.attrGet('href'), 'file:///a/b.cfg#L3');
      assert.equal(children[children.length - 1]?.type, 'link_close');
      const inside = new Set(children.slice(1, -1).map(({ type }) => type));
      for (const type of inside) assert.match(type, /^text/);
    });
  }

  it('cannot leave a link by its address', () => {
    const [, inline] = render.parse(link('a', 'file:///a> [b](command:c) <'), {});
    const links = (inline?.children ?? []).filter(({ type }) => type === 'link_open');
    assert.equal(links.length, 1);
  });

  it('reads as it was written', () => {
    const text = 'configs/br1_rtr01.cfg, lines 3–5 (a*b) #1';
    const [, inline] = render.parse(plainMarkdown(text), {});
    assert.equal((inline?.children ?? []).map(({ content }) => content).join(''), text);
  });

  it('is bounded, and says what is left', () => {
    const lines = Array.from({ length: 100 }, (_, n) => `line ${n}`);
    assert.equal(boundLines(lines).left, 60);
    assert.equal(boundLines(lines.slice(0, 3)).left, 0);
    const long = boundLines(Array.from({ length: 100 }, () => 'x'.repeat(10_000)));
    assert.ok(long.text.length <= 4_000);
    assert.ok(long.left > 80);
  });

  it('closes a code block that was cut, and shows no pictures', () => {
    const markdown = `![p](https://evil.example/p.png)\n\`\`\`\n${'line\n'.repeat(100)}\`\`\`\n`;
    const tokens = render.parse(boundMarkdown(markdown), {});
    assert.ok(tokens.some(({ type }) => type === 'fence'));
    assert.equal(tokens[tokens.length - 2]?.content, '…');
    assert.ok(!JSON.stringify(tokens).includes('"image"'));
  });
});
