import { ADDRESS, INTERFACE, MAC } from './fieldPatterns.ts';

/**
 * The grammar of the messages that matter in practice, by mnemonic: named groups are field names.
 * Several patterns of one mnemonic are tried in their order. The texts are those of Cisco's system
 * message guides (IOS, NX-OS, IOS-XR, ASA), Arista's and Juniper's system log explorers.
 */
type Rule = readonly [mnemonics: string, ...patterns: string[]];

const A = ADDRESS;
const I = INTERFACE;
/** `outside:198.51.100.200/41000`; the ASA puts a user or a name behind it in parentheses. */
const end = (address: string, port: string, name: string): string =>
  `(?:(?<${name}>[\\w.-]+)[:/])?(?<${address}>${A})(?:[/(](?<${port}>\\w+)\\)?)?(?: ?\\([^)]*\\))*`;
const SOURCE = end('source', 'sourcePort', 'sourceInterface');
const DESTINATION = end('destination', 'destinationPort', 'destinationInterface');
const MEMBER_BUNDLE = `(?<interface>${I}|\\S+).{0,40}? (?<bundle>[Pp]ort-?[Cc]hannel ?\\d+|Po\\d+|Bundle-Ether\\d+)`;
const ACCESS_LOG = `(?:list|access-list) (?<acl>[^\\s/]+)\\S*(?: \\(\\d+\\))?(?: (?<interface>${I}))? (?<action>denied|permitted|deny|permit) (?<protocol>[\\w-]+) (?<source>[^\\s(]+)(?: ?\\((?<sourcePort>\\d+)\\))?(?: \\((?<sourceInterface>${I})[^)]*\\))? ?-> (?<destination>[^\\s(,]+)(?: ?\\((?<destinationPort>\\d+)(?:/\\d+)?\\))?(?:.*?, (?<count>\\d+) packet)?`;

