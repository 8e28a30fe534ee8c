import assert from 'node:assert/strict';
import { NetGuruError, sentence } from '../../../src/core/errors.ts';
import { retryDelayMs } from '../../../src/llm/retry.ts';
import { parseRetryAfter } from '../../../src/llm/retryAfter.ts';

const NOW = Date.UTC(2026, 0, 1, 12);

describe('parseRetryAfter', () => {
  const table: readonly [Record<string, string>, number | undefined][] = [
    [{}, undefined],
    [{ 'retry-after': '3' }, 3_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after-ms': '40', 'retry-after': '3' }, 40],
    [{ 'retry-after-ms': 'x', 'retry-after': '3' }, 3_000],
    [{ 'retry-after': 'Thu, 01 Jan 2026 12:01:00 GMT' }, 60_000],
    [{ 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' }, 0],
    [{ 'retry-after': 'Infinity' }, undefined],
    [{ 'retry-after': '' }, undefined],
  ];
  for (const [headers, expected] of table) {
    it(`${JSON.stringify(headers)} is ${expected}`, () => {
      assert.equal(parseRetryAfter(new Headers(headers), NOW), expected);
    });
  }
});

describe('retryDelayMs', () => {
  const error = new NetGuruError('overloaded', sentence('Busy.'));
  const table: readonly [object, number, number, number | undefined][] = [
    [{ isRetryable: true }, 1, 0, 500],
    [{ isRetryable: true }, 2, 0, 1_000],
    [{ isRetryable: true }, 2, 1, 500],
    [{ isRetryable: true }, 3, 0, undefined],
    [{ isRetryable: false }, 1, 0, undefined],
    [{ isRetryable: true, retryAfterMs: 20_000 }, 1, 0, 20_000],
    [{ isRetryable: true, retryAfterMs: 20_001 }, 1, 0, undefined],
    [{ isRetryable: true, retryAfterMs: 10 }, 1, 0, 500],
  ];
  for (const [failure, tries, random, expected] of table) {
    it(`${JSON.stringify(failure)} after ${tries} with ${random} waits ${expected}`, () => {
      assert.equal(
        retryDelayMs({ error, isRetryable: false, ...failure }, tries, random),
        expected,
      );
    });
  }
});
