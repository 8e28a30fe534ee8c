import assert from 'node:assert/strict';
import { buildFilter, mayContain } from '../../../src/index/logLineFilter.ts';
import { hashToken } from '../../../src/ingest/log/logTokens.ts';

describe('logLineFilter', () => {
  it('knows all of its tokens, and takes few others for them', () => {
    const tokens = Array.from({ length: 1_500 }, (_, n) => `203.0.113.${n}/${n * 7}`);
    const filter = buildFilter(new Set(tokens));
    assert(tokens.every((token) => mayContain(filter, hashToken(token))));
    const others = Array.from({ length: 50_000 }, (_, n) => `10.0.0.${n}`);
    const wrong = others.filter((token) => mayContain(filter, hashToken(token))).length;
    assert(wrong / others.length < 0.002, `${wrong} of ${others.length}`);
    assert(filter.length <= tokens.length * 2);
  });

  it('says no when it is empty', () => {
    assert(!mayContain(buildFilter(new Set()), hashToken('x')));
  });
});
