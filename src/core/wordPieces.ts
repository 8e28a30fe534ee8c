/** A longer word becomes one [UNK] piece (`max_input_chars_per_word` of BERT's WordPiece). */
const MAX_WORD_CHARACTERS = 100;

/** Accented words mean a language that the English vocabulary cuts finer; per plain letter. */
const FOREIGN_TEXT_SURCHARGE = 0.16;

interface WordShape {
  length: number;
  digits: number;
  upperCase: number;
  nonAscii: number;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isUpperCase = (code: number): boolean => code >= 65 && code <= 90;
const isLowerCase = (code: number): boolean => code >= 97 && code <= 122;
const isSpace = (code: number): boolean => code <= 32 || code === 0x7f || code === 0xa0;
/** Accented Latin, Greek, Cyrillic, …; from 0x2000 on (Chinese, symbols), each is a piece. */
const isForeignLetter = (code: number): boolean =>
  code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7;

/** Mean piece counts per shape of word, measured with the tokenizer on configs, logs and prose. */
function piecesOfWord(word: WordShape): number {
  const { length, digits, upperCase, nonAscii } = word;
  if (length > MAX_WORD_CHARACTERS) return 1;
  if (digits === length) return length <= 3 ? 1 : 0.45 * length + 0.4;
  if (digits > 0) return length > 9 ? 0.65 * length : 0.35 * length + 1;
  if (nonAscii > 0) return 0.35 * length + 0.5;
  if (length <= 2) return 1.15;
  if (upperCase === length) return length <= 6 ? 1.5 : 0.3 * length;
  if (upperCase > 1) return 0.3 * length + 0.4;
  if (length <= 9) return 1.25;
  return length <= 16 ? 1.7 : 0.25 * length;
}

/**
 * About how many word pieces all-MiniLM-L6-v2 reads in `text`, its two marker tokens left out.
 * Pure and fast, for cutting texts to the model's limit: on configs it is rarely below the
 * tokenizer's count (see test/unit/embedding/wordPieces.test.ts for the bounds).
 */
export function estimateWordPieces(text: string): number {
  let pieces = 0;
  let plainLetters = 0;
  let isForeignText = false;
  const word: WordShape = { length: 0, digits: 0, upperCase: 0, nonAscii: 0 };
  const endWord = (): void => {
    if (word.length === 0) return;
    pieces += piecesOfWord(word);
    if (word.nonAscii > 0) isForeignText = true;
    else if (word.length > 2 && word.digits === 0) plainLetters += word.length;
    word.length = 0;
    word.digits = 0;
    word.upperCase = 0;
    word.nonAscii = 0;
  };
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const digit = isDigit(code);
    const foreign = isForeignLetter(code);
    if (digit || foreign || isUpperCase(code) || isLowerCase(code)) {
      word.length += 1;
      if (digit) word.digits += 1;
      else if (foreign) word.nonAscii += 1;
      else if (isUpperCase(code)) word.upperCase += 1;
      continue;
    }
    endWord();
    if (!isSpace(code)) pieces += 1;
  }
  endWord();
  return Math.ceil(isForeignText ? pieces + FOREIGN_TEXT_SURCHARGE * plainLetters : pieces);
}
