import assert from 'node:assert/strict';
import { fitEvidence } from '../../../src/answer/fitEvidence.ts';
import type { Evidence, Origin } from '../../../src/core/types.ts';

function passage(n: number, origin: Origin, characters = 1_000): Evidence {
  return {
    n,
    origin,
    path: `${origin}/${n}`,
    title: '',
    score: 1 / n,
    text: 'x'.repeat(characters),
    startLine: 1,
    endLine: 1,
    kind: origin === 'corpus' ? 'markdown' : 'config',
    platform: 'unknown',
  };
}

const found = [
  ...Array.from({ length: 8 }, (_, index) => passage(index + 1, 'workspace')),
  ...Array.from({ length: 4 }, (_, index) => passage(index + 9, 'corpus')),
];

function numbers(evidence: readonly Evidence[]): number[] {
  return evidence.map(({ n }) => n);
}

describe('fitEvidence', () => {
  it('gives a large model everything, in order', () => {
    assert.deepEqual(fitEvidence(found, 100_000), found);
  });

  it('gives a small model the best of both sources', () => {
    // Half of 4,000 tokens are 6,000 characters: five passages with their frames.
    assert.deepEqual(numbers(fitEvidence(found, 4_000)), [1, 2, 3, 4, 9]);
  });

  it('fills up with the one source when the other has no more', () => {
    const own = found.slice(0, 4);
    assert.deepEqual(numbers(fitEvidence(own, 4_000)), [1, 2, 3, 4]);
    assert.deepEqual(numbers(fitEvidence(found.slice(8), 100_000)), [9, 10, 11, 12]);
  });

  it('always gives the best passage', () => {
    assert.deepEqual(numbers(fitEvidence([passage(1, 'workspace', 90_000), ...found], 500)), [1]);
    assert.deepEqual(fitEvidence([], 500), []);
  });
});
