import { tokenize } from '../network/tokenize.ts';

/** Words of questions that say nothing about what is looked for. `no` and `not` stay out of it. */
const ENGLISH = `a an the is are was were be been being do does did done doing has have had having
  i me my we us our you your he she it its they them their this that these those there here what
  which who whom whose when where why how of on in at to from for by with about into over after
  before between through and or but if then than so as can could should would may might must will
  shall any all some each every both either there's that's get gets got give gives tell show me
  please explain find list describe use used uses using make makes made happen happened happens
  keep keeps kept same really just also only still yet very much many more most few long one`;
const PORTUGUESE = `a o as os um uma uns umas de da do das dos em na no nas nos por pela pelo pelas
  pelos para pra com sem sob sobre entre ate e ou mas se que qual quais quando onde como porque por
  quem cujo cuja isso isto esse essa esses essas este esta estes estas aquele aquela ele ela eles
  elas eu meu minha meus minhas seu sua seus suas nosso nossa sao e foi era ser estar esta estao
  tem ter ha existe existem faz fazer fazem deve devo pode posso me mais muito ja tambem so nao sim
  ao aos algum alguma quero preciso mostre liste explique passa`;

const STOPWORDS = new Set(tokenize(`${ENGLISH} ${PORTUGUESE}`));

/** The tokens of a question that can find something. */
export function withoutStopwords(tokens: readonly string[]): string[] {
  return tokens.filter((token) => !STOPWORDS.has(token) && (token.length > 1 || /\d/.test(token)));
}
