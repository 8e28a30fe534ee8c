import { readFileSync } from 'node:fs';

export interface FloatTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

interface TensorEntry {
  readonly dtype: string;
  readonly shape: number[];
  readonly data_offsets: [number, number];
}

function isTensorEntry(value: unknown): value is TensorEntry {
  if (typeof value !== 'object' || value === null) return false;
  if (!('dtype' in value && 'shape' in value && 'data_offsets' in value)) return false;
  return (
    typeof value.dtype === 'string' &&
    Array.isArray(value.shape) &&
    Array.isArray(value.data_offsets) &&
    value.data_offsets.length === 2
  );
}

/** IEEE 754 binary16 to a number. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -14 * (fraction / 1024);
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

const HALF_TABLE = Float32Array.from({ length: 65_536 }, (_, bits) => halfToNumber(bits));

function decodeHalf(bytes: Buffer): Float32Array {
  const numbers = new Float32Array(bytes.length / 2);
  for (let i = 0; i < numbers.length; i += 1) {
    numbers[i] = HALF_TABLE[bytes.readUInt16LE(i * 2)] ?? 0;
  }
  return numbers;
}

/**
 * Every fp16 tensor of a safetensors file, as float32, by name; tensors of other types are left
 * out. Format: https://huggingface.co/docs/safetensors (8-byte little-endian header length, JSON
 * header, data).
 */
export function readSafetensors(file: string): ReadonlyMap<string, FloatTensor> {
  const bytes = readFileSync(file);
  const dataStart = 8 + Number(bytes.readBigUInt64LE(0));
  const header: unknown = JSON.parse(bytes.toString('utf8', 8, dataStart));
  if (typeof header !== 'object' || header === null) throw new Error(`${file}: no header`);
  const tensors = new Map<string, FloatTensor>();
  for (const [name, entry] of Object.entries(header)) {
    if (!isTensorEntry(entry) || entry.dtype !== 'F16') continue;
    const [start, end] = entry.data_offsets;
    const data = decodeHalf(bytes.subarray(dataStart + start, dataStart + end));
    tensors.set(name, { shape: entry.shape, data });
  }
  return tensors;
}
