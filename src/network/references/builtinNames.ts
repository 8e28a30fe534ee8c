import type { ReferenceKind } from './kinds.ts';

/**
 * Names that a device knows without a definition in its configuration. Sources:
 * the vendors' command references (default class and policy names, well-known communities, Junos
 * `junos-*` applications and `junos-host` zone).
 */
const BUILTIN_NAMES: Readonly<Partial<Record<ReferenceKind, RegExp>>> = {
  'access-list':
    /^(?:0|any|none|default|\d*any|all|interface|preauth-\S+|default-control-plane-acl)$/,
  'prefix-list': /^(?:any|default)$/,
  'as-path-list': /^all$/,
  'community-list':
    /^(?:no-export|no-advertise|local-as|internet|internet2?|graceful-shutdown|blackhole|gshut|accept-own|no-export-subconfed|additive|none|all|no-llgr|llgr-stale|no-peer|peeras)$/i,
  'route-policy': /^(?:pass|drop|accept|reject|none)$/,
  vrf: /^(?:default|global|management|mgmt|any|all|master|none|default-vrf|mgmt_junos)$/,
  'routing-instance': /^(?:default|master|mgmt_junos|any)$/,
  interface: /^(?:null0?|mgmt0|management0|management1|all|any|default|self|discard)$/i,
  nameif: /^(?:any|global|interface|inside_any)$/,
  'class-map':
    /^(?:class-default|always|default|class-(?:all-flood|ip-multicast|fcoe)|\d[pq]\S*-(?:in|out)-\S+|c-in-q-default|c-out-q-default|(?:[ce]-)?(?:in|out)-q\d*\S*|copp-system-\S*|system-cpp-\S*|non-client-nrt-class|default-class|always-\S+)$/,
  'policy-map':
    /^(?:default-(?:in|out|nq|4q|8q|fcoe)\S*|copp-system-\S*|copp-policy\S*|system-cpp-policy|system_copp_policy|system-copp\S*|fcoe-default-\S*|autoqos\S*|default)$/,
  'service-template':
    /^(?:default_\S+|webauth_global_inactive|critical_auth_\S+|service-template|no-\S+)$/i,
  'aaa-group':
    /^(?:radius|tacacs\+|tacacs|ldap|local|none|local-case|enable|line|krb5|all|cache)$/i,
  'aaa-list': /^(?:default|console|local)$/,
  'ipsec-profile': /^default$/,
  'transform-set': /^default$/,
  'ike-policy': /^default$/,
  'ike-proposal': /^(?:default|standard|compatible|basic)$/,
  'ike-profile': /^default$/,
  trustpoint: /^(?:tp-self-signed-\S+|_\S+|none|cisco_idevid_\S+|default)$/i,
  'tunnel-group': /^(?:defaultl2lgroup|defaultragroup|defaultwebvpngroup)$/i,
  'group-policy': /^(?:dfltgrppolicy|none)$/i,
  zone: /^(?:self|default|any|junos-host|junos-global)$/,
  application: /^(?:any|junos-\S+)$/,
  'address-book': /^(?:any|any-ipv4|any-ipv6|any4|any6)$/,
  object: /^(?:any|any4|any6|interface)$/,
  'config-group': /^(?:node|junos-\S+)$/,
  'snmp-view': /^(?:v1default|all|\*\S*)$/,
  'peer-group': /^(?:default|interface)$/,
  'flow-record': /^(?:default|default-rtp|netflow\S*|platform-original)$/,
  policer: /^(?:__\S+|default_\S+)$/,
  vlan: /^(?:0|1|100[2-5]|all|any|none|default|untagged|dot1p|tagged)$/,
  'time-range': /^default$/,
};

/** Whether the name exists without a definition: `class-default`, `junos-http`, an address. */
export function isBuiltinName(kind: ReferenceKind, name: string): boolean {
  // `$name` is a parameter of a route-policy, `<*>` a wildcard of a configuration group.
  if (/^[$<]/.test(name)) return true;
  return BUILTIN_NAMES[kind]?.test(name) ?? false;
}
