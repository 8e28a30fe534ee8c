import {
  type DenseWeights,
  type EncoderWeights,
  HEAD_COUNT,
  HIDDEN_SIZE,
  INTERMEDIATE_SIZE,
  type LayerWeights,
  type NormWeights,
} from './encoderWeights.ts';
import { elementTypeCode, OnnxGraph } from './onnxProto.ts';

const FLOAT32 = elementTypeCode('float32');
const LAYER_NORM_EPSILON = 1e-12;
/** Added to the attention scores of padding; exp() of it is 0 in float32. */
const MASKED_SCORE = -1e9;

/**
 * How the matrices of a graph are stored and multiplied. A *site* is a place where dense layers
 * read their input; `layer.3.attention` feeds three of them.
 */
export interface DenseCodec {
  /** Word vectors of the ids, as float32 [batch, sequence, HIDDEN_SIZE]. */
  embedWords(graph: OnnxGraph, ids: string): string;
  /** Float32 outputs of all `layers` applied to `input`. */
  applyDense(
    graph: OnnxGraph,
    site: string,
    input: string,
    layers: readonly DenseWeights[],
  ): readonly string[];
}

function normalise(graph: OnnxGraph, input: string, norm: NormWeights, output?: string): string {
  const scale = graph.constant(norm.scale, [HIDDEN_SIZE]);
  const bias = graph.constant(norm.bias, [HIDDEN_SIZE]);
  const attributes = { axis: -1, epsilon: { float: LAYER_NORM_EPSILON } };
  const options = output === undefined ? {} : { output };
  return graph.node('LayerNormalization', [input, scale, bias], attributes, options);
}

function embeddings(graph: OnnxGraph, codec: DenseCodec, weights: EncoderWeights): string {
  const words = codec.embedWords(graph, 'input_ids');
  const length = graph.node('Shape', ['input_ids'], { start: 1, end: 2 });
  const positions = graph.node('Slice', [
    graph.constant(weights.positions.data, weights.positions.shape),
    graph.constant(BigInt64Array.of(0n), [1]),
    length,
    graph.constant(BigInt64Array.of(0n), [1]),
  ]);
  return normalise(graph, graph.node('Add', [words, positions]), weights.embeddingNorm);
}

/**
 * What is added to the attention scores, [batch, 1, sequence, sequence]: the runtime's Attention
 * broadcasts over heads, not over the asking positions.
 */
function attentionScores(graph: OnnxGraph, mask: string): string {
  const padding = graph.node('Sub', [graph.scalar(1), mask]);
  const scores = graph.node('Mul', [padding, graph.scalar(MASKED_SCORE)]);
  const row = graph.node('Unsqueeze', [scores, graph.constant(BigInt64Array.of(1n, 2n), [2])]);
  const one = graph.constant(BigInt64Array.of(1n), [1]);
  const length = graph.node('Shape', ['input_ids'], { start: 1, end: 2 });
  const shape = graph.node('Concat', [one, one, length, one], { axis: 0 });
  return graph.node('Expand', [row, shape]);
}

interface LayerOptions {
  readonly codec: DenseCodec;
  readonly index: number;
  readonly attentionMask: string;
  readonly output?: string;
}

function single(values: readonly string[]): string {
  const [value] = values;
  if (value === undefined) throw new Error('A dense layer gave no output.');
  return value;
}

function encoderLayer(
  graph: OnnxGraph,
  hidden: string,
  layer: LayerWeights,
  options: LayerOptions,
): string {
  const { codec, index } = options;
  const projections = [layer.query, layer.key, layer.value];
  const heads = codec.applyDense(graph, `layer.${index}.attention`, hidden, projections);
  const context = graph.node('Attention', [...heads, options.attentionMask], {
    q_num_heads: HEAD_COUNT,
    kv_num_heads: HEAD_COUNT,
  });
  const site = (name: string) => `layer.${index}.${name}`;
  const attended = codec.applyDense(graph, site('attentionOutput'), context, [
    layer.attentionOutput,
  ]);
  const middle = normalise(
    graph,
    graph.node('Add', [single(attended), hidden]),
    layer.attentionNorm,
  );
  const wide = codec.applyDense(graph, site('intermediate'), middle, [layer.intermediate]);
  const activated = graph.node('Gelu', wide);
  const narrow = codec.applyDense(graph, site('output'), activated, [layer.output]);
  const sum = graph.node('Add', [single(narrow), middle]);
  return normalise(graph, sum, layer.outputNorm, options.output);
}

