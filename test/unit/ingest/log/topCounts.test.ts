import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TopCounts } from '../../../../src/ingest/log/topCounts.ts';

function counted(values: readonly string[]): TopCounts {
  const counts = new TopCounts();
  for (const value of values) counts.add(value);
  return counts;
}

describe('TopCounts', () => {
  it('is exact for few values, the most frequent first', () => {
    const value = fc.constantFrom(...'abcdefghijklmnop');
    fc.assert(
      fc.property(fc.array(value), fc.array(value), (left, right) => {
        const counts = counted(left);
        counts.addAll(counted(right));
        const top = counts.top(99);
        assert(counts.exact && counts.size === new Set([...left, ...right]).size);
        for (const [each, count] of top) {
          assert.equal(count, [...left, ...right].filter((other) => other === each).length);
        }
        assert(top.every(([, count], index) => index === 0 || (top[index - 1]?.[1] ?? 0) >= count));
      }),
    );
  });

  it('tells the frequent ones of any number of values, and no rare one', () => {
    const values = Array.from({ length: 30_000 }, (_, n) => (n % 5 === 0 ? 'often' : `v${n}`));
    const counts = counted(values);
    assert(!counts.exact && counts.size < 100);
    assert.deepEqual(
      counts.top(10).map(([value]) => value),
      ['often'],
    );
    assert.deepEqual(counted(values.filter((value) => value !== 'often')).top(10), []);
  });

  it('never counts too few', () => {
    const values = Array.from({ length: 5_000 }, (_, n) => `v${(n * n) % 97}`);
    const counts = counted(values);
    for (const [value, count] of counts.top(10)) {
      assert(count >= values.filter((other) => other === value).length);
    }
  });
});
