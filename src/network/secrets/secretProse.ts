import { canonicalInterface } from '../identifiers.ts';

/**
 * Commands and sentences use the same words: `enable secret Foo` and "the enable secret for R1".
 * These judgments tell a value from a word of a sentence, in English and Portuguese.
 */

const FUNCTION_WORDS = new Set(
  `a an the this that these those is are was were be been being am of on in for to and or not no
  nor but with without from by at as it its they them we you i he she your our my their which when
  where why how what who whose vs versus if then else than into onto over via per do does did has
  have had can could should shall must may might will would about between during after before
  because so there here also both either each every any some all only just still already never
  always again too very more most less please
  e o é são foi era está estão ser da do das dos de para em no na nos nas com sem por que qual quais
  como onde quando não ou um uma os as ao à aos às se já mas pelo pela este esta isso minha meu seu
  sua`.split(/\s+/),
);

/** Words that sentences and commands put behind "password" and its like, and that no one sets. */
const COMMON_WORDS = new Set(
  `string strings word words key keys hash hashes value values policy policies configured
  configuration config command commands statement statements authentication authenticated
  authenticate authorization encryption encrypted recovery reset change changed changes expired
  expiry expires expiration wrong right correct incorrect invalid valid missing required needed set
  unset setting settings type types level levels mode modes same different equal shared stored
  removed present absent used using use uses line lines number name names named length minimum
  maximum field fields mismatch match matches failed failure failures error errors attempt attempts
  timeout prompt check checked verification entered accepted rejected strength strong weak plain
  cleartext default management manager database file files authority server servers server-group
  group groups list lists lifetime rotation exchange generation pair pairs chain chains id ids
  ring size index option options format sent received protected protection problem problems issue
  data material text secret secrets password passwords credential credentials token tokens access
  user users username host hosts login logins local remote read-only read-write
  peer peers neighbor neighbors device devices router routers switch switches interface interfaces
  profile profiles tunnel tunnels vpn vrf community communities flow
  configurada configurado errada errado incorreta correta diferente igual vazia inválida
  expirada necessária chave senha senhas segredo comunidade`.split(/\s+/),
);

/** Settings that stand where a secret could, and hold none. */
const SWITCHES = new Set(
  `enable enabled disable disabled on off true false yes no none null nil undefined empty unset
  required optional hidden redacted masked removed unknown n/a`.split(/\s+/),
);

/** Longer texts are no words; what judges words stays quick. */
const MAX_WORD_CHARACTERS = 256;

/** A value that is nothing to hide: punctuation, a switch, a mask, a placeholder, a variable. */
export function isHarmless(value: string): boolean {
  // Its inside is found as such, and its marks stay.
  if (value.startsWith('-----BEGIN')) return true;
  if (value.length > MAX_WORD_CHARACTERS) return false;
  if (!/[\p{L}\d]/u.test(value)) return true;
  if (SWITCHES.has(value.toLowerCase())) return true;
  // The shortened hashes and keys of documents.
  if (/^(?:\$\w{1,6}\$)?(?:\.{3}|…)|^\$\w{1,6}\$$/.test(value)) return true;
  if (/^[*•]+$|^[xX]{4,}$|^\*+\w{0,4}$/.test(value)) return true;
  // One of ours, with what a sentence may have behind it.
  if (/^<secret:[a-z-]{1,40}-\d{1,9}>/.test(value)) return true;
  // <password>, and the first word of <secret hidden>.
  if (/^<\p{L}[\p{L}\d _:-]{0,60}>$/u.test(value)) return true;
  if (/^<(?:secret|configuration|password|passphrase|key|hash|your|the|new|value)$/i.test(value)) {
    return true;
  }
  return /^(?:\$\{[^}]*\}?|\$[A-Z_]+|\$\(.*|\{\{.*|%\w+%|%[sdv])$/.test(value);
}

const VERB_FORM = /^[a-z]{2,}(?:ing|ed|tion|tions|ados?|adas?|idos?|idas?)$/;

export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}

/** A word that a sentence may have behind a keyword such as "password". */
export function isProseWord(value: string): boolean {
  if (value.length > MAX_WORD_CHARACTERS) return false;
  const word = value.toLowerCase();
  return FUNCTION_WORDS.has(word) || COMMON_WORDS.has(word) || VERB_FORM.test(value);
}

const PLAIN_NAMES = [
  // Addresses, prefixes, times, AS numbers and other figures.
  /^[\d.:/,_-]+$/,
  /^[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:\/\d+)?$/i,
  /^[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}$/i,
  // Paths, files, host names, options.
  /^[./~]|^[a-z][a-z\d._-]*\/|:\/\//,
  /\.(?:pem|key|crt|cer|der|p12|pfx|txt|cfg|conf|log|xml|ya?ml|json|bin|md)$/i,
  /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i,
  /^--?[a-z]/i,
  // A remark in brackets, a message code.
  /^(?:\([^)]*\)?|\[[^\]]*\]?|\{[^}]*\}?)$/,
  /^%[A-Z]{2}/,
  // Algorithms, versions, types.
  /^(?:hmac-?)?(?:md|sha|aes|des|3des|ssh|wpa|ikev?|ipv|snmpv|tls|type|level|ecdsa|ed|dh|v)-?\d{1,5}[a-z]?(?:-[a-z\d]{1,6}){0,3}$/i,
];

/** A figure, an address, a file or an algorithm. */
export function isPlainName(value: string): boolean {
  return PLAIN_NAMES.some((form) => form.test(value));
}

/** It looks like a secret wherever it stands: letters with digits or with special characters. */
export function looksSecret(value: string): boolean {
  if (value.length < 6 || !/\p{L}/u.test(value)) return false;
  if (!/\d/.test(value) && !/[!@#$%^&*+=~?|\\]/.test(value)) return false;
  if (value.length > MAX_WORD_CHARACTERS) return true;
  return !isPlainName(value) && canonicalInterface(value) === undefined;
}
