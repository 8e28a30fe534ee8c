import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AutoTokenizer, env } from '@xenova/transformers';
import { EMBEDDING_MAX_WORD_PIECES } from '../../src/core/limits.ts';
import { tokenizerFile } from './modelSource.ts';

const TOKENIZER_CONFIG = {
  tokenizer_class: 'BertTokenizer',
  model_max_length: EMBEDDING_MAX_WORD_PIECES,
  do_lower_case: true,
  strip_accents: null,
  tokenize_chinese_chars: true,
  clean_up_tokenization_spaces: true,
  cls_token: '[CLS]',
  sep_token: '[SEP]',
  pad_token: '[PAD]',
  unk_token: '[UNK]',
  mask_token: '[MASK]',
};

/**
 * Writes tokenizer.json and tokenizer_config.json into a model folder. The source pads and cuts
 * every text to 128 word pieces; both are removed here.
 */
export function writeTokenizerFiles(folder: string): void {
  const tokenizer: object = JSON.parse(readFileSync(tokenizerFile(), 'utf8'));
  const unbounded = { ...tokenizer, truncation: null, padding: null };
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(unbounded));
  const config = `${JSON.stringify(TOKENIZER_CONFIG, null, 2)}\n`;
  writeFileSync(join(folder, 'tokenizer_config.json'), config);
}

/** Word-piece ids of a text, [CLS] and [SEP] included, cut to `maxLength`. */
export type Tokenise = (text: string, maxLength: number) => number[];

export async function loadTokenizer(folder: string): Promise<Tokenise> {
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(folder, {
    local_files_only: true,
  });
  return (text, maxLength) => {
    const ids = tokenizer.encode(text);
    const end = ids.at(-1);
    if (ids.length <= maxLength || end === undefined) return ids;
    return [...ids.slice(0, maxLength - 1), end];
  };
}
