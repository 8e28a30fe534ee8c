import type { StatementTable } from './statementTable.ts';

/** Address translation, IPsec and AAA on IOS, IOS-XE, NX-OS, IOS-XR, EOS and ASA. */
export const NAT: readonly StatementTable[] = [
  {
    statements: [
      'ip nat pool <=nat-pool>',
      'ip nat [ inside|outside ] source|destination [ dynamic ] [ static ] list|access-list <access-list>',
      'ip nat [ inside|outside ] source|destination ... access-list <access-list>',
      'ip nat [ inside|outside ] source|destination ... pool <nat-pool>',
      'ip nat [ inside|outside ] source ... interface <interface>',
      'ip nat [ inside|outside ] source ... vrf <vrf>',
      'ip nat translation ... pool <nat-pool>',
      'nat64 v4 pool <=nat-pool>',
      'nat64 v6v4 ... pool <nat-pool>',
      'nat64 v6v4 list <access-list>',
      'ip local pool <=address-pool>',
      'ipv6 local pool <=address-pool>',
      'peer default ip address pool <address-pool>',
    ],
  },
];

export const CRYPTO: readonly StatementTable[] = [
  {
    statements: [
      'crypto ipsec [ ikev1 ] transform-set <=transform-set>',
      'crypto ipsec transform-set <=transform-set>',
      'crypto ipsec ikev2 ipsec-proposal <=transform-set>',
      'crypto ipsec profile <=ipsec-profile>',
      'crypto isakmp|ikev1 policy <=ike-policy>',
      'isakmp policy <=ike-policy>',
      'crypto isakmp profile <=ike-profile>',
      'crypto ikev2 profile <=ike-profile>',
      'crypto ikev2 proposal <=ike-proposal>',
      'crypto ikev2 policy <=ike-policy>',
      'crypto ikev2 keyring <=keyring>',
      'crypto keyring <=keyring>',
      'crypto keyring * vrf <vrf>',
      'crypto gdoi|gkm group [ ipv6 ] <=gdoi-group>',
      'crypto pki|ca trustpoint|trustpool !policy <=trustpoint>',
      'crypto pki|ca certificate chain <trustpoint>',
      'crypto pki|ca authenticate|enroll <trustpoint>',
      'crypto isakmp client configuration group <=tunnel-group>',
      'crypto map !ipv6 <=crypto-map> #',
      'crypto map ipv6 <=crypto-map> #',
      'crypto dynamic-map <=crypto-map> #',
      'crypto map <crypto-map> local-address|interface|client|isakmp|redundancy',
      'crypto map * # ipsec-isakmp dynamic <crypto-map>',
      'crypto map * # ipsec-isakmp profile <ike-profile>',
      'crypto map * local-address <interface>',
      'crypto map * isakmp-profile <ike-profile>',
      'crypto map * client|isakmp authentication|authorization list <aaa-list>',
      'crypto map|dynamic-map * # set [ ikev1 ] transform-set <transform-set+>',
      'crypto map|dynamic-map * # set ikev2 ipsec-proposal <transform-set+>',
      'crypto map|dynamic-map * # match address <access-list>',
      'crypto map|dynamic-map * # set trustpoint <trustpoint>',
      'crypto map * interface <nameif>',
      'set [ ikev1 ] transform-set <transform-set+>',
      'set ikev2 ipsec-proposal <transform-set+>',
      'set isakmp-profile|ikev2-profile <ike-profile>',
      'tunnel protection ipsec profile <ipsec-profile>',
      'tunnel protection ipsec profile * ... ikev2-profile <ike-profile>',
      'tunnel protection ipsec policy ipv4|ipv6 <access-list>',
      'ip http secure-trustpoint|client <trustpoint>',
      'crypto ikev2 ... trust-point|trustpoint <trustpoint>',
      'pki trustpoint <trustpoint>',
    ],
  },
  {
    within: /^crypto (?:map|dynamic-map|ipsec|gdoi|gkm)/,
    statements: [
      'set group <gdoi-group>',
      'set profile <ipsec-profile>',
      'profile <ipsec-profile>',
      'match address ipv4|ipv6 <access-list>',
    ],
  },
  {
    within: /^interface /,
    statements: [
      'crypto map [ ipv6 ] <crypto-map> $',
      'crypto map <crypto-map> redundancy <fhrp-group>',
    ],
  },
  {
    within: /^crypto (?:isakmp|ikev2|ikev1) (?:profile|policy|client)/,
    statements: [
      'keyring local|aaa <keyring>',
      'keyring !local|aaa <keyring>',
      'proposal <ike-proposal>',
      'match fvrf !any <vrf>',
      'match identity ... vrf <vrf>',
      'match identity address @ @ <vrf> $',
      'ivrf|vrf <vrf>',
      'acl <access-list>',
      'pool <address-pool>',
      'client authentication list <aaa-list>',
      'isakmp authorization list <aaa-list>',
      'aaa authentication|authorization|accounting ... list <aaa-list>',
    ],
  },
  {
    within: /^crypto (?:pki|ca) trustpoint/,
    statements: ['source interface <interface>', 'vrf <vrf>'],
  },
  {
    within: /^crypto keyring/,
    statements: ['vrf <vrf>', 'local-address <interface>'],
  },
];

export const AAA: readonly StatementTable[] = [
  {
    of: /^aaa (?:authentication|authorization|accounting) /,
    statements: ['~group !psk|cert|eap|anyconnect-eap|override <aaa-group>'],
  },
  {
    statements: [
      'aaa group server|servers radius|tacacs+|ldap|tacacs <=aaa-group>',
      'aaa group server !radius|tacacs+|ldap|tacacs <=aaa-group>',
      'aaa authentication login|ppp|dot1x|enable|arap|nasi|sgbp|suppress !default|group|local|none|console|error-enable <=aaa-list>',
      'aaa authorization exec|network|configuration|auth-proxy|reverse-access|ipmobile !default|group|local|none|console|if-authenticated <=aaa-list>',
      'aaa accounting exec|network|connection|system|auth-proxy|resource|dot1x !default|console|group|local|none|update|guarantee-first <=aaa-list>',
      'aaa authorization|accounting commands # !default|group|local|none|console <=aaa-list>',
      'ppp authentication * !callin|callout|callback|chap|pap|ms-chap|ms-chap-v2|eap|optional <aaa-list>',
      'ip http authentication aaa login-authentication <aaa-list>',
      'ip http authentication aaa exec-authorization <aaa-list>',
      'authentication login default group <aaa-group>',
    ],
  },
  {
    within: /^aaa /,
    statements: [
      'ip vrf forwarding <vrf>',
      'server|server-private * ... vrf <vrf>',
      'vrf <vrf>',
      'source-interface <interface>',
    ],
  },
];
