import type { Language } from '../core/language.ts';
import { FACT_PHRASES } from './factPhrases.ts';

/**
 * Texts that are part of an answer and so follow the language of the question, not of the
 * editor. Values in braces are filled in by `phrase`.
 */
const PHRASES = {
  ...FACT_PHRASES,
  offlineIntro: {
    en: 'No model is set up, so here are the passages that fit your question best.',
    'pt-br':
      'Nenhum modelo está configurado; estes são os trechos que melhor respondem à sua pergunta.',
  },
  factsIntro: {
    en: 'Computed from your indexed files, without a model.',
    'pt-br': 'Calculado a partir dos seus arquivos indexados, sem modelo.',
  },
  nothingFits: {
    en: 'Your files do not seem to hold the answer. What comes nearest:',
    'pt-br': 'Seus arquivos não parecem conter a resposta. O que chega mais perto:',
  },
  fromFiles: { en: 'From your files', 'pt-br': 'Dos seus arquivos' },
  fromCorpus: {
    en: 'From the NetGuru corpus',
    'pt-br': 'Do acervo do NetGuru',
  },
  nothingFound: {
    en: 'I found nothing about this in your files or in the NetGuru corpus. Name a device, an interface, an address or a message code, or check that the files are indexed.',
    'pt-br':
      'Não encontrei nada sobre isso nos seus arquivos nem no acervo do NetGuru. Cite um equipamento, uma interface, um endereço ou o código de uma mensagem, ou verifique se os arquivos estão indexados.',
  },
  nothingOwn: {
    en: 'Your files hold nothing that fits this question.',
    'pt-br': 'Seus arquivos não têm nada que responda a esta pergunta.',
  },
  unknownName: {
    en: 'None of your indexed files mentions **{0}**.',
    'pt-br': 'Nenhum dos seus arquivos indexados menciona **{0}**.',
  },
  lines: { en: 'lines {0}–{1}', 'pt-br': 'linhas {0}–{1}' },
  line: { en: 'line {0}', 'pt-br': 'linha {0}' },
  page: { en: 'page {0}', 'pt-br': 'página {0}' },
  pages: { en: 'pages {0}–{1}', 'pt-br': 'páginas {0}–{1}' },
  packet: { en: 'packet {0}', 'pt-br': 'pacote {0}' },
  packets: { en: 'packets {0}–{1}', 'pt-br': 'pacotes {0}–{1}' },
  shortened: { en: '… {0} more lines', 'pt-br': '… mais {0} linhas' },
} as const satisfies Record<string, Record<Language, string>>;

export type PhraseKey = keyof typeof PHRASES;

/** A text in the language of the answer, with its `{0}` places filled. */
export function phrase(
  language: Language,
  key: PhraseKey,
  ...args: readonly (string | number)[]
): string {
  return PHRASES[key][language].replace(/\{(\d)\}/g, (_, index: string) =>
    String(args[Number(index)] ?? ''),
  );
}
