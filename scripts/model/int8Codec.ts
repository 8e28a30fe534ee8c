import type { SiteStatistics } from './calibrate.ts';
import type { DenseCodec } from './encoderGraph.ts';
import { type DenseWeights, type EncoderWeights, HIDDEN_SIZE } from './encoderWeights.ts';
import { elementTypeCode, type OnnxGraph } from './onnxProto.ts';

const MICROSOFT = { domain: 'com.microsoft' };
const INT8_MAX = 127;
const UINT8_MAX = 255;
/**
 * Migration strength of SmoothQuant (Xiao et al., 2023, https://arxiv.org/abs/2211.10438): how
 * much of an activation's outliers moves into the weights.
 */
const SMOOTHING = 0.75;
const LEAST_RANGE = 1e-5;

interface Activation {
  readonly scale: number;
  readonly zeroPoint: number;
}

function largestMagnitude(statistics: SiteStatistics, channel: number): number {
  const { minimum, maximum } = statistics;
  return Math.max(Math.abs(minimum[channel] ?? 0), Math.abs(maximum[channel] ?? 0), LEAST_RANGE);
}

/** Per input channel, the largest weight over all layers that read the site. */
function weightMagnitudes(layers: readonly DenseWeights[], width: number): Float32Array {
  const magnitudes = new Float32Array(width).fill(LEAST_RANGE);
  for (const { weights, outputs } of layers) {
    weights.forEach((weight, i) => {
      const channel = Math.floor(i / outputs);
      magnitudes[channel] = Math.max(magnitudes[channel] ?? 0, Math.abs(weight));
    });
  }
  return magnitudes;
}

/** Divisors of the input's channels; the weights are multiplied by them. */
function smoothingFactors(
  statistics: SiteStatistics,
  layers: readonly DenseWeights[],
): Float32Array {
  const width = statistics.minimum.length;
  const weights = weightMagnitudes(layers, width);
  return weights.map((weight, channel) => {
    const activation = largestMagnitude(statistics, channel);
    return activation ** SMOOTHING / weight ** (1 - SMOOTHING);
  });
}

/** One asymmetric uint8 range that holds every smoothed channel, and 0. */
function activationRange(statistics: SiteStatistics, factors: Float32Array): Activation {
  let low = 0;
  let high = LEAST_RANGE;
  factors.forEach((factor, channel) => {
    low = Math.min(low, (statistics.minimum[channel] ?? 0) / factor);
    high = Math.max(high, (statistics.maximum[channel] ?? 0) / factor);
  });
  const scale = (high - low) / UINT8_MAX;
  return { scale, zeroPoint: Math.round(-low / scale) };
}

interface QuantisedMatrix {
  readonly values: Int8Array;
  /** Per column. */
  readonly scales: Float32Array;
}

/** Symmetric int8 per output column of the weights, each row multiplied by its factor. */
function quantiseColumns(dense: DenseWeights, factors: Float32Array): QuantisedMatrix {
  const { weights, inputs, outputs } = dense;
  const values = new Int8Array(weights.length);
  const scales = new Float32Array(outputs);
  for (let column = 0; column < outputs; column += 1) {
    let largest = LEAST_RANGE;
    for (let row = 0; row < inputs; row += 1) {
      const weight = (weights[row * outputs + column] ?? 0) * (factors[row] ?? 1);
      largest = Math.max(largest, Math.abs(weight));
    }
    const scale = largest / INT8_MAX;
    scales[column] = scale;
    for (let row = 0; row < inputs; row += 1) {
      const weight = (weights[row * outputs + column] ?? 0) * (factors[row] ?? 1);
      values[row * outputs + column] = Math.round(weight / scale);
    }
  }
  return { values, scales };
}

/** Symmetric int8 per row: every word keeps its own scale. */
function quantiseRows(data: Float32Array, width: number): QuantisedMatrix {
  const values = new Int8Array(data.length);
  const scales = new Float32Array(data.length / width);
  for (let row = 0; row < scales.length; row += 1) {
    const start = row * width;
    let largest = LEAST_RANGE;
    for (let i = start; i < start + width; i += 1) {
      largest = Math.max(largest, Math.abs(data[i] ?? 0));
    }
    const scale = largest / INT8_MAX;
    scales[row] = scale;
    for (let i = start; i < start + width; i += 1) values[i] = Math.round((data[i] ?? 0) / scale);
  }
  return { values, scales };
}

/**
 * Static int8: ranges fixed by calibration, so a text's vector does not depend on its batch.
 * Activations uint8 (one range per site), weights int8 per column, sums int32, outputs float32.
 */
export class StaticInt8Codec implements DenseCodec {
  readonly #weights: EncoderWeights;
  readonly #statistics: ReadonlyMap<string, SiteStatistics>;

  constructor(weights: EncoderWeights, statistics: ReadonlyMap<string, SiteStatistics>) {
    this.#weights = weights;
    this.#statistics = statistics;
  }

  embedWords(graph: OnnxGraph, ids: string): string {
    const { data, shape } = this.#weights.words;
    const { values, scales } = quantiseRows(data, HIDDEN_SIZE);
    const rows = graph.node('Gather', [graph.constant(values, shape), ids]);
    const scale = graph.node('Gather', [graph.constant(scales, [scales.length, 1]), ids]);
    const floats = graph.node('Cast', [rows], {
      to: elementTypeCode('float32'),
    });
    return graph.node('Mul', [floats, scale]);
  }

  applyDense(
    graph: OnnxGraph,
    site: string,
    input: string,
    layers: readonly DenseWeights[],
  ): readonly string[] {
    const statistics = this.#statistics.get(site);
    if (statistics === undefined) throw new Error(`No calibration of ${site}`);
    const factors = smoothingFactors(statistics, layers);
    const { scale, zeroPoint } = activationRange(statistics, factors);
    const inverse = factors.map((factor) => 1 / factor);
    const smoothed = graph.node('Mul', [input, graph.constant(inverse, [inverse.length])]);
    const inputScale = graph.scalar(scale);
    const inputZero = graph.constant(Uint8Array.of(zeroPoint), []);
    const bytes = graph.node('QuantizeLinear', [smoothed, inputScale, inputZero]);
    return layers.map((layer) => {
      const { values, scales } = quantiseColumns(layer, factors);
      const matrix = graph.constant(values, [layer.inputs, layer.outputs]);
      const columnScales = graph.constant(scales, [layer.outputs]);
      const bias = graph.constant(layer.bias, [layer.outputs]);
      const columnZeros = graph.constant(new Int8Array(layer.outputs), [layer.outputs]);
      const inputs = [bytes, matrix, inputScale, columnScales, inputZero, columnZeros, bias];
      return graph.node('MatMulIntegerToFloat', inputs, {}, MICROSOFT);
    });
  }
}