const ROUTING: readonly Rule[] = [
  [
    'ADJCHG ADJCHANGE NBRSTATE NBRCHG',
    `Process (?<processId>[^\\s,]+),.*?Nbr (?<neighbor>\\S+) on (?<interface>\\S+)(?: in area (?<area>\\S+))? from (?<from>\\S+) to (?<to>[^\\s,]+)(?:, (?:Neighbor Down: )?(?<reason>.+?))?(?:,? vrf (?<vrf>\\S+).*)?$`,
    `^(?<process>\\S+) \\[\\d+\\] +Nbr (?<neighbor>\\S+) on (?<interface>\\S+) went (?<state>\\w+)`,
    `^(?<process>bgp-\\S+) \\[\\d+\\] \\((?<vrf>[^)]+)\\) neighbor (?<neighbor>\\S+) (?<state>Up|Down)(?: - (?<reason>.+))?`,
    `neighbor (?<neighbor>\\S+) (?<state>UP|DOWN) on interface (?<interface>\\S+)(?: (?<reason>[^(]+[^\\s(]))?(?: ?\\(vrf (?<vrf>[^)]+)\\))?`,
    `peer (?<neighbor>\\S+) \\(VRF (?<vrf>\\S+) AS (?<as>[\\d.]+)\\) old state (?<from>\\w+) event (?<reason>.+?) new state (?<to>\\w+)`,
    `[Nn]eighbor (?<neighbor>${A})(?: vpn vrf (?<vrf>\\S+))? (?<state>Up|Down|UP|DOWN)(?: -)?(?: (?<reason>[^()]*[^\\s()]))?(?: ?\\(VRF: (?<vrf2>[^)]+)\\))?(?: \\(AS: (?<as>[\\d.]+)\\))?`,
    `[Aa]djacency to (?<neighbor>\\S+) \\((?<interface>[^)]+)\\)(?: \\((?<level>L[12]+)\\))? (?<state>\\w+)(?:, (?<reason>.+))?`,
    `LDP Neighbor (?<neighbor>[^\\s:]+)(?::\\d+)? .*?is (?<state>\\w+)(?:[:,]? \\(?(?<reason>.+?)\\)?)?$`,
  ],
  [
    'NBR_CHANGE NBRCHANGE',
    `VRF '?(?<vrf>[^\\s']+)'?.*?Neighbor (?<neighbor>[^\\s:]+)(?::\\d+)? is (?<state>\\w+)(?: \\((?<reason>[^)]+)\\))?`,
    `(?:EIGRP\\S*|IP-EIGRP\\S*)(?: vrf:\\S+)? (?<as>\\d+): Neighbor (?<neighbor>\\S+) \\((?<interface>[^)]+)\\) is (?<state>\\w+)(?:: (?<reason>.+))?`,
    `Neighbor (?<neighbor>\\S+) \\((?<interface>[^)]+)\\) is (?<state>\\w+)(?:: (?<reason>.+))?`,
  ],
  [
    'NOTIFICATION NOTIFY',
    `(?<action>sent to|received from)(?: neighbor)? (?<neighbor>${A}).*? (?<code>\\d+/\\d+) \\((?<reason>[^)]+)\\)`,
  ],
  [
    'MAXPFX MAXPFXEXCEED',
    `received from (?<neighbor>${A}).*?(?:reaches|reached|:) (?<count>\\d+),? (?:max|exceed limit) (?<limit>\\d+)`,
  ],
  [
    'OSPF_ADJACENCY_TEARDOWN OSPF_ADJACENCY_ESTABLISHED',
    `NGB (?<neighbor>\\S+), interface (?<address>\\S+) adjacency (?:dropped: (?<reason>[^,]+), state was: (?<from>\\w+)|(?<state>established))`,
  ],
  [
    'SESSION_STATE_DOWN SESSION_STATE_UP SESSION_REMOVED',
    `neighbor (?<neighbor>${A}) (?:on interface (?<interface>\\S+))?.*?(?:gone (?<state>\\w+)|is (?<state2>\\w+))(?:\\. Reason: (?<reason>.+?)\\.?)?$`,
  ],
  [
    'RPD_BGP_NEIGHBOR_STATE_CHANGED',
    `peer (?<neighbor>[^\\s(]+) \\((?:External|Internal|\\w+) AS (?<as>[\\d.]+)\\) changed state from (?<from>\\w+) to (?<to>\\w+) \\(event (?<reason>[^)]+)\\)(?: \\(instance (?<instance>[^)]+)\\))?`,
  ],
  [
    'RPD_OSPF_NBRDOWN RPD_OSPF_NBRUP',
    `neighbor (?<neighbor>\\S+) \\(realm \\S+ (?<interface>\\S+) area (?<area>[^\\s)]+)\\) state changed from (?<from>\\w+) to (?<to>\\w+) due to (?<reason>\\w+)`,
  ],
  [
    'RPD_ISIS_ADJDOWN RPD_ISIS_ADJUP',
    `(?<level>L[12]) adjacency to (?<neighbor>\\S+) on (?<interface>[^\\s,]+)(?:, reason: (?<reason>.+))?`,
  ],
  [
    'RPD_LDP_NBRDOWN RPD_LDP_NBRUP RPD_LDP_SESSIONDOWN RPD_LDP_SESSIONUP',
    `LDP (?:neighbor|session) (?<neighbor>\\S+)(?: \\((?<interface>[^)]+)\\))? is (?<state>\\w+)(?:, reason: (?<reason>.+))?`,
  ],
  [
    'BFDD_TRAP_SHOP_STATE_DOWN BFDD_TRAP_SHOP_STATE_UP BFDD_TRAP_MHOP_STATE_DOWN BFDD_TRAP_MHOP_STATE_UP',
    `new state: (?<state>\\w+)(?:, interface: (?<interface>[^\\s,]+))?, peer addr: (?<neighbor>\\S+)`,
  ],
];

const SYSTEM: readonly Rule[] = [
  [
    'BGP_PREFIX_LIMIT_EXCEEDED BGP_PREFIX_THRESH_EXCEEDED BGP_CEASE_PREFIX_LIMIT_EXCEEDED',
    `^(?<neighbor>${A}) \\(\\w+ AS (?<as>[\\d.]+)\\).*?prefix-limit(?: threshold)?\\((?<limit>\\d+)\\).*? nlri: (?<count>\\d+)(?: \\(instance (?<instance>[^)]+)\\))?`,
  ],
  ['SYNC_LOSS SYNC_LOST', `: (?<neighbor>${A}) : (?<reason>.+)`],
  ['LOGGINGHOST_STARTSTOP', `host (?<destination>${A})`],
  [
    'INITIALIZED PROCESS_RESTART WORKER_WARMSTART',
    `'(?<process>[^']+)'.*?(?:pid|PID)=(?<processId>\\d+)`,
  ],
  [
    'MAINT_UNIT_STATE_CHANGE',
    `unit (?<id>\\S+?)\\. Old State (?<from>\\w+), New State (?<to>\\w+)`,
  ],
  ['SYSTEM_MSG', ` - (?<process>[\\w-]+)\\[(?<processId>\\d+)\\]$`],
];

