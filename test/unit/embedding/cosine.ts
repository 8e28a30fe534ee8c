import assert from 'node:assert/strict';

/** Dot product of two unit vectors of equal length; fails the test when one is missing. */
export function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  assert(a !== undefined && b !== undefined && a.length === b.length);
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
