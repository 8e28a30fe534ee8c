import type { IndexCodec, IndexData } from 'vectra';
import { EMBEDDING_DIMENSION } from '../core/limits.ts';

/**
 * Vectra's index as one Float32 block. Vectra's own JSON fails on big indexes and its protobuf
 * doubles every number.
 *
 * Layout, little-endian: `NGV1`, uint32 dimension, uint32 count, count × 16 id bytes,
 * count × dimension float32, all at 4-byte offsets. Ids are 32 hexadecimal digits.
 */
const MAGIC = 0x3156474e;
const HEADER_BYTES = 12;
const ID_BYTES = 16;

export function serializeVectors(data: IndexData): Buffer {
  const count = data.items.length;
  const vectorBytes = EMBEDDING_DIMENSION * 4;
  const buffer = Buffer.alloc(HEADER_BYTES + count * (ID_BYTES + vectorBytes));
  buffer.writeUInt32LE(MAGIC, 0);
  buffer.writeUInt32LE(EMBEDDING_DIMENSION, 4);
  buffer.writeUInt32LE(count, 8);
  const block = new Float32Array(
    buffer.buffer,
    buffer.byteOffset + HEADER_BYTES + count * ID_BYTES,
    count * EMBEDDING_DIMENSION,
  );
  data.items.forEach((item, index) => {
    buffer.write(item.id, HEADER_BYTES + index * ID_BYTES, ID_BYTES, 'hex');
    block.set(item.vector, index * EMBEDDING_DIMENSION);
  });
  return buffer;
}

/** @throws Error when the bytes are not such a file, or not all of it. */
export function deserializeVectors(bytes: Buffer): IndexData {
  const count = bytes.length >= HEADER_BYTES ? bytes.readUInt32LE(8) : 0;
  const length = HEADER_BYTES + count * (ID_BYTES + EMBEDDING_DIMENSION * 4);
  if (
    bytes.length !== length ||
    bytes.readUInt32LE(0) !== MAGIC ||
    bytes.readUInt32LE(4) !== EMBEDDING_DIMENSION
  ) {
    throw new Error('The vector shard is damaged.');
  }
  // A copy, because a pooled Buffer may start at an offset that Float32Array refuses.
  const start = HEADER_BYTES + count * ID_BYTES;
  const block = new Float32Array(new Uint8Array(bytes.subarray(start)).buffer);
  const items = Array.from({ length: count }, (_, index) => {
    const offset = HEADER_BYTES + index * ID_BYTES;
    const vector = block.subarray(index * EMBEDDING_DIMENSION, (index + 1) * EMBEDDING_DIMENSION);
    return {
      id: bytes.toString('hex', offset, offset + ID_BYTES),
      metadata: {},
      vector: asVectraVector(vector),
      norm: 1,
    };
  });
  return { version: 1, metadata_config: {}, items };
}

/**
 * Vectra's types ask for number[], its code only indexes and reads `length`: a Float32Array
 * serves it with an eighth of the memory.
 */
export function asVectraVector(vector: Float32Array): number[] {
  return vector as unknown as number[];
}

function unsupported(): never {
  throw new Error('NetGuru keeps no metadata in Vectra.');
}

export const vectorCodec: IndexCodec = {
  extension: '.vec',
  serializeIndex: serializeVectors,
  deserializeIndex: deserializeVectors,
  serializeCatalog: unsupported,
  deserializeCatalog: unsupported,
  serializeMetadata: unsupported,
  deserializeMetadata: unsupported,
};
