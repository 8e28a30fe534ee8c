import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { EMBEDDING_MAX_WORD_PIECES } from '../../src/core/limits.ts';
import { collectStatistics } from './calibrate.ts';
import { buildEncoderGraph, FloatCodec } from './encoderGraph.ts';
import type { EncoderWeights } from './encoderWeights.ts';
import { StaticInt8Codec } from './int8Codec.ts';
import type { Tokenise } from './tokenizerFiles.ts';

const TEXT_SEPARATOR = '\n%%\n';

/** Texts that stand for what users index; static int8 takes its ranges from them. */
export function calibrationTexts(): string[] {
  const file = join(import.meta.dirname, 'calibration.txt');
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trimEnd().split(TEXT_SEPARATOR);
}

/** The float32 graph: what the quantised one is compared with. */
export function buildFloatModel(weights: EncoderWeights): Uint8Array {
  return buildEncoderGraph(weights, new FloatCodec(weights));
}

/** The int8 graph with ranges calibrated on `calibrationTexts()`. */
export async function buildQuantisedModel(
  weights: EncoderWeights,
  tokenise: Tokenise,
): Promise<Uint8Array> {
  const codec = new FloatCodec(weights);
  buildEncoderGraph(weights, codec);
  const taps = new Map([...codec.sites.values()].map(({ value, width }) => [value, width]));
  const observed = buildEncoderGraph(weights, new FloatCodec(weights), taps);
  const session = await InferenceSession.create(observed, {
    intraOpNumThreads: 1,
  });
  const statistics = await collectStatistics({
    session,
    makeTensor: (data, dims) => new Tensor('int64', data, dims),
    sites: codec.sites,
    texts: calibrationTexts().map((text) => tokenise(text, EMBEDDING_MAX_WORD_PIECES)),
  });
  await session.release();
  return buildEncoderGraph(weights, new StaticInt8Codec(weights, statistics));
}
