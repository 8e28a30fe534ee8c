import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BlockTokens, logTokens } from '../../../../src/ingest/log/logTokens.ts';

describe('logTokens', () => {
  const cases: readonly (readonly [text: string, tokens: readonly string[]])[] = [
    ['Mar  3 02:11:04.387 UTC', ['02:11:04.387', '02:11:04', '02:11', '@3-3']],
    ['<14>1 2025-03-03T02:11:04.1Z fw1', ['02:11:04', '02:11', '2025-03-03', '@3-3', 'fw1']],
    ['What happened on March 13th at 02:11?', ['02:11', '@3-13']],
    ['O que houve em 3 de março às 02:11:04?', ['02:11:04', '@3-3']],
    ['%LINK-3-UPDOWN: Interface Gi0/1,', ['%link-3-updown', 'gi0/1', 'gigabitethernet0/1']],
    ['outside:203.0.113.9/3893 (203.0.113.9/443)', ['203.0.113.9/443', '203.0.113.9']],
  ];
  for (const [text, tokens] of cases) {
    it(`finds ${text} by ${tokens.join(' ')}`, () => {
      const found = logTokens(text);
      assert.deepEqual(
        tokens.filter((token) => !found.includes(token)),
        [],
      );
    });
  }

  it('takes no word with a number for a day', () => {
    const found = logTokens('market 5, mar 3.5, 2025-13-45x, vlan 3 marked');
    assert.deepEqual(
      found.filter((token) => token.startsWith('@')),
      [],
    );
  });
});

describe('BlockTokens', () => {
  const piece = fc.constantFrom(
    'Mar  3 02:11:04 ',
    '2025-03-03T02:11:04.123+02:00 ',
    '%ASA-6-302013: ',
    'outside:10.1.1.1/443 ',
    'GigabitEthernet 1/0/5',
    'Área-ΟΔΟΣ ',
    '<13>',
    '3 ',
    'x.',
    ' ',
    '12345/',
    '0011.2233.4455 ',
    '00:11:22:33:44:55 ',
    '2001:10:20::1 ',
    '10::',
    '10.1.1.1:179 ',
    'vlan 10,20-25 ',
    'bgp 65000.1 ',
    '1:2:3 ',
    'ge-0/0/1.0',
  );
  const line = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((each) => each.join('')),
    fc.string(),
  );

  it('has all tokens of each of its lines', () => {
    const words = new BlockTokens();
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const block = words.tokens(lines);
        for (const token of lines.flatMap(logTokens)) {
          assert(token.length < 2 || block.has(token), `${token} is missing`);
        }
      }),
      { numRuns: 500 },
    );
  });
});
