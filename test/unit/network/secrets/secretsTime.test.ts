import assert from 'node:assert/strict';
import { redactSecrets } from '../../../../src/network/secrets/redactSecrets.ts';
import { processorMs } from '../../support/processorTime.ts';

const CHARACTERS = 1_000_000;
/** What grows with the square of the length takes minutes; what does not, about a second. */
const LIMIT_MS = 15_000;

function repeated(part: string): string {
  return part.repeat(Math.ceil(CHARACTERS / part.length));
}

/** Texts of a megabyte, each against one way of reading it more than once. */
const HOSTILE: Readonly<Record<string, string>> = {
  'one word': repeated('a'),
  'blanks behind a keyword': `password${repeated(' ')}x`,
  'different secrets': Array.from({ length: 60_000 }, (_, n) => `password Zx${n}qq`).join(' '),
  'commands without end': repeated('snmp-server user a b auth '),
  'fields without value': repeated('password='),
  'fields of BGP': repeated('?community=('),
  separators: repeated('ab:'),
  URLs: repeated('://a:b'),
  'open quotes': repeated('password "a '),
  'escaped quotes': repeated('password \\"a\\"'),
  'token beginnings': repeated('eyJaaaaaa-'),
  'hash beginnings': repeated('$1$'),
  elements: repeated('<password>'),
  'certificate beginnings': repeated('-----BEGIN x-----'),
  'hexadecimal lines': repeated('AB CD\n'),
  'base64 lines': repeated('aB3\n'),
  'banner beginnings': repeated('banner motd ^C\n'),
  'deep indentation': Array.from({ length: 1_400 }, (_, n) => `${' '.repeat(n)}x`).join('\n'),
};

describe('redactSecrets on hostile text', () => {
  for (const [name, text] of Object.entries(HOSTILE)) {
    it(`takes linear time for ${name}`, () => {
      const start = processorMs();
      const redacted = redactSecrets(text);
      assert.ok(processorMs() - start < LIMIT_MS);
      assert.equal(redacted.split('\n').length, text.split('\n').length);
    });
  }
});
