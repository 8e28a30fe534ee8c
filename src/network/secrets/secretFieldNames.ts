/** Last parts of a field's name that say its value is secret: `ansible_password`, `apiKey`. */
const SECRET_PARTS = new Set(
  `password passwd passphrase passcode pwd pw pass secret token psk credential credentials senha
  segredo cvauth community apikey authkey accesskey secretkey privatekey sharedkey presharedkey
  clientsecret accesstoken authtoken apitoken bearertoken sessiontoken rocommunity
  rwcommunity snmpcommunity passwordhash phash nthash`.split(/\s+/),
);
/** The same in two words: `API key`, `pre-shared key`, `secret_access_key`. */
const SECRET_PAIRS = new Set(
  `api-key access-key secret-key private-key shared-key preshared-key auth-key authentication-key
  encryption-key signing-key master-key license-key licence-key wpa-key wep-key psk-key account-key
  subscription-key key-string community-string community-name snmp-community
  auth-cookie session-cookie auth-string chave-compartilhada privacy-key md-string`.split(/\s+/),
);
/** Parts behind the telling one: `password_hash`, `secret-value`, `token2`. */
const QUALIFIERS = new Set(
  'hash value encrypted enc text data base64 plain cleartext ciphertext old new current'.split(' '),
);
/** Their values are no SNMP communities. */
const NOT_SNMP = /(?:^|-)(?:bgp|extended|ext|large|standard|route|target|set|match|send)(?:-|$)/;

/** `PGPASSWORD`, `vpnsecret`: written as one. */
const LONG_ENDING = /^(?!no|non)[\p{L}\d]{1,20}(password|passwd|passphrase|secret)$/u;
/** The parts of a name, lower-case: `AWS_SecretAccessKey` gives aws, secret, access, key. */
function partsOf(name: string): string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .map((part) => part.replace(/\d{1,2}$/, ''))
    .filter((part) => part !== '');
}

/** A field, option or variable of this name holds a secret. */
export function isSecretName(name: string): boolean {
  const parts = partsOf(name);
  while (parts.length > 1 && QUALIFIERS.has(parts.at(-1) ?? '')) parts.pop();
  const last = (parts.at(-1) ?? '').replace(LONG_ENDING, '$1');
  const all = parts.join('-');
  if (last === 'community') return parts.length === 1 || /(?:^|-)snmp|(?:^|-)r[ow]-/.test(all);
  if (NOT_SNMP.test(all) && /community/.test(all)) return false;
  return SECRET_PARTS.has(last) || SECRET_PAIRS.has(`${parts.at(-2) ?? ''}-${last}`);
}
