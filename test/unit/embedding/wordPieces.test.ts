import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildModel, MODEL_FOLDER } from '../../../scripts/model/build.ts';
import { calibrationTexts } from '../../../scripts/model/quantisedModel.ts';
import { loadTokenizer, type Tokenise } from '../../../scripts/model/tokenizerFiles.ts';
import { estimateWordPieces } from '../../../src/core/wordPieces.ts';
import { networkTexts } from '../../bench/networkTexts.ts';

const ROOT = join(import.meta.dirname, '../../..');
const MARKER_TOKENS = 2;
const MAX_CORPUS_FILES = 60;

function corpusSections(): string[] {
  return globSync('corpus/*/*.md', { cwd: ROOT })
    .sort()
    .slice(0, MAX_CORPUS_FILES)
    .flatMap((file) => readFileSync(join(ROOT, file), 'utf8').split(/\n{2,}/));
}

describe('estimateWordPieces', function () {
  this.timeout(120_000);
  let tokenise: Tokenise;

  before(async () => {
    await buildModel(() => undefined);
    tokenise = await loadTokenizer(MODEL_FOLDER);
  });

  const groups = [
    { name: 'written samples', texts: calibrationTexts() },
    { name: 'generated configs and logs', texts: networkTexts(400, 99) },
    { name: 'corpus sections', texts: corpusSections() },
  ];
  for (const { name, texts } of groups) {
    it(`is close to the tokenizer on ${name}, and rarely below it`, () => {
      const ratios = texts
        .filter((text) => text.length > 150)
        .map((text) => {
          const actual = tokenise(text, Number.MAX_SAFE_INTEGER).length - MARKER_TOKENS;
          return estimateWordPieces(text) / actual;
        })
        .sort((a, b) => a - b);
      const quantile = (share: number) => ratios[Math.floor(share * (ratios.length - 1))] ?? 0;
      assert(quantile(0.05) >= 0.9, `5 % of the estimates are below ${quantile(0.05)}`);
      assert(quantile(0.5) <= 1.12, `half of the estimates are above ${quantile(0.5)}`);
      assert(quantile(0.95) <= 1.25, `5 % of the estimates are above ${quantile(0.95)}`);
    });
  }

  const cases = [
    { text: '', pieces: 0 },
    { text: ' \t\r\n', pieces: 0 },
    { text: '10.0.0.1', pieces: 7 },
    { text: '!!!', pieces: 3 },
    { text: 'x'.repeat(101), pieces: 1 },
    { text: '交換機', pieces: 3 },
  ];
  for (const { text, pieces } of cases) {
    it(`counts ${pieces} in ${JSON.stringify(text.slice(0, 12))}`, () => {
      assert.equal(estimateWordPieces(text), pieces);
    });
  }
});
