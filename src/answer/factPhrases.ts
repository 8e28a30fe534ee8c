import type { FactColumnKey, FactSentenceKey } from '../core/facts.ts';
import type { Language } from '../core/language.ts';

/** Texts of composed facts. Values in braces are filled in by `phrase`. */
export const FACT_PHRASES: Readonly<
  Record<FactSentenceKey | FactColumnKey, Readonly<Record<Language, string>>>
> = {
  factAddressUses: {
    en: 'Your files use {0} here:',
    'pt-br': 'Seus arquivos usam {0} aqui:',
  },
  factAddressNoOwner: {
    en: 'No interface in your files has {0}; it occurs here:',
    'pt-br': 'Nenhuma interface nos seus arquivos tem {0}; ele ocorre aqui:',
  },
  factAddressWithin: {
    en: '{0} is inside of these networks:',
    'pt-br': '{0} está dentro destas redes:',
  },
  factAddressNowhere: {
    en: 'No statement in your indexed files holds {0} itself.',
    'pt-br': 'Nenhuma linha dos seus arquivos indexados contém {0}.',
  },
  factDefinedOn: {
    en: '{0} {1} is defined on {2}:',
    'pt-br': 'Definição de {0} {1} em {2}:',
  },
  factSameOn: {
    en: 'The same definition stands on {0} more: {1}.',
    'pt-br': 'A mesma definição está em mais {0}: {1}.',
  },
  factRefersTo: { en: 'It refers to {0} {1}:', 'pt-br': 'Ela se refere a {0} {1}:' },
  factUndefinedOn: {
    en: '{0} {1} is used on {2}, but not defined there.',
    'pt-br': '{0} {1} é usado em {2}, mas não está definido lá.',
  },
  factUsedIn: { en: 'Where it is used ({0}):', 'pt-br': 'Onde é usado ({0}):' },
  factNotUsed: {
    en: 'No statement of these configurations uses it.',
    'pt-br': 'Nenhuma linha dessas configurações o utiliza.',
  },
  factNotOn: {
    en: '{0} {1} is neither defined nor used on {2}.',
    'pt-br': '{0} {1} não é definido nem usado em {2}.',
  },
  factMatching: {
    en: 'Devices with a statement that holds {2}: {0} of {1}.',
    'pt-br': 'Equipamentos com uma linha que contém {2}: {0} de {1}.',
  },
  factMatchingNot: {
    en: 'Devices without a statement that holds {2}: {0} of {1}: {3}.',
    'pt-br': 'Equipamentos sem nenhuma linha que contenha {2}: {0} de {1}: {3}.',
  },
  factMatchingNone: {
    en: 'None of the configurations ({0}) has a statement that holds {1}.',
    'pt-br': 'Nenhuma das configurações ({0}) tem uma linha que contenha {1}.',
  },
  factMatchingMore: { en: 'And {0} more: {1}.', 'pt-br': 'E mais {0}: {1}.' },
  factSeverity: {
    en: '{0} is a message of severity {1} (0 is the most severe, 7 is debugging).',
    'pt-br': '{0} é uma mensagem de severidade {1} (0 é a mais grave, 7 é depuração).',
  },
  factLogged: {
    en: 'Occurrences of {0} in your files: {1}, in {2} of them:',
    'pt-br': 'Ocorrências de {0} nos seus arquivos: {1}, em {2} deles:',
  },
  factNotLogged: {
    en: '{0} occurs in none of your indexed logs.',
    'pt-br': '{0} não ocorre em nenhum dos seus logs indexados.',
  },
  factDevice: { en: '{0}: {1}, from {2}.', 'pt-br': '{0}: {1}, de {2}.' },
  factInterfaces: {
    en: 'Interfaces: {0}; addresses: {1}.',
    'pt-br': 'Interfaces: {0}; endereços: {1}.',
  },
  factRouting: { en: 'Routing: {0}.', 'pt-br': 'Roteamento: {0}.' },
  factNeighbors: { en: 'BGP neighbors ({0}): {1}.', 'pt-br': 'Vizinhos BGP ({0}): {1}.' },
  factMore: { en: 'And {0} more: {1}.', 'pt-br': 'E mais {0}: {1}.' },
  factNotTogether: {
    en: 'No statement of {0} holds {1} together.',
    'pt-br': 'Nenhuma linha de {0} contém {1} ao mesmo tempo.',
  },
  factNoMention: {
    en: 'No indexed log line is dated {0} (month-day).',
    'pt-br': 'Nenhuma linha de log indexada é de {0} (mês-dia).',
  },
  factNoMentionOn: {
    en: 'Nothing in the files of {0} mentions {1}.',
    'pt-br': 'Nada nos arquivos de {0} menciona {1}.',
  },
  columnDevice: { en: 'Device', 'pt-br': 'Equipamento' },
  columnInterface: { en: 'Interface or section', 'pt-br': 'Interface ou seção' },
  columnAddress: { en: 'Address', 'pt-br': 'Endereço' },
  columnVrf: { en: 'VRF', 'pt-br': 'VRF' },
  columnStatement: { en: 'Statement', 'pt-br': 'Linha' },
  columnSection: { en: 'Section', 'pt-br': 'Seção' },
  columnCount: { en: 'Messages', 'pt-br': 'Mensagens' },
  columnFirst: { en: 'First', 'pt-br': 'Primeira' },
  columnLast: { en: 'Last', 'pt-br': 'Última' },
};
