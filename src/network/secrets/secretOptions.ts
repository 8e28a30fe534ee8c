import { isSecretName } from './secretFieldNames.ts';
import type { SecretKind } from './secretNames.ts';
import { isHarmless } from './secretProse.ts';
import type { SecretSpan } from './secretSpans.ts';
import { valueAt, type Word } from './secretWords.ts';

/** Options of command-line tools whose next word, or whose own end, is a secret. */
interface Tool {
  readonly names: RegExp;
  readonly options: RegExp;
  readonly kind: SecretKind;
  /** The secret may be glued to the option: `mysql -pSecret`. */
  readonly glued?: RegExp;
}

const TOOLS: readonly Tool[] = [
  {
    names:
      /^(?:snmp(?:walk|get|getnext|bulkwalk|bulkget|set|trap|inform|table|status|test)|onesixtyone|check_snmp)$/,
    options: /^-c$/,
    kind: 'snmp-community',
    glued: /^-c(?=.)/,
  },
  {
    names:
      /^(?:snmp(?:walk|get|getnext|bulkwalk|bulkget|set|trap|inform|table|status|test)|check_snmp)$/,
    options: /^-[AX]$/,
    kind: 'snmp-key',
  },
  { names: /^sshpass$/, options: /^-p$/, kind: 'password', glued: /^-p(?=.)/ },
  { names: /^(?:plink|pscp|psftp)(?:\.exe)?$/, options: /^-pw$/, kind: 'password' },
  {
    names: /^(?:mysql|mysqldump|mysqladmin|mariadb)$/,
    options: /^$/,
    kind: 'password',
    glued: /^-p(?=.)/,
  },
  { names: /^ipmitool$/, options: /^-P$/, kind: 'password' },
  { names: /^ldap(?:search|modify|add|delete|whoami)$/, options: /^-w$/, kind: 'password' },
  { names: /^(?:redis-cli)$/, options: /^-a$/, kind: 'password' },
  { names: /^(?:htpasswd)$/, options: /^$/, kind: 'password' },
];
/** `user:password` and `user%password`. */
const LOGIN_OPTION = /^(?:-u|-U|--user|--proxy-user|--login)$/;
const LOGIN_TOOL = /^(?:curl|wget|http|https|smbclient|rpcclient|net|ncat|rsync)$/;
const MAX_TOOL_WORDS = 64;

/** Secrets in the options of command lines: `snmpwalk -c X`, `--password X`, `curl -u a:b`. */
export function optionSecrets(line: string, words: readonly Word[]): SecretSpan[] {
  const spans: SecretSpan[] = [];
  const add = (word: Word | undefined, skip: number, kind: SecretKind): void => {
    if (!word) return;
    const { start, end } = valueAt(line, { start: word.start + skip, end: word.end }, false);
    if (!isHarmless(line.slice(start, end))) spans.push({ start, end, kind });
  };
  let toolAt = -MAX_TOOL_WORDS;
  let tools: readonly Tool[] = [];
  let takesLogin = false;
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    const named = TOOLS.filter(({ names }) => names.test(word.keyword));
    if (named.length > 0 || LOGIN_TOOL.test(word.keyword)) {
      tools = named;
      takesLogin = LOGIN_TOOL.test(word.keyword);
      toolAt = index;
    }
    if (/^--?[a-z][\w-]{2,40}$/i.test(word.text) && isSecretName(word.text)) {
      if (next && !next.text.startsWith('-')) add(next, 0, 'password');
    }
    if (!word.text.startsWith('-') || index - toolAt > MAX_TOOL_WORDS) continue;
    for (const { options, glued, kind } of tools) {
      if (options.test(word.text)) add(next, 0, kind);
      else if (glued?.test(word.text)) add(word, 2, kind);
    }
    const split = /[:%]/.exec(next?.text.slice(0, 200) ?? '')?.index ?? -1;
    if (takesLogin && LOGIN_OPTION.test(word.text) && split > 0) add(next, split + 1, 'password');
  }
  return spans;
}
