import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planBatches } from '../../../src/index/embedBatches.ts';
import { distinctTexts, planSlices } from '../../../src/index/embedSlices.ts';

describe('planBatches', () => {
  const cases = [
    { lengths: [], budget: 10, batches: [] },
    { lengths: [4], budget: 10, batches: [[0]] },
    { lengths: [5, 3, 5], budget: 10, batches: [[1, 0], [2]] },
    { lengths: [2, 2, 2, 2, 2], budget: 10, batches: [[0, 1, 2, 3, 4]] },
    { lengths: [50, 1], budget: 10, batches: [[1], [0]] },
  ];
  for (const { lengths, budget, batches } of cases) {
    it(`groups lengths ${JSON.stringify(lengths)} within ${budget} tokens`, () => {
      assert.deepEqual(planBatches(lengths, budget), batches);
    });
  }

  it('takes every text once and keeps padded batches within the budget', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 256 }), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 1024 }), (values, budget) => {
        const batches = planBatches(values, budget);
        assert.deepEqual(
          batches.flat().sort((a, b) => a - b),
          values.map((_, i) => i),
        );
        for (const batch of batches) {
          const longest = Math.max(...batch.map((i) => values[i] ?? 0));
          assert(batch.length === 1 || batch.length * longest <= budget);
        }
      }),
    );
  });
});

describe('planSlices', () => {
  it('takes every text once, longest first', () => {
    const texts = Array.from({ length: 300 }, (_, i) => 'vlan 10 '.repeat((i * 37) % 101));
    const slices = planSlices(texts);
    assert(slices.length > 1);
    const order = slices.flat();
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      texts.map((_, i) => i),
    );
    const lengths = order.map((i) => texts[i]?.length ?? 0);
    assert(Math.min(...lengths.slice(0, 20)) > Math.max(...lengths.slice(-20)));
  });
});

describe('distinctTexts', () => {
  it('keeps one of equal texts and says where each stands', () => {
    assert.deepEqual(distinctTexts(['a', 'b', 'a', '', 'b', 'a']), {
      texts: ['a', 'b', ''],
      positions: [0, 1, 0, 2, 1, 0],
    });
  });
});
