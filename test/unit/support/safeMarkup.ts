import assert from 'node:assert/strict';
import createParser, { type MarkdownIt, type Token } from 'markdown-it';

/** Follows more than NetGuru's renderer does: every scheme, and addresses without marks. */
function openRenderer(html: boolean): MarkdownIt {
  const parser = createParser({ html, linkify: true });
  parser.validateLink = () => true;
  return parser;
}

/** VS Code shows the HTML of Markdown that it does not trust as text, as this one does. */
const RENDERER = openRenderer(false);
export const HTML_RENDERER = openRenderer(true);

/**
 * Asserts that Markdown has, as a renderer like VS Code's sees it, no picture, no HTML, and no
 * link but those to http and https that show their host.
 */
export function assertSafeMarkdown(markdown: string, renderer: MarkdownIt = RENDERER): void {
  const all = renderer
    .parse(markdown, {})
    .flatMap((token): Token[] => [token, ...(token.children ?? [])]);
  all.forEach((token, index) => {
    assert.ok(
      !['image', 'html_inline', 'html_block'].includes(token.type),
      `${token.type}: ${markdown}`,
    );
    if (token.type !== 'link_open') return;
    const href = String(token.attrGet('href'));
    // A bare address is its own text; a pattern leads nowhere.
    if (token.markup === 'linkify' || !/[a-z:/]/i.test(decodeURI(href))) return;
    assert.match(href, /^https?:\/\//, `${href}: ${markdown}`);
    const close = all.slice(index).findIndex(({ type }) => type === 'link_close');
    const after = all[index + close + 1]?.content ?? '';
    assert.ok(after.startsWith(` (${new URL(href).host})`), `${href} without host: ${markdown}`);
  });
}
