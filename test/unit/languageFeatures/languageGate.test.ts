import assert from 'node:assert/strict';
import { isEnough, neededCertainty } from '../../../src/vscode/languageFeatures/languageGate.ts';

const LANGUAGES: readonly (readonly [string, ReturnType<typeof neededCertainty>])[] = [
  ['plaintext', 'likely'],
  ['log', 'likely'],
  ['cisco', 'likely'],
  ['cisco-ios', 'likely'],
  ['junos', 'likely'],
  ['arista-eos', 'likely'],
  ['properties', 'certain'],
  ['ini', 'certain'],
  ['nginx', 'certain'],
  ['json', 'certain'],
  ['yaml', 'certain'],
  ['markdown', undefined],
  ['typescript', undefined],
  ['python', undefined],
];

describe('the language of a file', () => {
  for (const [language, needed] of LANGUAGES) {
    it(`${language} needs a ${needed ?? 'different'} configuration`, () => {
      assert.equal(neededCertainty(language), needed);
    });
  }

  it('decides how much is enough', () => {
    assert.deepEqual(
      (['certain', 'likely', 'none'] as const).map((found) => [
        isEnough(found, 'likely'),
        isEnough(found, 'certain'),
      ]),
      [
        [true, true],
        [true, false],
        [false, false],
      ],
    );
  });
});
