import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { NetGuruError, sentence } from '../core/errors.ts';

const MODEL_FILES = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'onnx/model_quantized.onnx',
];
/** Nothing can be embedded under this id, so nothing is ever stored under it. */
const UNAVAILABLE_MODEL_ID = 'unavailable';

const modelConfigSchema = z.object({
  netguru: z.object({ modelId: z.string().min(1) }),
});

/** @throws NetGuruError `model-missing`, naming the folder. */
export function checkModelFiles(modelFolder: string): void {
  const missing = MODEL_FILES.find((file) => !existsSync(join(modelFolder, file)));
  if (missing === undefined) return;
  throw new NetGuruError(
    'model-missing',
    sentence('The embedding model is missing from {0}. Reinstall NetGuru.', modelFolder),
    { cause: new Error(`${missing} does not exist`) },
  );
}

/** The id that the model build wrote into config.json: a hash of the model's and tokenizer's bytes. */
export function readModelId(modelFolder: string): string {
  try {
    const text = readFileSync(join(modelFolder, 'config.json'), 'utf8');
    return modelConfigSchema.parse(JSON.parse(text)).netguru.modelId;
  } catch {
    return UNAVAILABLE_MODEL_ID;
  }
}
