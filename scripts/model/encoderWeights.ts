import { type FloatTensor, readSafetensors } from './safetensors.ts';

export const HIDDEN_SIZE = 384;
export const INTERMEDIATE_SIZE = 1536;
export const HEAD_COUNT = 12;
export const LAYER_COUNT = 6;

/** A dense layer, y = x·weights + bias; `weights` is row-major [inputs, outputs]. */
export interface DenseWeights {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface NormWeights {
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

export interface LayerWeights {
  readonly query: DenseWeights;
  readonly key: DenseWeights;
  readonly value: DenseWeights;
  readonly attentionOutput: DenseWeights;
  readonly attentionNorm: NormWeights;
  readonly intermediate: DenseWeights;
  readonly output: DenseWeights;
  readonly outputNorm: NormWeights;
}

export interface EncoderWeights {
  readonly words: FloatTensor;
  /** Position embeddings with those of token type 0 added: one text never has a second type. */
  readonly positions: FloatTensor;
  readonly embeddingNorm: NormWeights;
  readonly layers: readonly LayerWeights[];
}

/** safetensors holds [outputs, inputs], as PyTorch's Linear does; ONNX multiplies from the left. */
function transposed(matrix: FloatTensor, bias: FloatTensor): DenseWeights {
  const [outputs = 0, inputs = 0] = matrix.shape;
  const weights = new Float32Array(matrix.data.length);
  for (let row = 0; row < outputs; row += 1) {
    for (let column = 0; column < inputs; column += 1) {
      weights[column * outputs + row] = matrix.data[row * inputs + column] ?? 0;
    }
  }
  return { inputs, outputs, weights, bias: bias.data };
}

function addTokenType(positions: FloatTensor, types: FloatTensor): FloatTensor {
  const data = positions.data.map((value, i) => value + (types.data[i % HIDDEN_SIZE] ?? 0));
  return { shape: positions.shape, data };
}

/** The weights of a BERT encoder with the sizes of all-MiniLM-L6-v2, from its safetensors file. */
export function readEncoderWeights(file: string): EncoderWeights {
  const tensors = readSafetensors(file);
  const tensor = (name: string): FloatTensor => {
    const found = tensors.get(name);
    if (found === undefined) throw new Error(`${file}: no tensor ${name}`);
    return found;
  };
  const dense = (name: string) => transposed(tensor(`${name}.weight`), tensor(`${name}.bias`));
  const norm = (name: string): NormWeights => ({
    scale: tensor(`${name}.LayerNorm.weight`).data,
    bias: tensor(`${name}.LayerNorm.bias`).data,
  });
  const layers = Array.from({ length: LAYER_COUNT }, (_, index): LayerWeights => {
    const layer = `encoder.layer.${index}`;
    return {
      query: dense(`${layer}.attention.self.query`),
      key: dense(`${layer}.attention.self.key`),
      value: dense(`${layer}.attention.self.value`),
      attentionOutput: dense(`${layer}.attention.output.dense`),
      attentionNorm: norm(`${layer}.attention.output`),
      intermediate: dense(`${layer}.intermediate.dense`),
      output: dense(`${layer}.output.dense`),
      outputNorm: norm(`${layer}.output`),
    };
  });
  const typeName = 'embeddings.token_type_embeddings.weight';
  return {
    words: tensor('embeddings.word_embeddings.weight'),
    positions: addTokenType(tensor('embeddings.position_embeddings.weight'), tensor(typeName)),
    embeddingNorm: norm('embeddings'),
    layers,
  };
}
