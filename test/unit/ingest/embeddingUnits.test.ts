import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EMBEDDING_MAX_WORD_PIECES } from '../../../src/core/limits.ts';
import type { Chunk } from '../../../src/core/types.ts';
import { estimateWordPieces } from '../../../src/core/wordPieces.ts';
import { embeddingUnits } from '../../../src/ingest/embeddingUnits.ts';

function chunk(text: string, sectionPath: readonly string[] = []): Chunk {
  return { startLine: 1, endLine: 1, kind: 'config', platform: 'ios', sectionPath, text };
}

/** Words in order: what is left when rulers, indentation and line ends are gone. */
function words(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !/^\s*[!#\-=*`~]*\s*$/.test(line))
    .flatMap((line) => line.split(/\s+/))
    .filter((word) => word !== '');
}

const word = fc.oneof(
  fc.stringMatching(/^[a-z0-9./:-]{1,12}$/),
  fc.constantFrom('interface', 'GigabitEthernet0/0/1', '10.1.1.0', '%LINK-3-UPDOWN', '!', '---'),
);
const lines = fc.array(
  fc.array(word, { maxLength: 12 }).map((all) => all.join(' ')),
  { maxLength: 60 },
);

describe('embeddingUnits', () => {
  it('covers all of the text, in order', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const text = all.join('\n');
        assert.deepEqual(embeddingUnits(chunk(text)).flatMap(words), words(text));
      }),
    );
  });

  it('keeps every unit of many lines within what the model reads', () => {
    fc.assert(
      fc.property(lines, (all) => {
        for (const unit of embeddingUnits(chunk(all.join('\n'), ['router bgp 65000', 'vrf A']))) {
          assert(estimateWordPieces(unit) <= EMBEDDING_MAX_WORD_PIECES);
        }
      }),
    );
  });

  it('cuts a line that is longer than what the model reads', () => {
    const text = Array.from({ length: 400 }, (_, n) => `word${n}`).join(' ');
    const units = embeddingUnits(chunk(text));
    assert(units.length > 1);
    assert.deepEqual(units.flatMap(words), words(text));
    for (const unit of units) assert(estimateWordPieces(unit) <= EMBEDDING_MAX_WORD_PIECES);
  });

  it('puts the headings above each unit, and not the one that the text begins with', () => {
    const text = 'address-family ipv4\n network 10.0.0.0';
    const [unit] = embeddingUnits(chunk(text, ['router bgp 1', 'address-family ipv4']));
    assert.equal(unit, 'router bgp 1\naddress-family ipv4\nnetwork 10.0.0.0');
  });

  it('is equal for equal sections of two devices', () => {
    const one = { ...chunk(' ntp server 10.0.0.1'), hostname: 'r1' };
    const two = { ...chunk('ntp server  10.0.0.1\n!'), hostname: 'r2', startLine: 7 };
    assert.deepEqual(embeddingUnits(one), embeddingUnits(two));
  });

  it('gives nothing for separators', () => {
    assert.deepEqual(embeddingUnits(chunk('!\n!!\n-----\n\n   ')), []);
  });
});
