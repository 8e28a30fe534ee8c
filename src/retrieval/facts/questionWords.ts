import { foldText, tokenize } from '../../network/tokenize.ts';
import { withoutStopwords } from '../stopwords.ts';

/** Words of a question that name no thing: what is done with it, and how it is asked. */
const ORDINARY = new Set(
  `about act acts acting active actually all also already anywhere appear appears applied apply applies
  are belong belongs below bound called carry carries config configs configuration configurations
  configured configure configures contain contains contained currently declared deployed define defined
  defines definition definitions describe described details device devices different enable enabled
  enables every exactly exist exists explain explained file files following function functions given
  has have having hold holds implement implemented implements in inside is know known list listed
  live lives located location look mean meaning means mention mentioned mentions name named names
  need network networks not number of on our overview own owned owner owns participate participates
  part place placed please present purpose refer referenced references refers run running runs seen
  serve serves set sets setup someone something statement statements stand stands summarize
  summarise summary support supports supported tell thing things total turned under use used user
  uses using via work works
  aplica aplicada aplicado aplicadas aplicados aparece ativa ativado ativo atuam atua chamada chamado
  configura configuracao configuracoes configurada configurado configuradas configurados configuram
  contem define definem definicao definida definido descreva detalhes dispositivo dispositivos existe
  existem equipamento equipamentos esta estao explica explicar fale funcao habilitada habilitado
  habilitam listar mencionado no nome onde pertence pertencem possui possuem quem rede redes referencia
  referenciada referenciado referenciam resuma resumo roda rodam rodando serve servem significa significado
  significam sao sobre tem tenho usa usada usado usadas usados usam usando utiliza utilizada utilizado
  utilizam voce qual quais foi ser sendo ativos ativas visao geral configurar significar`
    .split(/\s+/)
    .filter(Boolean),
);

const WORD = /[%\p{L}\p{N}_][\p{L}\p{N}_./:%@+-]*/gu;
const TRAILING = /[.:/+-]+$/;

/** The words of a question as written, without punctuation at their ends. */
export function writtenWords(question: string): string[] {
  return (question.match(WORD) ?? []).map((word) => word.replace(TRAILING, '')).filter(Boolean);
}

/** Whether a word says nothing about what is looked for. */
export function isOrdinary(word: string): boolean {
  const folded = foldText(word);
  return ORDINARY.has(folded) || withoutStopwords(tokenize(folded).slice(0, 1)).length === 0;
}

/** Words of the question that are neither ordinary nor among those that are understood. */
export function leftWords(question: string, understood: (word: string) => boolean): string[] {
  return writtenWords(question).filter((word) => !isOrdinary(word) && !understood(word));
}
