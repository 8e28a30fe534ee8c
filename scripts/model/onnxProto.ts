import protobuf from 'protobufjs';

/**
 * The part of the ONNX format that an encoder graph needs, with the field numbers of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 */
const ONNX_PROTO = `
syntax = "proto3";
package onnx;
message AttributeProto {
  string name = 1; float f = 2; int64 i = 3; bytes s = 4; repeated int64 ints = 8; int32 type = 20;
}
message NodeProto {
  repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4;
  repeated AttributeProto attribute = 5; string domain = 7;
}
message TensorProto {
  repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9;
}
message Dimension { int64 dim_value = 1; string dim_param = 2; }
message TensorShapeProto { repeated Dimension dim = 1; }
message TensorTypeProto { int32 elem_type = 1; TensorShapeProto shape = 2; }
message TypeProto { TensorTypeProto tensor_type = 1; }
message ValueInfoProto { string name = 1; TypeProto type = 2; }
message OperatorSetIdProto { string domain = 1; int64 version = 2; }
message GraphProto {
  repeated NodeProto node = 1; string name = 2; repeated TensorProto initializer = 5;
  repeated ValueInfoProto input = 11; repeated ValueInfoProto output = 12;
}
message ModelProto {
  int64 ir_version = 1; string producer_name = 2; GraphProto graph = 7;
  repeated OperatorSetIdProto opset_import = 8;
}`;

const { root } = protobuf.parse(ONNX_PROTO, { keepCase: true });
const modelProto = root.lookupType('onnx.ModelProto');

/** Opset with the standard `Attention` operator, and the IR version that belongs to it. */
const OPSET_VERSION = 23;
const IR_VERSION = 11;

const ELEMENT_TYPES = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int64: 7,
  bool: 9,
} as const;
export type ElementType = keyof typeof ELEMENT_TYPES;
export const elementTypeCode = (type: ElementType): number => ELEMENT_TYPES[type];

const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;

/** A float attribute is wrapped, so that whole numbers stay what the operator expects. */
export type AttributeValue = number | readonly number[] | { readonly float: number };

export type TensorData = Float32Array | Uint8Array | Int8Array | BigInt64Array;

function elementTypeOf(data: TensorData): ElementType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Uint8Array) return 'uint8';
  return data instanceof Int8Array ? 'int8' : 'int64';
}

function attribute(name: string, value: AttributeValue): object {
  if (typeof value === 'number') return { name, i: value, type: ATTRIBUTE_INT };
  if ('float' in value) return { name, f: value.float, type: ATTRIBUTE_FLOAT };
  return { name, ints: value, type: ATTRIBUTE_INTS };
}

function valueInfo(name: string, type: ElementType, shape: readonly (number | string)[]): object {
  const dim = shape.map((size) =>
    typeof size === 'number' ? { dim_value: size } : { dim_param: size },
  );
  return {
    name,
    type: { tensor_type: { elem_type: ELEMENT_TYPES[type], shape: { dim } } },
  };
}

/** Collects nodes in execution order and gives the bytes of the model file. */
export class OnnxGraph {
  readonly #nodes: object[] = [];
  readonly #initializers: object[] = [];
  readonly #inputs: object[] = [];
  readonly #outputs: object[] = [];
  #counter = 0;

  input(name: string, type: ElementType, shape: readonly (number | string)[]): string {
    this.#inputs.push(valueInfo(name, type, shape));
    return name;
  }

  output(name: string, shape: readonly (number | string)[]): void {
    this.#outputs.push(valueInfo(name, 'float32', shape));
  }

  constant(data: TensorData, shape: readonly number[], name = this.#freshName('const')): string {
    const raw_data = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#initializers.push({
      dims: shape,
      data_type: ELEMENT_TYPES[elementTypeOf(data)],
      name,
      raw_data,
    });
    return name;
  }

  scalar(value: number): string {
    return this.constant(Float32Array.of(value), []);
  }

  /** Adds one node with one output and gives the output's name. An empty input is left out. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    options: { readonly output?: string; readonly domain?: string } = {},
  ): string {
    const output = options.output ?? this.#freshName(operator);
    this.#nodes.push({
      input: inputs,
      output: [output],
      name: `node_${output}`,
      op_type: operator,
      attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
      domain: options.domain ?? '',
    });
    return output;
  }

  /** Little-endian machines only: tensor data is written as it lies in memory. */
  encode(graphName: string): Uint8Array {
    const message = {
      ir_version: IR_VERSION,
      producer_name: 'netguru',
      graph: {
        name: graphName,
        node: this.#nodes,
        initializer: this.#initializers,
        input: this.#inputs,
        output: this.#outputs,
      },
      opset_import: [
        { domain: '', version: OPSET_VERSION },
        { domain: 'com.microsoft', version: 1 },
      ],
    };
    return modelProto.encode(modelProto.fromObject(message)).finish();
  }

  #freshName(stem: string): string {
    this.#counter += 1;
    return `${stem}_${this.#counter}`;
  }
}