/**
 * Sum over the real tokens, then L2: the division of the mean cancels out in the normalisation.
 */
function pool(graph: OnnxGraph, hidden: string, mask: string): void {
  const axis = graph.constant(BigInt64Array.of(1n), [1]);
  const row = graph.node('Unsqueeze', [mask, axis]);
  const sum = graph.node('Squeeze', [graph.node('MatMul', [row, hidden]), axis]);
  const attributes = { axis: -1, p: 2 };
  graph.node('LpNormalization', [sum], attributes, {
    output: 'sentence_embedding',
  });
}

/**
 * Bytes of an ONNX file of the encoder: int64 `input_ids` and `attention_mask` [batch, sequence]
 * to float32 `last_hidden_state` [batch, sequence, HIDDEN_SIZE] and `sentence_embedding` [batch,
 * HIDDEN_SIZE] (mean over the real tokens, L2-normalised). `taps` are further outputs.
 *
 * Plain Add + LayerNormalization and Gelu on purpose: the runtime's fused SkipLayerNormalization
 * and BiasGelu are slower on the CPU.
 */
export function buildEncoderGraph(
  weights: EncoderWeights,
  codec: DenseCodec,
  taps: ReadonlyMap<string, number> = new Map(),
): Uint8Array {
  const graph = new OnnxGraph();
  graph.input('input_ids', 'int64', ['batch', 'sequence']);
  graph.input('attention_mask', 'int64', ['batch', 'sequence']);
  const mask = graph.node('Cast', ['attention_mask'], { to: FLOAT32 });
  const attentionMask = attentionScores(graph, mask);
  let hidden = embeddings(graph, codec, weights);
  weights.layers.forEach((layer, index) => {
    const last = index === weights.layers.length - 1;
    const output = last ? { output: 'last_hidden_state' } : {};
    hidden = encoderLayer(graph, hidden, layer, {
      codec,
      index,
      attentionMask,
      ...output,
    });
  });
  pool(graph, hidden, mask);
  graph.output('last_hidden_state', ['batch', 'sequence', HIDDEN_SIZE]);
  graph.output('sentence_embedding', ['batch', HIDDEN_SIZE]);
  for (const [name, width] of taps) graph.output(name, ['batch', 'sequence', width]);
  return graph.encode('all-MiniLM-L6-v2');
}

/** Float32 as it is: the reference, and what calibration looks into. */
export class FloatCodec implements DenseCodec {
  /** The value that feeds each site, with its width. */
  readonly sites = new Map<string, { readonly value: string; readonly width: number }>();
  readonly #weights: EncoderWeights;

  constructor(weights: EncoderWeights) {
    this.#weights = weights;
  }

  embedWords(graph: OnnxGraph, ids: string): string {
    const { data, shape } = this.#weights.words;
    return graph.node('Gather', [graph.constant(data, shape), ids]);
  }

  applyDense(
    graph: OnnxGraph,
    site: string,
    input: string,
    layers: readonly DenseWeights[],
  ): readonly string[] {
    const width = layers[0]?.inputs ?? INTERMEDIATE_SIZE;
    this.sites.set(site, { value: input, width });
    return layers.map((layer) => {
      const weights = graph.constant(layer.weights, [layer.inputs, layer.outputs]);
      const bias = graph.constant(layer.bias, [layer.outputs]);
      return graph.node('Add', [graph.node('MatMul', [input, weights]), bias]);
    });
  }
}
