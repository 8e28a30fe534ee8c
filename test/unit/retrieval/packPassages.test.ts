import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EVIDENCE_TOKEN_BUDGET } from '../../../src/core/limits.ts';
import type { FoundChunk } from '../../../src/index/storeRows.ts';
import { type PackOptions, packPassages } from '../../../src/retrieval/packPassages.ts';
import { candidate, chunksOf, sampleChunks, sampleLines } from './support.ts';

const FILES = [
  'configs/br1-rtr01.cfg',
  'configs/edge-mx01.conf',
  'configs/lab/junos-srx-1.cfg',
  'logs/br1-asa01.log',
  'logs/edge-mx01.log',
];

function options(chunks: readonly FoundChunk[], more: Partial<PackOptions> = {}): PackOptions {
  return {
    count: 12,
    repeatFactor: 1,
    chunksOf: (documentId) => chunks.filter((chunk) => chunk.documentId === documentId),
    growToCharacters: 1_000,
    ...more,
  };
}

describe('packPassages', () => {
  for (const path of FILES) {
    it(`quotes the exact lines of ${path}, whatever was found`, () => {
      const lines = sampleLines(path);
      const chunks = sampleChunks(path);
      fc.assert(
        fc.property(fc.shuffledSubarray(chunks), fc.constantFrom(0, 500, 3_000), (found, grow) => {
          const ranked = found.map((chunk, index) => candidate(chunk, 1 / (index + 1)));
          const taken = new Set<number>();
          for (const passage of packPassages(ranked, options(chunks, { growToCharacters: grow }))) {
            const { startLine, endLine, text, focus } = passage;
            assert.equal(text, lines.slice(startLine - 1, endLine).join('\n'));
            assert(focus.startLine >= startLine && focus.endLine <= endLine);
            for (let line = startLine; line <= endLine; line++) {
              assert(!taken.has(line), `line ${line} is in two passages`);
              taken.add(line);
            }
          }
        }),
        { numRuns: 40 },
      );
    });
  }

  it('gives a digest with the lines that it stands for, and joins no lines over it', () => {
    const text = Array.from({ length: 24 }, (_, n) => `Mar  3 02:14:${10 + n} fw %A-1-B: ${n}`);
    const lines = chunksOf('fw.log', text.join('\n'));
    const [first, second] = lines;
    assert(first && second);
    const digest: FoundChunk = {
      ...first,
      chunkId: 99,
      endLine: 20,
      text: 'sum\nline 1: x',
      derived: true,
    };
    const chunks = [first, digest, ...lines.slice(1)];
    const [summed] = packPassages([candidate(digest)], options(chunks));
    assert.deepEqual(
      [summed?.startLine, summed?.endLine, summed?.focus, summed?.text],
      [1, 20, { startLine: 1, endLine: 20 }, digest.text],
    );
    const [joined] = packPassages([candidate(second)], options(chunks));
    assert.equal(joined?.startLine, 1);
    assert.equal(joined.text, text.slice(0, joined.endLine).join('\n'));
  });

  it('gives lines of a long log, which are no stored chunk, as they are', () => {
    const [chunk] = chunksOf(
      'fw.log',
      'Mar  3 02:14:07 fw %A-1-B: x\nMar  3 02:14:08 fw %A-1-B: y',
    );
    assert(chunk);
    const focus = { startLine: 2, endLine: 2 };
    const found = { ...candidate({ ...chunk, chunkId: -1 }), focus };
    const [passage] = packPassages([found], options([]));
    assert.deepEqual([passage?.startLine, passage?.endLine, passage?.focus], [1, 2, focus]);
    assert.equal(passage?.text, chunk.text);
  });

  it('joins neighbouring sections up to the size asked for', () => {
    const chunks = sampleChunks('configs/br1-rtr01.cfg');
    const middle = chunks[8];
    const [alone] = packPassages([candidate(middle)], options(chunks, { growToCharacters: 0 }));
    const [grown] = packPassages([candidate(middle)], options(chunks));
    assert(alone && grown);
    assert(grown.startLine < alone.startLine || grown.endLine > alone.endLine);
    assert(grown.text.length <= 1_000);
    assert.deepEqual(grown.focus, { startLine: alone.startLine, endLine: alone.endLine });
  });

  it('keeps to the token budget, but gives one passage at least', () => {
    const text = `version 17.9\nhostname r1\n${Array.from({ length: 4_000 }, (_, n) => `ip route 10.${n >> 8}.${n & 255}.0 255.255.255.0 192.0.2.1 name ROUTE-${n}`).join('\n')}`;
    const chunks = chunksOf('r1.cfg', text);
    const ranked = chunks.map((chunk) => candidate(chunk));
    const passages = packPassages(ranked, options(chunks, { count: 1_000 }));
    const characters = passages.reduce((sum, passage) => sum + passage.text.length, 0);
    assert(characters / 3 <= EVIDENCE_TOKEN_BUDGET);
    assert(characters / 3 > EVIDENCE_TOKEN_BUDGET * 0.9);
    const huge = chunksOf('a.log', `Mar  3 02:14:07 r %A-1-B: ${'x'.repeat(60_000)}`);
    assert.equal(packPassages([candidate(huge[0])], options(huge)).length, 1);
  });

  it('gives as many as asked for, best first', () => {
    const chunks = sampleChunks('configs/br1-rtr01.cfg');
    const ranked = chunks.map((chunk, index) => candidate(chunk, 1 / (index + 1)));
    const passages = packPassages(ranked, options(chunks, { count: 3, growToCharacters: 0 }));
    assert.deepEqual(
      passages.map(({ chunk }) => chunk.chunkId),
      chunks.slice(0, 3).map((chunk) => chunk.chunkId),
    );
  });

  it('spreads over documents when asked to', () => {
    const chunks = [1, 2, 3].flatMap((id) => sampleChunks('configs/br1-rtr01.cfg', id));
    const named = chunks.map((chunk) => ({ ...chunk, hostname: `r${chunk.documentId}` }));
    const ranked = named.map((chunk, index) => candidate(chunk, 1 - index / 1_000));
    const documents = (repeatFactor: number) =>
      packPassages(ranked, options(named, { count: 3, repeatFactor, growToCharacters: 0 })).map(
        ({ chunk }) => chunk.documentId,
      );
    assert.deepEqual(documents(1), [1, 1, 1]);
    assert.deepEqual(documents(0.5), [1, 2, 3]);
  });

  it('gives equal text of one device once, of two devices twice', () => {
    const [chunk] = sampleChunks('configs/br1-rtr01.cfg');
    assert(chunk);
    const copy = { ...chunk, chunkId: 2, documentId: 2, path: 'backup/br1-rtr01.cfg' };
    const other = { ...chunk, chunkId: 3, documentId: 3, hostname: 'br9' };
    const all = [chunk, copy, other];
    const passages = packPassages(
      all.map((each) => candidate(each)),
      options(all),
    );
    assert.deepEqual(
      passages.map((passage) => passage.chunk.chunkId),
      [chunk.chunkId, 3],
    );
  });

  it('leaves out a chunk that was replaced while it was searched', () => {
    const [gone] = chunksOf('r1.cfg', 'version 17.9\nhostname r1\ninterface Gi0/1');
    assert.deepEqual(packPassages([candidate(gone)], options([])), []);
  });
});
