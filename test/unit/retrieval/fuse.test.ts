import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fuseRanks } from '../../../src/retrieval/fuse.ts';

const cases: readonly {
  readonly name: string;
  readonly lists: readonly (readonly [number, readonly number[]])[];
  readonly order: readonly number[];
}[] = [
  { name: 'one list', lists: [[1, [3, 1, 2]]], order: [3, 1, 2] },
  {
    name: 'what both lists hold',
    lists: [
      [1, [1, 2, 3]],
      [1, [4, 2, 5]],
    ],
    order: [2, 1, 4, 3, 5],
  },
  {
    name: 'the heavier list',
    lists: [
      [0.5, [1]],
      [1, [2]],
    ],
    order: [2, 1],
  },
  { name: 'nothing', lists: [[1, []]], order: [] },
];

describe('fuseRanks', () => {
  for (const { name, lists, order } of cases) {
    it(`puts first: ${name}`, () => {
      const fused = fuseRanks(lists.map(([weight, ids]) => ({ weight, ids })));
      assert.deepEqual([...fused.keys()], order);
    });
  }

  it('keeps every id once, in falling order of score', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 50 }));
    fc.assert(
      fc.property(ids, ids, (first, second) => {
        const fused = fuseRanks([
          { ids: first, weight: 1 },
          { ids: second, weight: 0.7 },
        ]);
        assert.deepEqual(new Set(fused.keys()), new Set([...first, ...second]));
        const scores = [...fused.values()];
        assert.deepEqual(
          scores,
          scores.toSorted((left, right) => right - left),
        );
      }),
    );
  });
});