const LINKS: readonly Rule[] = [
  [
    'UPDOWN CHANGED LINK_UPDOWN UP DOWN',
    `[Ii]nterface (?<interface>[^\\s,]+)(?: \\([^)]*\\))?, changed state to (?<state>(?:administratively )?\\w+)`,
  ],
  [
    'SNMP_TRAP_LINK_DOWN SNMP_TRAP_LINK_UP',
    `ifIndex (?<id>\\d+), .*?ifOperStatus (?<state>\\w+)\\(\\d+\\), ifName (?<interface>\\S+)`,
  ],
  [
    'STATECHANGE FWDSTATECHANGE STATE_CHANGE',
    `(?<interface>\\S+?):? (?:Grp|Group|Vrid|vrid) (?<group>\\d+)(?: \\([^)]*\\))?(?: Fwd \\d+)? state (?<from>\\w+) ?-> ?(?<to>\\w+)`,
    `(?<interface>\\S+?)[:,]? .*?(?:[Gg]rp|[Gg]roup|vrid) (?<group>\\d+).*? from (?<from>\\w+) to (?<to>\\w+)`,
  ],
  [
    'VRRPD_NEWMASTER_TRAP VRRPD_NEW_MASTER',
    `Interface (?<interface>\\S+) \\(local address (?<address>[^)]+)\\) became VRRP (?<to>\\w+) for group (?<group>\\d+)`,
  ],
  ['STATE', `^(?<track>\\d+) (?<interface>interface \\S+)? ?.*?(?<from>\\w+) ?-> ?(?<to>\\w+)$`],
  ['ERR_DISABLE ERRDISABLE', `(?<reason>[\\w-]+) error detected on (?<interface>[^\\s,]*[^\\s,.])`],
  ['ERR_RECOVER', `recover from (?<reason>[\\w-]+) err-disable state on (?<interface>[^\\s,]+)`],
  ['BUNDLE UNBUNDLE COMPATIBLE CANNOT_BUNDLE2', MEMBER_BUNDLE],
  [
    'PORT_UP PORT_DOWN PORT_INDIVIDUAL PORT_SUSPENDED PORT_INDIVIDUAL_DOWN PORT_HOT_STANDBY',
    `(?<bundle>[Pp]ort-[Cc]hannel\\d+): (?<interface>\\S+) is (?<state>\\w+)`,
  ],
  [
    'ACTIVE MEMBER IF_ACTIVE',
    `(?<interface>${I}) is (?<state>.{1,30}?) (?:as part of|part of) (?<bundle>Bundle-\\w+)`,
  ],
  ['LACP_INTF_DOWN', `^(?<bundle>\\S+): .* on member (?<interface>\\S+)`],
  [
    'NATIVE_VLAN_MISMATCH DUPLEX_MISMATCH',
    `on (?<interface>\\S+) \\((?<vlan>\\d+)?[^)]*\\), with (?<neighbor>\\S+) (?<neighborInterface>\\S+)`,
  ],
  [
    'MACFLAP_NOTIF L2FM_MAC_MOVE',
    `(?:Host|Mac) (?<mac>${MAC}) in vlan (?<vlan>\\d+) .*?(?:between port|from) +(?<from>\\S+) (?:and port|to) +(?<to>[^\\s.,]+)`,
  ],
  ['DUPADDR', `address (?<address>\\S+) on (?<interface>[^\\s,]+), sourced by (?<mac>${MAC})`],
  [
    'DHCP_SNOOPING_DENY INVALID_ARP ACL_DENY',
    `on (?<interface>[^\\s,]+), vlan (?<vlan>\\d+)\\.\\(\\[(?<mac>[^/\\]]+)/(?<source>[^/\\]]+)/[^/\\]]+/(?<destination>[^/\\]]+)`,
  ],
  [
    'INTERFACE_STATE INTERFACE_ADD INTERFACE_DEL',
    `Interface (?<interface>\\S+)(?: has been .*?)? instance (?<instance>\\S+)(?: moving from (?<from>\\w+) to (?<to>\\w+))?`,
  ],
  ['L2ALD_MAC_LIMIT_REACHED_IF', `for (?<interface>[^\\s;]+); current count is (?<count>\\d+)`],
];

