/**
 * Words of engineers with the keywords that configurations use for the same thing. Keys are
 * folded words, or two words with one space; values are tokens of configurations and logs.
 */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  // Product names, for the platforms that the corpus files its documents under.
  nexus: ['nx-os'],
  nxos: ['nx-os'],
  'nx os': ['nx-os'],
  iosxr: ['ios-xr'],
  'ios xr': ['ios-xr'],
  xr: ['ios-xr'],
  asr9k: ['ios-xr'],
  iosxe: ['ios-xe'],
  'ios xe': ['ios-xe'],
  catalyst: ['ios-xe'],
  arista: ['eos'],
  juniper: ['junos'],
  srx: ['junos'],
  qfx: ['junos'],
  acl: ['access-list', 'access-group'],
  acls: ['access-list', 'access-group'],
  'access list': ['access-group'],
  advertise: ['network', 'export'],
  'allowed vlan': ['trunk'],
  'allowed vlans': ['trunk'],
  'vlan allowed': ['trunk'],
  'vlans allowed': ['trunk'],
  'anycast gateway': ['virtual', 'anycast-gateway-mac'],
  block: ['deny'],
  blocked: ['deny'],
  blocks: ['deny'],
  bundle: ['port-channel', 'bundle-ether'],
  'clear text': ['password', 'secret'],
  'cleartext password': ['password', 'secret'],
  crypt: ['crypto'],
  deactivated: ['deactivate'],
  disabled: ['shutdown', 'disable'],
  'dns server': ['name-server', 'nameserver'],
  'domain name': ['domain-name'],
  'dhcp relay': ['helper-address', 'dhcp-relay'],
  encrypt: ['crypto', 'ipsec'],
  encrypted: ['crypto', 'ipsec'],
  etherchannel: ['port-channel', 'channel-group'],
  firewall: ['filter', 'access-list'],
  'first hop': ['standby', 'vrrp', 'hsrp'],
  gateway: ['standby', 'virtual'],
  hsrp: ['standby'],
  lag: ['port-channel', 'channel-group', 'ae'],
  lacp: ['channel-group'],
  'local preference': ['local-preference'],
  localpref: ['local-preference'],
  loopback: ['loopback0', 'lo0'],
  'management access': ['vty', 'ssh', 'telnet'],
  med: ['metric'],
  mlag: ['peer-link'],
  mtu: ['mtu'],
  nat: ['translation', 'source', 'static'],
  'neighbor flapping': ['flap', 'adjchg', 'adjchange'],
  'neighbors flapping': ['flap', 'adjchg', 'adjchange'],
  'ntp server': ['ntp'],
  password: ['secret', 'password'],
  passwords: ['secret', 'password'],
  peer: ['neighbor'],
  'peer group': ['peer-group'],
  'port channel': ['channel-group'],
  'port security': ['port-security'],
  prefixes: ['prefix-list', 'prefix-set'],
  'pre shared': ['pre-shared-key'],
  'pre-shared key': ['pre-shared-key', 'keyring'],
  psk: ['pre-shared-key'],
  qos: ['service-policy', 'policy-map', 'class-of-service'],
  redistribution: ['redistribute'],
  'route reflector': ['route-reflector-client', 'cluster-id', 'cluster'],
  'route reflectors': ['route-reflector-client', 'cluster-id', 'cluster'],
  'route target': ['route-target'],
  'static route': ['static', 'route'],
  'static routes': ['static', 'route'],
  'default route': ['0.0.0.0', '0.0.0.0/0', 'default-originate', 'default-information'],
  scan: ['deny'],
  stp: ['spanning-tree'],
  'sub interface': ['encapsulation', 'dot1q'],
  subinterface: ['encapsulation', 'dot1q'],
  svi: ['vlan'],
  syslog: ['logging'],
  'syslog server': ['logging', 'syslog'],
  'time server': ['ntp'],
  timer: ['hello-interval', 'dead-interval', 'hello-time', 'hold-time', 'keepalive'],
  timers: ['hello-interval', 'dead-interval', 'hello-time', 'hold-time', 'keepalive'],
  trunked: ['trunk'],
  tunnel: ['tunnel'],
  unused: ['shutdown'],
  user: ['username', 'user'],
  users: ['username', 'user'],
  vpn: ['crypto', 'ipsec', 'tunnel', 'vpn'],
  'virtual ip': ['standby', 'virtual', 'vrrp'],
};

/** Every word of engineers and every keyword above. */
export const KEYWORD_TERMS: readonly string[] = Object.entries(KEYWORDS).flat(2);

/** A question may hold `constructor`, which every object has. */
export function keywordsOf(term: string): readonly string[] {
  return Object.hasOwn(KEYWORDS, term) ? (KEYWORDS[term] ?? []) : [];
}

/**
 * Further tokens that lines about the question are likely to hold: the keywords of its words,
 * and neighbouring words joined the way configurations write them (`route map` → `route-map`).
 */
export function expandTerms(words: readonly string[]): string[] {
  const extra: string[] = [];
  words.forEach((word, index) => {
    const next = words[index + 1];
    extra.push(...keywordsOf(word));
    if (next === undefined) return;
    extra.push(...keywordsOf(`${word} ${next}`));
    if (/^[a-z]{2,}$/.test(word) && /^[a-z]{2,}$/.test(next)) extra.push(`${word}-${next}`);
  });
  return extra;
}
