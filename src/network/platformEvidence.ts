import type { Platform } from '../core/types.ts';

export type NamedPlatform = Exclude<Platform, 'unknown' | 'cisco-like'>;

/** A line that speaks for a platform, and how strongly. */
export type Evidence = readonly [platform: NamedPlatform, weight: number, line: RegExp];

/**
 * Lines that only, or nearly only, occur on one platform. Weights are relative: what the device
 * says about itself counts 9, a line that exists nowhere else 5, a habit of the platform 1.
 * Patterns are matched once per text with `m`; none may cross lines with more than `[^\n]*`.
 */
export const EVIDENCE: readonly Evidence[] = [
  // Collectors (RANCID) and the device's own header name it outright.
  ['ios-xr', 9, /^[!#] ?RANCID-CONTENT-TYPE: cisco-xr/m],
  ['nx-os', 9, /^[!#] ?RANCID-CONTENT-TYPE: cisco-nx/m],
  ['asa', 9, /^[!#] ?RANCID-CONTENT-TYPE: cisco-(?:asa|fw)/m],
  ['ios', 9, /^[!#] ?RANCID-CONTENT-TYPE: cisco *$/m],
  ['eos', 9, /^[!#] ?RANCID-CONTENT-TYPE: arista/m],
  ['junos', 9, /^[!#] ?RANCID-CONTENT-TYPE: juniper/m],

  ['ios-xr', 9, /^!!+ ?IOS XR Configuration/m],
  ['ios-xr', 5, /^(?:end-policy|end-set)\s*$/m],
  ['ios-xr', 4, /^interface (?:Bundle-Ether|MgmtEth0\/|tunnel-(?:ip|te)\d)/m],
  [
    'ios-xr',
    3,
    /^(?:route-policy|prefix-set|community-set|rd-set|as-path-set|extcommunity-set) \S+/m,
  ],
  ['ios-xr', 3, /^ +ipv4 address \d/m],
  ['ios-xr', 3, /^ipv4 access-list \S+/m],
  ['ios-xr', 2, /^interface \S+\d\/\d+\/\d+\/\d+/m],
  ['ios-xr', 2, /^router static\s*$/m],
  [
    'ios-xr',
    4,
    /^(?:taskgroup|usergroup|multicast-routing|l2vpn|evpn|mpls (?:ldp|oam|traffic-eng)|lldp)[ \t]*$/m,
  ],
  [
    'ios-xr',
    3,
    /^ +(?:bridge group|task (?:read|write|execute) \S+|address-family ipv[46] unicast\s*$\n +!)/m,
  ],
  ['ios-xr', 3, /^ +(?:route-policy \S+ (?:in|out)|nsr|neighbor-group \S+|commit replace)\s*$/m],
  [
    'ios-xr',
    4,
    /^(?:ssh server (?:v2|vrf|netconf|session-limit)|domain (?:lookup|name|name-server|list) |vty-pool |vrf \S+\s*$|hw-module profile )/m,
  ],
  ['ios-xr', 2, /^ +group (?:root-lr|cisco-support|root-system)/m],
  [
    'ios-xr',
    3,
    /^ {2,}(?:if|elseif) (?:destination|source|community|as-path|tag|med|local-preference|next-hop|rib-has-route) /m,
  ],

  ['nx-os', 9, /^version \S+[^\n]* Bios:version/m],
  ['nx-os', 5, /^vpc domain \d+/m],
  ['nx-os', 4, /^(?:no )?feature (?!policy|timing)[a-z0-9-]+(?: [a-z0-9-]+){0,3}\s*$/m],
  ['nx-os', 4, /^vdc \S+ id \d+/m],
  ['nx-os', 4, /^vrf context \S+/m],
  ['nx-os', 3, /^(?:boot|system) nxos /m],
  ['nx-os', 3, /^[ \t]+ip router (?:ospf|eigrp|isis) \S+/m],
  [
    'nx-os',
    3,
    /^(?:no )?(?:role name |role feature-group|copp profile |username \S+ [^\n]*role (?:network|vdc)-(?:admin|operator)|rmon event \d+ description|nv overlay|fabric forwarding|hardware (?:profile|access-list) |install feature-set)/m,
  ],
  [
    'nx-os',
    3,
    /^[ \t]+(?:vrf member \S+|vpc (?:\d+|peer-link)|hsrp \d+|fabric forwarding mode|host-reachability protocol|peer-keepalive destination)/m,
  ],
  ['nx-os', 3, /^(?:ntp|ip name-server|tacacs-server|snmp-server|logging server) [^\n]*use-vrf /m],
  [
    'nx-os',
    4,
    /^(?:no )?system (?:admin-vdc|default (?:switchport|interface|dce-mode)|auto-upgrade|jumbomtu|qos|login block-for|vlan long-name|fabric-mode)/m,
  ],
  [
    'nx-os',
    3,
    /^(?:spanning-tree port type|switchname \S+|policy-map type (?:network-qos|queuing)|interface (?:mgmt0|nve1)|ip access-list copp-|logging logfile)/m,
  ],
  [
    'nx-os',
    2,
    /^[ \t]+(?:spanning-tree port type|no ip redirects\s*\n[ \t]+ip address \d[\d.]*\/\d)/m,
  ],

  ['asa', 9, /^(?:ASA|PIX) Version \d/m],
  ['asa', 9, /^: (?:Hardware|Serial Number): +ASA/m],
  ['asa', 4, /^ +nameif \S+/m],
  ['asa', 4, /^ +security-level \d+/m],
  ['asa', 4, /^access-list \S+ (?:line \d+ )?extended (?:permit|deny)/m],
  ['asa', 3, /^nat \(\S+,\S+\)/m],
  ['asa', 3, /^ +nat \(\S+,\S+\)/m],
  [
    'asa',
    3,
    /^(?:same-security-traffic|threat-detection|asdm |failover (?:lan|link|interface|key|polltime|group)|dynamic-access-policy-record|monitor-interface|dhcpd |dhcprelay |sysopt |xlate per-session|management-access)/m,
  ],
  [
    'asa',
    2,
    /^(?:tunnel-group \S+|group-policy \S+ (?:internal|external|attributes)|service-policy \S+ (?:global|interface)|webvpn\s*$|vpn load-balancing|same-security)/m,
  ],
  [
    'asa',
    3,
    /^(?:access-group \S+ (?:(?:in|out) interface|global)|route \S+ \d[\d.]+ \d[\d.]+ \d|object network \S+|icmp (?:permit|deny|unreachable)|mtu \S+ \d+|aaa-server \S+ (?:protocol|\()|timeout xlate|http \d|ssh \d[\d.]+ \d|crypto ikev[12] (?:policy \d|enable) )/m,
  ],
  ['asa', 3, /^logging (?:asdm|permit-hostdown|enable|host \S+ \d+\.)/m],

  ['eos', 9, /^! device: [^\n]*EOS-/m],
  ['eos', 9, /^! [Bb]oot system (?:flash|file):?[^\n]*EOS/m],
  ['eos', 4, /^service routing protocols model /m],
  ['eos', 4, /^transceiver qsfp default-mode/m],
  ['eos', 4, /^daemon TerminAttr/m],
  ['eos', 4, /^(?:mlag configuration|mlag|event-handler \S+|no aaa root|aaa root \S+[^\n]*)\s*$/m],
  ['eos', 3, /^interface Vxlan1\s*$/m],
  ['eos', 4, /^management (?:api|ssh|security|telnet|console|cvx)/m],
  [
    'eos',
    3,
    /^(?:vrf instance \S+|ip routing vrf \S+|no ip routing vrf \S+|ip virtual-router mac-address|peer-filter \S+|ip address virtual source-nat|router multicast|queue-monitor |platform tcam )/m,
  ],
  ['eos', 2, /^interface Ethernet[1-9]\d*(?:[-,]\d+)*[ \t]*$/m],
  ['nx-os', 2, /^interface Ethernet[1-9]\d*\/[1-9]\d*(?:-\d+)?[ \t]*$/m],
  ['eos', 2, /^interface (?:Port-Channel|Management)\d+/m],
  ['eos', 2, /^spanning-tree mode mstp/m],
  [
    'eos',
    3,
    /^ {3,}(?:vrf \S+\s*$|mlag \d+|trunk group \S+|neighbor \S+ (?:peer group|maximum-routes)|ip virtual-router address|ip address virtual|switchport trunk group|vxlan (?:vni|vlan|source))/m,
  ],
  ['eos', 2, /^ {3}(?:no shutdown|ip address \d[\d.]+\/\d+|switchport |description )/m],
  [
    'eos',
    2,
    /^ +(?:vrrp \d+ (?:ipv4|priority-level|advertisement)|isis enable|pim ipv4 sparse-mode|ip ospf area \d|update wait-(?:install|for-convergence))/m,
  ],

  // Indentation below a statement at the left edge: three blanks, two, or one.
  [
    'eos',
    2,
    /^(?:interface|router|vlan|vrf|management|mlag|policy-map|class-map|route-map|ip access-list) [^\n]*\n {3}\S/m,
  ],
  [
    'nx-os',
    2,
    /^(?:interface|router|vlan|vrf|policy-map|class-map|route-map|ip access-list|vpc|hardware|role|line) [^\n]*\n {2}\S/m,
  ],
  [
    'ios',
    1,
    /^(?:interface|router|vlan|vrf|policy-map|class-map|route-map|ip access-list) [^\n]*\n \S/m,
  ],

  ['ios-xe', 5, /^version 1[6-9]\.\d/m],
  ['ios-xe', 3, /^(?:no )?platform (?:punt-keepalive|console|qfp|hardware throughput) /m],
  ['ios-xe', 3, /^license udi pid (?:C9|ISR4|ASR1|C8|CSR|C1\d{3}|IE)/m],
  [
    'ios-xe',
    3,
    /^(?:netconf-yang|telemetry ietf|system mtu|switch \d+ provision|diagnostic bootup level|device-tracking policy|install |software auto-upgrade|license smart )/m,
  ],
  ['ios-xe', 2, /^crypto pki trustpoint (?:TP-self-signed|SLA-TrustPoint)/m],
  [
    'ios-xe',
    1,
    /^interface (?:GigabitEthernet\d+\/\d+\/\d+|GigabitEthernet\d+|TwentyFiveGigE\d|AppGigabit)/m,
  ],
  ['ios-xe', 2, /^login on-success log/m],
  ['ios', 5, /^version 1[0-5]\.\d/m],
  ['ios', 1, /^(?:boot-start-marker|memory-size iomem)/m],
  ['ios', 1, /^interface (?:FastEthernet|GigabitEthernet|Ethernet|Serial)\d+\/\d+(?:\.\d+)?\s*$/m],
  [
    'ios',
    1,
    /^(?:no )?ip (?:http server|cef|classless|forward-protocol|http secure-server|default-network|subnet-zero)/m,
  ],
  [
    'ios',
    2,
    /^ +(?:ip address \d[\d.]+ 2(?:55|54|52|48|40|24)|neighbor \S+ (?:remote-as|activate)|network \d[\d.]+ (?:mask )?\d[\d.]+ ?|ip vrf forwarding|vrf forwarding|standby \d+ )/m,
  ],
  [
    'ios',
    2,
    /^(?:ip access-list (?:standard|extended) |ip vrf \S+|vrf definition |access-list \d+ (?:permit|deny|remark)|line (?:con|aux) \d|line vty \d|service timestamps|aaa new-model|enable secret|ip nat (?:inside|outside|pool) |crypto isakmp |ip sla \d|ip dhcp (?:pool|excluded)|route-map \S+ (?:permit|deny))/m,
  ],
  [
    'ios',
    2,
    /^(?:dspfarm|telephony-service|ephone|dial-peer|voice (?:class|service|translation)|wsma|l2tp-class|controller [ET]1|vlan access-map|crypto gdoi|ip route 0\.0\.0\.0 0\.0\.0\.0 )/m,
  ],

  [
    'junos',
    6,
    /^[ \t]*(?:set|deactivate|delete|activate) (?:version|groups|apply-groups|system|chassis|security|interfaces|snmp|protocols|routing-options|routing-instances|policy-options|firewall|class-of-service|forwarding-options|services|vlans|applications|access|event-options|switch-options|logical-systems|virtual-chassis|multi-chassis|ethernet-switching-options|bridge-domains)(?: |$)/m,
  ],
  [
    'junos',
    6,
    /^(?:inactive: |replace: )?(?:groups|system|chassis|security|interfaces|snmp|protocols|policy-options|routing-options|routing-instances|firewall|class-of-service|forwarding-options|services|vlans|applications|access|switch-options) \{/m,
  ],
  ['junos', 9, /^## Last (?:commit|changed):/m],
  ['junos', 9, /^version \d+\.\d+[A-Z][\w.-]*;/m],
  ['junos', 3, /^[ \t]+host-name \S+;/m],
  [
    'junos',
    2,
    /^[ \t]+(?:family (?:inet6?|iso|mpls|ethernet-switching)|unit \d+|term \S+|policy-statement \S+|area \S+|group \S+|address-family|from|then) \{/m,
  ],
  ['junos', 2, /^[ \t]*(?:ge|xe|et|fe|so|ae|lo|irb)[-\d]\S* \{/m],
];

/** What the name of a file or its folders says; names are only believed beside other evidence. */
export const PATH_EVIDENCE: readonly Evidence[] = [
  ['ios-xe', 3, /(?:^|[^a-z])(?:ios[-_]?xe|iosxe|cat9k|csr1000v|c8000v|asr1k|isr4k?)(?![a-z])/i],
  ['ios-xr', 3, /(?:^|[^a-z])(?:ios[-_]?xr|iosxr|xrv?9k|xrd|asr9k|ncs5\d\d\d?)(?![a-z])/i],
  ['nx-os', 3, /(?:^|[^a-z])(?:nx[-_]?os|nxos|nexus|n[3579]kv?)(?![a-z])/i],
  ['asa', 3, /(?:^|[^a-z])(?:asav?|pix)(?:\d|[^a-z]|$)/i],
  ['eos', 3, /(?:^|[^a-z])(?:v?eos|arista|ceos)(?:\d|[^a-z]|$)/i],
  ['junos', 3, /(?:^|[^a-z])(?:junos|juniper|v?mx\d*|v?srx\d*|qfx\d+|ex\d{4}|ptx\d*)(?:[^a-z]|$)/i],
  ['ios', 2, /(?:^|[^a-z])ios(?:\d|[^a-z-]|$)/i],
];