const ACCESS: readonly Rule[] = [
  [
    'CONFIG_I VSHD_SYSLOG_CONFIG_I CONFIG_E CONFIG_STARTUP CONFIG_SESSION_ENTER',
    `by (?:(?<user>[^\\s()]+) on )?(?<line>(?:vty|tty|con|aux|pts/|console)\\S*?)\\.?(?: \\((?<source>[^)]+)\\))?(?: |\\.|$)`,
    `by (?<user>\\S+) on (?<source>[^\\s@]+)@(?<line>\\S+)`,
    `by (?<user>\\S+)`,
  ],
  [
    'LOGIN_SUCCESS LOGIN_FAILED QUIET_MODE_ON QUIET_MODE_OFF TOOMANY_AUTHFAILS WATCH_LOGIN',
    `\\[[Uu]ser: ?(?<user>[^\\]]*)\\] \\[[Ss]ource: ?(?<source>[^\\]]*)\\](?: \\[localport: ?(?<destinationPort>\\d+)\\])?(?: \\[Reason: ?(?<reason>[^\\]]*)\\])?(?: \\[ACL: ?(?<acl>[^\\]]*)\\])?`,
  ],
  [
    'IPACCESSLOGP IPACCESSLOGDP IPACCESSLOGNP IPACCESSLOGRP ACCESSLOGP ACCESSLOGDP ACCESSLOGNP IPACCESS',
    ACCESS_LOG,
  ],
  [
    'IPACCESSLOGS',
    `list (?<acl>\\S+) (?<action>denied|permitted) (?<source>\\S+) (?<count>\\d+) packet`,
  ],
  [
    'ACLLOG_FLOW_INTERVAL ACLLOG_NEW_FLOW ACLLOG_PKTLOG',
    `Src IP: (?<source>[^\\s,]+), Dst IP: (?<destination>[^\\s,]+), Src Port: (?<sourcePort>\\d+), Dst Port: (?<destinationPort>\\d+), Src Intf: (?<interface>[^\\s,]+), Protocol: "?(?<protocol>\\w+)`,
  ],
  [
    'PLATFORM DROP_PKT',
    `(?:(?<protocol>\\w+) )?pkt from (?<source>${A}):(?<sourcePort>\\d+) => (?<destination>${A}):(?<destinationPort>\\d+)`,
  ],
  ['CLIENT_ADDED_TO_RUN_STATE', `Username entry \\((?<user>[^)]+)\\)`],
  ['CFGLOG_LOGGEDCMD', `User:\\s*(?<user>\\S+)\\s+logged command:(?<command>.+)`],
  ['DB_COMMIT COMMIT', `by user '(?<user>[^']+)'.*?(?:commit changes (?<commit>\\d+)|$)`],
  [
    'UI_COMMIT UI_COMMIT_AT UI_COMMIT_CONFIRMED',
    `User '(?<user>[^']+)' (?:requested|performed) '(?<command>[^']+)'`,
  ],
  [
    'UI_CMDLINE_READ_LINE UI_NETCONF_CMD',
    `User '(?<user>[^']+)', (?:used client.*? to run )?(?:command|.*?) '(?<command>.+?) ?'$`,
  ],
  [
    'UI_LOGIN_EVENT',
    `User '(?<user>[^']+)' login(?:.*?ssh-connection '(?<source>\\S+) (?<sourcePort>\\d+) (?<destination>\\S+) (?<destinationPort>\\d+)')?`,
  ],
  [
    'UI_CONFIGURATION_ERROR',
    `Process: (?<process>[^,]+), path: (?<id>[^,]+), statement: (?<command>[^,]+), (?<reason>.+)`,
  ],
  [
    'RT_FLOW_SESSION_CREATE RT_FLOW_SESSION_CLOSE RT_FLOW_SESSION_DENY',
    `session (?<action>created|closed|denied)(?: (?<reason>[^:]+):)? (?<source>${A})/(?<sourcePort>\\d+)->(?<destination>${A})/(?<destinationPort>\\d+)`,
  ],
];

