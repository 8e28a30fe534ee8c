import assert from 'node:assert/strict';
import { compareBounds, daysBetween, parseTimeBound } from '../../../src/retrieval/timeBound.ts';

const at = (month: number, ...rest: readonly number[]) => {
  const [day = 1, hour = 0, minute = 0, second = 0, ms = 0] = rest;
  return Date.UTC(2000, month - 1, day, hour, minute, second, ms);
};

describe('parseTimeBound', () => {
  const readable: readonly (readonly [string, 'from' | 'to', number | undefined, number])[] = [
    ['2025-03-04', 'from', 2025, at(3, 4)],
    ['2025-03-04', 'to', 2025, at(3, 4, 23, 59, 59, 999)],
    ['2025-03-04 11:45', 'to', 2025, at(3, 4, 11, 45, 59, 999)],
    ['2025-03-04T11:45:20Z', 'from', 2025, at(3, 4, 11, 45, 20)],
    ['2025-03-04T11:45:20.123+02:00', 'from', 2025, at(3, 4, 11, 45, 20)],
    ['Mar  4 11:45:20', 'from', undefined, at(3, 4, 11, 45, 20)],
    ['*March 4, 2024', 'from', 2024, at(3, 4)],
    ['2024 Feb 29 00:00', 'from', 2024, at(2, 29)],
    ['  Mar 4 2025 11:45 UTC ', 'from', 2025, at(3, 4, 11, 45)],
  ];
  for (const [text, edge, year, ofYearMs] of readable) {
    it(`reads ${JSON.stringify(text)} as ${edge}`, () => {
      assert.deepEqual(
        parseTimeBound(text, edge),
        year === undefined ? { ofYearMs } : { year, ofYearMs },
      );
    });
  }

  for (const text of [
    '',
    'yesterday',
    '11:45',
    '2025-13-01',
    '2025-02-30',
    'Foo 4',
    '2025-03-04 25:00',
    'Mar 4 11:45 x',
    'x'.repeat(100_000),
  ]) {
    it(`cannot read ${JSON.stringify(text.slice(0, 30))}`, () => {
      assert.equal(parseTimeBound(text, 'from'), undefined);
    });
  }

  it('compares years only where both have one', () => {
    const [old, late, any] = ['2024-12-31', '2025-01-01', 'Jan 1'].map((text) =>
      parseTimeBound(text, 'from'),
    );
    assert.ok(old && late && any);
    assert.ok(compareBounds(old, late) < 0);
    assert.equal(compareBounds(any, late), 0);
    assert.ok(compareBounds(any, old) < 0);
  });

  it('names the days of a short range', () => {
    const range = (from: string, to: string) => {
      const [first, last] = [parseTimeBound(from, 'from'), parseTimeBound(to, 'to')];
      assert.ok(first && last);
      return daysBetween(first, last, 5);
    };
    assert.deepEqual(range('Mar 3 23:59', 'Mar 5 00:01'), ['@3-3', '@3-4', '@3-5']);
    assert.deepEqual(range('2025-03-03', '2025-03-03'), ['@3-3']);
    assert.equal(range('Mar 1', 'Mar 20'), undefined);
    assert.equal(range('2024-03-01', '2025-03-02'), undefined);
    assert.equal(range('Mar 5', 'Mar 1'), undefined);
  });
});
