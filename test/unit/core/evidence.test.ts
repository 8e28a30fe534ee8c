import assert from 'node:assert/strict';
import { fillSentence } from '../../../src/core/errors.ts';
import { locationSentence } from '../../../src/core/evidence.ts';

describe('locationSentence', () => {
  const lines = { startLine: 10, endLine: 20 };
  const cases = [
    [lines, 'f:10-20'],
    [{ startLine: 7, endLine: 7 }, 'f:7'],
    [{ ...lines, focus: { startLine: 12, endLine: 14 } }, 'f:12-14'],
    [{ ...lines, place: { unit: 'page', first: 3, last: 3 } }, 'f, page 3'],
    [{ ...lines, place: { unit: 'page', first: 3, last: 4 } }, 'f, pages 3-4'],
    [{ ...lines, place: { unit: 'packet', first: 12, last: 12 } }, 'f, packet 12'],
    [{ ...lines, place: { unit: 'packet', first: 1, last: 99 } }, 'f, packets 1-99'],
  ] as const;
  for (const [at, text] of cases) {
    it(`says ${text}`, () => {
      const { template, args } = locationSentence('f', at);
      assert.equal(fillSentence(template, args), text);
    });
  }
});