const FIREWALL: readonly Rule[] = [
  [
    '106023 106014',
    `(?<action>Deny) (?:inbound )?(?<protocol>(?:protocol )?\\w+) src ${SOURCE} dst ${DESTINATION}(?:.*? by access-group "(?<acl>[^"]+)")?`,
  ],
  [
    '106100 106102 106103',
    `access-list (?<acl>\\S+) (?<action>\\w+) (?<protocol>\\w+)(?: for user '[^']*')? ${SOURCE} ?-> ${DESTINATION}`,
  ],
  [
    '302013 302015 302303',
    `(?<action>Built) (?:\\w+ )?(?<protocol>\\w+)(?: state-bypass)? connection (?<connection>\\d+) for ${SOURCE} to ${DESTINATION}`,
  ],
  [
    '302014 302016 302304',
    `(?<action>Teardown) (?<protocol>\\w+)(?: state-bypass)? connection (?<connection>\\d+) for ${SOURCE} to ${DESTINATION}(?:.*? bytes (?<count>\\d+)(?: (?<reason>.+))?)?`,
  ],
  [
    '302020 302021',
    `(?<action>Built|Teardown) .*?(?<protocol>ICMP|ICMPv6) connection .*?faddr (?<destination>${A})/(?<destinationPort>\\d+).*? laddr (?<source>${A})/(?<sourcePort>\\d+)`,
  ],
  [
    '305011 305012 305009 305010',
    `(?<action>Built|Teardown) \\w+(?: (?<protocol>TCP|UDP|ICMP|tcp|udp|icmp))? translation from ${SOURCE} to ${DESTINATION}`,
  ],
  [
    '111008 111010 111009',
    `User '(?<user>[^']+)'.*?(?: from IP (?<source>[^\\s,]+),)? executed (?:the )?'(?<command>.+?)'(?: command)?\\.?$`,
  ],
  [
    '605004 605005',
    `Login (?<action>permitted|denied) from ${SOURCE} to ${DESTINATION}.*? for user "(?<user>[^"]*)"`,
  ],
  [
    '750006 750007 750001 750002 750003',
    `Local: ?(?<address>${A}):(?<port>\\d+) Remote: ?(?<neighbor>${A}):\\d+ Username: ?(?<user>\\S+).*?(?:SA (?<state>\\w+)\\. )?(?:Reason: (?<reason>.+))?$`,
  ],
  [
    '411001 411002 411003 411004',
    `[Ii]nterface (?<interface>[^\\s,]+),? changed state to (?<state>(?:administratively )?\\w+)`,
  ],
  [
    '113019 713120 713119 713050 713257 713259',
    `Group = (?<group>[^,]+),(?: Username = (?<user>[^,]+),)? IP = (?<neighbor>[^,]+), .*?(?:Reason: (?<reason>.+))?$`,
  ],
  ['602303 602304', `between (?<source>${A}) and (?<neighbor>${A}) \\(user ?= ?(?<user>[^)]+)\\)`],
  ['611101 611102 611103', `IP address: (?<source>[^\\s,]+), Uname: (?<user>\\S+)`],
  [
    '113004 113005 113012 113015 113021',
    `user = ?(?<user>[^\\s:]+)(?: : user IP = (?<source>\\S+))?`,
  ],
  ['502103', `Uname: (?<user>\\S+) From: (?<from>\\S+) To: (?<to>\\S+)`],
];

/** What every message of Cisco's firewalls may say, for numbers without a grammar of their own. */
export const FIREWALL_WORDINGS: readonly RegExp[] = [
  `(?:from|src|for) ${SOURCE} (?:to|dst) ${DESTINATION}(?:.*? on interface (?<interface>[\\w.-]+))?`,
  `Group (?:= )?<?(?<group>[^,>]+?)>?,? (?:User(?:name)? (?:= )?<?(?<user>[^,>]+?)>?,? )?IP (?:= )?<?(?<neighbor>[^\\s,>]+)>?`,
  `from ${SOURCE}`,
].map((pattern) => new RegExp(pattern));

/** Group names cannot repeat in one pattern: the second of a pair writes into the first's field. */
export const FIELD_ALIASES: Readonly<Record<string, string>> = { vrf2: 'vrf', state2: 'state' };

/** Patterns by mnemonic. */
export const FIELD_RULES: ReadonlyMap<string, readonly RegExp[]> = new Map(
  [...ROUTING, ...SYSTEM, ...LINKS, ...ACCESS, ...FIREWALL].flatMap(([mnemonics, ...patterns]) => {
    const compiled = patterns.map((pattern) => new RegExp(pattern));
    return mnemonics.split(' ').map((mnemonic) => [mnemonic, compiled] as const);
  }),
);
