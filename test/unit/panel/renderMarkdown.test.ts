// jsdom's types bring the DOM's; without this their ReadableStream would lose its iterator.
/// <reference lib="dom.asynciterable" />

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { createMarkdownRenderer } from '../../../src/webview/renderMarkdown.ts';

const { window } = new JSDOM('<!DOCTYPE html><body></body>');
// jsdom's window has every constructor that a browser's has.
const render = createMarkdownRenderer(window as unknown as Window & typeof globalThis);

const LABELS = new Map([
  [1, 'Open source 1'],
  [2, 'Open source 2'],
  [12, 'Open source 12'],
]);

const ALLOWED_ELEMENTS = new Set(
  (
    'p br hr blockquote pre code strong em s ul ol li h1 h2 h3 h4 h5 h6 ' +
    'table thead tbody tr th td button span'
  ).split(' '),
);
const ALLOWED_ATTRIBUTES = new Set([
  'start',
  'type',
  'class',
  'title',
  'aria-label',
  'data-n',
  'data-url',
  'data-testid',
]);

function html(markdown: string): string {
  const box = window.document.createElement('div');
  box.append(render(markdown, LABELS));
  return box.innerHTML;
}

/** What must hold for any Markdown. */
function assertSafe(markdown: string): void {
  const box = window.document.createElement('div');
  box.append(render(markdown, LABELS));
  for (const element of box.querySelectorAll('*')) {
    assert.ok(ALLOWED_ELEMENTS.has(element.localName), `<${element.localName}>: ${markdown}`);
    for (const { name, value } of element.attributes) {
      assert.ok(ALLOWED_ATTRIBUTES.has(name), `${name}="${value}": ${markdown}`);
    }
    const url = element.getAttribute('data-url');
    assert.ok(url === null || url.startsWith('https://'), `${url}: ${markdown}`);
  }
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![x](https://tracker.example/pixel.png)',
  '![x](javascript:alert(1))',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#x73;cript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](command:workbench.action.terminal.new)',
  '[x](vscode://netguru/x)',
  '[x](http://example.com)',
  '[x](//example.com)',
  '[x](https://user:pw@example.com)',
  '[x](vscode-webview://x)',
  '<https://example.com"onmouseover="alert(1)>',
  '[x](https://example.com "title\\" onclick=\\"alert(1)")',
  '[1]: javascript:alert(1)\n\n[1]',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form action="https://example.com"><input name=x><button formaction=javascript:alert(1)>x',
  '<a href="javascript:alert(1)">x</a>',
  '<base href="https://example.com">',
  '<div style="background:url(https://example.com)">x</div>',
  '```html\n<script>alert(1)</script>\n```',
  '```"><img src=x onerror=alert(1)>\nx\n```',
  '`<script>alert(1)</script>`',
  '> - # <script>\n>   ```\n>   </code></pre><script>alert(1)',
  '|a|b|\n|-|:-:|\n|<img src=x onerror=alert(1)>|[x](javascript:alert(1))|',
  '[[1]](https://example.com/[2])',
  '**[x](https://example.com)** <!-- <script> -->',
];

describe('renderMarkdown', () => {
  for (const markdown of HOSTILE) {
    it(`is safe: ${JSON.stringify(markdown)}`, () => assertSafe(markdown));
  }

  it('is safe at every moment of the stream', () => {
    for (const markdown of HOSTILE) {
      for (let end = 0; end < markdown.length; end += 1) assertSafe(markdown.slice(0, end));
    }
  });

  it('is safe for anything put together', () => {
    const pieces = fc.constantFrom(
      ...HOSTILE,
      ...['\n', '\n\n', '`', '```', '[', ']', '(', ')', '<', '>', '"', '&', '|', '# ', '- ', '[1]'],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 8 }), (parts) => {
        assertSafe(parts.join(''));
      }),
      { numRuns: 300 },
    );
  });

  const citation = (n: number) =>
    `<button type="button" class="citation" data-n="${n}" data-testid="citation" ` +
    `aria-label="Open source ${n}">[${n}]</button>`;
  const link = (url: string, label: string, host: string) =>
    `<button type="button" class="link" data-url="${url}" data-testid="link" title="${url}">` +
    `${label}</button><span class="link-host"> (${host})</span>`;
  const cases: readonly (readonly [string, string, string])[] = [
    ['text', 'a **b** *c* ~~d~~', '<p>a <strong>b</strong> <em>c</em> <s>d</s></p>'],
    ['a citation', 'AS 65001 [1].', `<p>AS 65001 ${citation(1)}.</p>`],
    [
      'several',
      '[1][2] and [1, 12]',
      `<p>${citation(1)}${citation(2)} and ${citation(1)}${citation(12)}</p>`,
    ],
    ['an unknown passage', 'x [7] and [1, 7]', '<p>x [7] and [1, 7]</p>'],
    ['in code', '`acl[1]`', '<p><code>acl[1]</code></p>'],
    ['in a fence', '```\nif [1]\n```', '<pre><code>if [1]\n</code></pre>'],
    ['in bold', '**see [2]**', `<p><strong>see ${citation(2)}</strong></p>`],
    [
      'a definition of a citation',
      '[1]: https://example.com',
      `<p>${citation(1)}: https://example.com</p>`,
    ],
    [
      'a link',
      '[RFC](https://www.rfc-editor.org/rfc/rfc4271)',
      `<p>${link('https://www.rfc-editor.org/rfc/rfc4271', 'RFC', 'www.rfc-editor.org')}</p>`,
    ],
    ['a link of a wrong kind', '[x](http://a.b)', '<p>[x](http://a.b)</p>'],
    ['an image', '![alt](https://a.b/c.png)', `<p>!${link('https://a.b/c.png', 'alt', 'a.b')}</p>`],
    ['a bare address', 'see https://example.com', '<p>see https://example.com</p>'],
    ['an open fence', 'x\n```\nrouter bgp 1', '<p>x</p>\n<pre><code>router bgp 1</code></pre>\n'],
    ['open marks', '**bo', '<p>**bo</p>'],
    ['an open link', '[x](https://exa', '<p>[x](https://exa</p>'],
    ['a list from 3', '3. x', '<ol start="3">\n<li>x</li>\n</ol>'],
    [
      'a table',
      '|a|\n|-|\n|1|',
      '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>',
    ],
    ['markup', '<b>x</b>', '<p>&lt;b&gt;x&lt;/b&gt;</p>'],
    ['nothing', '', ''],
  ];
  for (const [name, markdown, expected] of cases) {
    it(`renders ${name}`, () => assert.equal(html(markdown).trimEnd(), expected.trimEnd()));
  }
});
