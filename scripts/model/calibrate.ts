import type { InferenceSession, Tensor } from 'onnxruntime-node';

/** What a site's input looks like over the calibration texts. */
export interface SiteStatistics {
  /** Per channel: the least and greatest value seen. */
  readonly minimum: Float32Array;
  readonly maximum: Float32Array;
}

/** Rounds the last bits away, in which processors differ: equal sources give equal models. */
const SIGNIFICANT_DIGITS = 3;

function emptyStatistics(width: number): SiteStatistics {
  return {
    minimum: new Float32Array(width).fill(Infinity),
    maximum: new Float32Array(width).fill(-Infinity),
  };
}

function observe(statistics: SiteStatistics, values: Float32Array): void {
  const { minimum, maximum } = statistics;
  const width = minimum.length;
  for (let i = 0; i < values.length; i += 1) {
    const channel = i % width;
    const value = values[i] ?? 0;
    if (value < (minimum[channel] ?? 0)) minimum[channel] = value;
    if (value > (maximum[channel] ?? 0)) maximum[channel] = value;
  }
}

function roundInPlace(values: Float32Array): void {
  values.forEach((value, i) => {
    values[i] = Number(value.toPrecision(SIGNIFICANT_DIGITS));
  });
}

function floatData(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new Error('The calibration graph gave no float output.');
}

export interface CalibrationRun {
  readonly session: InferenceSession;
  readonly makeTensor: (data: BigInt64Array, dims: readonly number[]) => Tensor;
  /** Output name and width of each site. */
  readonly sites: ReadonlyMap<string, { readonly value: string; readonly width: number }>;
  /** Word-piece ids of each calibration text. */
  readonly texts: readonly (readonly number[])[];
}

/** Runs every text alone (so no padding is observed) and gives the statistics of each site. */
export async function collectStatistics(run: CalibrationRun): Promise<Map<string, SiteStatistics>> {
  const statistics = new Map<string, SiteStatistics>();
  for (const [site, { width }] of run.sites) statistics.set(site, emptyStatistics(width));
  for (const ids of run.texts) {
    const dims = [1, ids.length];
    const outputs = await run.session.run({
      input_ids: run.makeTensor(BigInt64Array.from(ids, BigInt), dims),
      attention_mask: run.makeTensor(new BigInt64Array(ids.length).fill(1n), dims),
    });
    for (const [site, { value }] of run.sites) {
      const target = statistics.get(site);
      if (target !== undefined) observe(target, floatData(outputs[value]));
    }
  }
  for (const { minimum, maximum } of statistics.values()) {
    roundInPlace(minimum);
    roundInPlace(maximum);
  }
  return statistics;
}
