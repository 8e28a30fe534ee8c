import type { SecretKind } from './secretNames.ts';

/**
 * The grammar of commands that hold a secret. A rule is matched at any word of a line:
 *
 *   word a|b     these keywords               ?word        an optional keyword
 *   *            any one word                 #            a number
 *   ..           up to ten words              A            algorithm and key length, if given
 *   T            type of the secret, if given: 0, 7, 8a, sha512, encrypted, ascii-text
 *   $            the secret                   $+           a secret that may hold blanks
 *   ~ words      what may stand in the place of the secret and is none
 *
 * A rule without secret says that the words hold none. The first rule that fits is taken.
 * Sources: the command references of Cisco, Juniper, Arista, Fortinet, Huawei and net-snmp.
 */
export interface SecretRule {
  readonly kind: SecretKind;
  readonly pattern: string;
  /** Keywords that must be elsewhere on the line. */
  readonly needs?: readonly string[];
  /** Words that the secret's place can hold instead. */
  readonly except?: string;
}

function rules(kind: SecretKind, ...patterns: readonly string[]): SecretRule[] {
  return patterns.map((line) => {
    const [pattern = '', except] = line.split(' ~ ');
    return except ? { kind, pattern, except } : { kind, pattern };
  });
}

const NOT_A_KEY = 'key-chain keychain keyring';

const SNMP: readonly SecretRule[] = [
  ...rules(
    'snmp-community',
    'snmp-server community|community-map T $',
    'snmp-server|snmp mib community-map $',
    'snmp-server host .. community T $',
    'snmp-agent community ?read|write T $',
    'snmp-agent target-host .. securityname T $',
    'v3 snmp-community * community-name T $',
    'v3 snmp-community *',
    'community-name T $',
    'snmp-community T $',
    'snmp community T $ ~ string strings name names map',
    'trap-group $',
    'rocommunity|rwcommunity|rocommunity6|rwcommunity6|trapcommunity|informcommunity $',
    'trapsink|trap2sink|informsink * $',
    'config snmp community create|delete|mode $',
  ),
  ...rules('snmp-key', 'createuser * A $', 'usm-user .. cipher|simple $'),
];

const AAA: readonly SecretRule[] = rules(
  'aaa-key',
  'tacacs-server|radius-server|ldap-server host .. key|password T $',
  'tacacs-server|radius-server|ldap-server shared-key|key T $',
  'radius-server|tacplus-server|accounting-server|tacacs-server .. secret T $',
  'server-private .. key T $',
  'server-key|shared-key T $',
  'aaa-server .. key T $',
  'aaa-server .. host * T $ ~ timeout protocol port username password key',
  'test aaa group * * $',
  'pac key T $',
  'nas * key T $',
  'nthash T $',
  'radius auth|acct add # * # ascii|hex $',
);

const ROUTING: readonly SecretRule[] = [
  ...rules(
    'ntp-key',
    'authentication-key # type * value $',
    'authentication-key # md5|sha|sha1|sha2|sha256|sha-256|cmac-aes-128|hmac-sha1|hmac-sha2-256 T $',
  ),
  ...rules(
    'routing-key',
    'authentication-key # value T $',
    'authentication-key T $ ~ type value { start-time',
    'hello-authentication-key T $',
    'message-digest-key # md5|sha|sha1|sha256|sha384|sha512|hmac-sha-256 T $',
    'md5 # key T $',
    'neighbor .. password T $ ~ shared-secret required option fallback rollover',
    'isis|lsp|hello password T $',
    'area-password|domain-password|lsp-password|hello-password ?accept|accepts|text A T $ ~ keychain key-chain',
    `authentication key eigrp # T $`,
    `authentication key T $ ~ ${NOT_A_KEY} chain id`,
    'authentication mode hmac-sha-1|hmac-sha-256|hmac-sha-384|hmac-sha-512 T $ ~ key-id level-1 level-2',
    'authentication text T $',
    'text-authentication $',
    'standby|vrrp|glbp # ?peer authentication ?text T $ ~ md5 ietf-md5 key-chain mode',
    'standby|vrrp|glbp authentication ?text T $ ~ md5 key-chain mode',
    'nhrp authentication T $',
    'hello-authentication ah-md5 T $',
    'msdp password peer * T $',
    'msdp .. password T $',
    'ldp password required|rollover',
    'ldp password option # for * T $ ~ key-chain',
    'ldp password fallback T $ ~ key-chain',
    'ldp .. password T $ ~ required option fallback rollover',
    'wccp .. password T $',
    'sxp connection',
    'sxp default password T $',
    'pmk $',
  ),
];

const KEYS: readonly SecretRule[] = [
  ...rules(
    'pre-shared-key',
    'isakmp key T $',
    'pre-shared-key|preshared-key address|hostname|peer .. key T $',
    `pre-shared-key|preshared-key|pre-share-key|pre-shared-secret ?local|remote|key T $ ~ ${NOT_A_KEY} { address hostname peer ckn cak`,
    'pre-share|pre-shared key T $',
    'set-key|wpa-psk|wpa2-psk|wpa-passphrase T $',
    'failover key T $',
    'cak T $',
  ),
  ...rules(
    'key',
    'key-string ?password|password6|clear|encrypted T $+',
    'key-octet-string T $',
    'key # * text T $',
    'key ascii-text|hexadecimal T $',
    'keys key T $',
    'config-key * T $',
    'static-wep-key encryption # T $',
    'encryption key # size * T $',
    'encryption key # T $',
    'session-key inbound|outbound ah # T $',
    'key-hash * $',
    'ssh authentication publickey|pkf $',
    'activation-key $+',
    'seed-key T $',
    'syscon address * T $',
  ),
  { kind: 'key', pattern: 'cipher T $', needs: ['session-key'] },
  { kind: 'key', pattern: 'authenticator T $', needs: ['session-key'] },
];

const PASSWORDS: readonly SecretRule[] = [
  ...rules(
    'password',
    'enable algorithm-type * secret T $+',
    'enable password|secret level # T $+',
    'enable password|secret T $+ ~ policy',
    'username * .. password|secret|masked-secret T $+',
    'username|local-user|user * passphrase T $ ~ lifetime warntime gracetime',
    'local-user|user * ?authentication password|secret|plaintext-password T $',
    'root secret T $+',
    'password manager|operator user-name * T $',
    'password manager|operator T $',
    'super password level # T $',
    'super password T $',
    'ppp .. password T $ ~ refuse required optional',
    'chap hostname $',
    'l2tp tunnel .. password T $',
    'digest secret T $',
    'ftp|sftp|tftp|client|http|dhchap|vtp|vpdn|smtp|proxy password T $',
    'dhchap devicename * password T $',
    'cts credentials .. password T $',
    'pkcs12 .. password|passphrase T $',
    'pkcs12 * T $ ~ nointeractive',
    'pkcs12 T $ ~ terminal',
    'pem terminal|url .. 3des|des|aes $',
    'mgmtuser add * $',
    'phash T $',
    'secret # # $',
  ),
  ...rules('token', 'idtoken T $'),
];

export const SECRET_RULES: readonly SecretRule[] = [
  ...SNMP,
  ...AAA,
  ...ROUTING,
  ...KEYS,
  ...PASSWORDS,
];
