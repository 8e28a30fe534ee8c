import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EMBEDDING_DIMENSION } from '../../../src/core/limits.ts';
import {
  asVectraVector,
  deserializeVectors,
  serializeVectors,
} from '../../../src/index/vectorCodec.ts';
import { hashVector } from '../support/fakeEmbedder.ts';

function file(ids: readonly string[]): Buffer {
  return serializeVectors({
    version: 1,
    metadata_config: {},
    items: ids.map((id) => ({
      id,
      metadata: {},
      vector: asVectraVector(hashVector(id)),
      norm: 1,
    })),
  });
}

const id = fc.stringMatching(/^[0-9a-f]{32}$/);

describe('the vector codec', () => {
  it('gives back ids and vectors as they were', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 8 }), (ids) => {
        const { items } = deserializeVectors(file(ids));
        assert.deepEqual(
          items.map((item) => item.id),
          ids,
        );
        items.forEach((item, index) => {
          assert.deepEqual(Float32Array.from(item.vector), hashVector(ids[index] ?? ''));
          assert.equal(item.norm, 1);
        });
      }),
    );
  });

  it('reads a buffer that starts anywhere in its memory', () => {
    const bytes = file(['0'.repeat(32)]);
    for (let shift = 0; shift < 8; shift++) {
      const shifted = Buffer.alloc(bytes.length + shift).subarray(shift);
      bytes.copy(shifted);
      assert.equal(deserializeVectors(shifted).items.length, 1);
    }
  });

  const good = file(['a'.repeat(32), 'b'.repeat(32)]);
  const patched = (offset: number, value: number): Buffer => {
    const copy = Buffer.from(good);
    copy.writeUInt32LE(value, offset);
    return copy;
  };
  const damaged: readonly (readonly [string, Buffer])[] = [
    ['nothing', Buffer.alloc(0)],
    ['a cut header', good.subarray(0, 7)],
    ['a cut block', good.subarray(0, good.length - 1)],
    ['bytes after the end', Buffer.concat([good, Buffer.from([0])])],
    ['zeros', Buffer.alloc(good.length)],
    ['text', Buffer.from('{"version":1,"items":[]}')],
    ['another format', patched(0, 0x12345678)],
    ['another dimension', patched(4, EMBEDDING_DIMENSION + 1)],
    ['a wrong count', patched(8, 1)],
    ['a huge count', patched(8, 0xffffffff)],
  ];
  for (const [name, bytes] of damaged) {
    it(`refuses ${name}`, () => assert.throws(() => deserializeVectors(bytes), /damaged/));
  }
});
