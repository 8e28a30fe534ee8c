import assert from 'node:assert/strict';
import { rankWithin } from '../../../src/retrieval/rankWithin.ts';
import { chunksOf, sampleChunks } from './support.ts';

describe('rankWithin', () => {
  const chunks = sampleChunks('configs/br1-sw01.cfg');
  const firstText = (tokens: readonly string[]): string => {
    const [best] = rankWithin(chunks, tokens);
    return chunks.find((chunk) => chunk.chunkId === best)?.text ?? '';
  };

  it('puts the chunk with the rarer words first', () => {
    assert.match(firstText(['interface', 'gigabitethernet1/0/3']), /GigabitEthernet1\/0\/3\n/);
    assert.match(firstText(['spanning-tree', 'priority']), /spanning-tree vlan .* priority/);
  });

  it('leaves out chunks without any of the words, and gives each once', () => {
    assert.deepEqual(rankWithin(chunks, ['no-such-word']), []);
    assert.deepEqual(rankWithin([], ['vlan']), []);
    const ids = rankWithin(chunks, ['vlan', 'interface', 'vlan']);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('counts words of the headings', () => {
    const text = `version 17.9\nhostname r1\nrouter bgp 65001\n${Array.from({ length: 90 }, (_, n) => ` neighbor 10.0.0.${n} remote-as 1`).join('\n')}`;
    const parts = chunksOf('r1.cfg', text);
    const later = parts.filter(
      ({ sectionPath, text: part }) => sectionPath.length > 0 && !part.includes('bgp'),
    );
    assert(later.length > 0);
    assert.equal(rankWithin(later, ['bgp']).length, later.length);
  });
});
