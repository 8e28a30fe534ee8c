/**
 * The words of show commands, for their abbreviations. One command a line; words that stand
 * first win when an abbreviation fits several, as engineers mean the usual one.
 */
const COMMANDS = `
version
running-config all|interface|section|brief
startup-config
configuration
ip interface brief
ip route vrf|summary|bgp|ospf|eigrp|isis|static|connected|rip
ip ospf neighbor detail
ip ospf interface brief
ip ospf database|border-routers
ip bgp summary
ip bgp neighbors|vpnv4|ipv4|ipv6|all|vrf|labels|unicast|regexp|community
ip eigrp neighbors detail
ip eigrp topology|interfaces|traffic
ip arp
ip access-lists
ip prefix-list
ip protocols
ip nat translations|statistics
ip pim neighbor|interface|rp
ip mroute
ip igmp groups|snooping
ip cef
ip dhcp binding|pool|snooping
ip sla summary|statistics
ip vrf detail|interfaces
ip rip database
ip nhrp
ip isis
ip verify
ipv4 interface brief
ipv4 route
ipv6 interface brief
ipv6 route summary
ipv6 neighbors
ipv6 ospf neighbor
ipv6 bgp summary
ipv6 eigrp neighbors
interfaces status|description|brief|terse|trunk|counters|switchport|transceiver|summary|detail|extensive|media|diagnostics
interfaces ip brief
inventory raw
ospf neighbor detail
ospf interface|database|overview|route
ospfv3 neighbor
bgp summary|neighbors|ipv4|ipv6|vpnv4|vpnv6|l2vpn|evpn|all|unicast|vrf|instance
route summary|table|protocol|advertising-protocol|receive-protocol
route-map
cdp neighbors detail
cdp entry|interface
lldp neighbors detail
lldp entry|interface|info
vlan brief|summary|id|name
vlans brief|detail|extensive
spanning-tree summary|root|detail|vlan|mst|blockedports|bridge|interface|inconsistentports
etherchannel summary|detail|port-channel|load-balance
port-channel summary|database|dense|detailed|load-balance
bundle brief
lacp neighbor|interfaces|internal|counters|peer
arp vrf|all|no-resolve
mac address-table dynamic|count|vlan|static|interface
mac-address-table
ethernet-switching table|interfaces
standby brief all
hsrp brief all
vrrp brief|summary|detail|all
glbp brief
vrf detail|interface|all
isis neighbors detail
isis adjacency|database|interface
clns neighbors
eigrp address-family
eigrp neighbors
chassis hardware|environment|routing-engine|alarms|fpc
system uptime|alarms|users|storage|processes|license
environment
platform
processes cpu|memory
memory
logging
log messages
clock
ntp status|associations
users
access-lists
access-list
policy-map interface
class-map
crypto isakmp|ipsec|map|session|ikev2|ikev1|sa
vpc brief|consistency-parameters|role
mlag detail|interfaces
vxlan vtep|vni
nve peers|vni|interface
l2vpn evpn|xconnect|bridge-domain
evpn database|instance
mpls forwarding-table|ldp|interfaces|lsp|traffic-eng
ldp neighbor|session
rsvp session|neighbor
bfd neighbors|session|peers
module
redundancy
switch detail
stack-ports
power inline
tech-support
failover state
nameif
conn count|detail
xlate
nat detail
firewall log
security policies|zones|flow
flash
boot
license
snmp user|host|group|community
aaa servers
track brief
hosts
feature
controllers
dot1x all
errdisable recovery
port-security
ipsec sa
ike security-associations
pim neighbors
multicast route
static-route
tcp brief
services
hardware capacity
debugging
history
policy
`;

/** The words that may follow a word of a command, in the order in which abbreviations take them. */
export interface CommandWord {
  readonly next: ReadonlyMap<string, CommandWord>;
}

interface OpenWord extends CommandWord {
  readonly next: Map<string, OpenWord>;
}

function build(): CommandWord {
  const root: OpenWord = { next: new Map() };
  for (const line of COMMANDS.trim().split('\n')) {
    let words: OpenWord[] = [root];
    for (const part of line.split(' ')) {
      const following: OpenWord[] = [];
      for (const word of words) {
        for (const name of part.split('|')) {
          const known: OpenWord = word.next.get(name) ?? { next: new Map() };
          word.next.set(name, known);
          following.push(known);
        }
      }
      words = following;
    }
  }
  return root;
}

/** What may follow `show`. */
export const SHOW_WORDS: CommandWord = build();

/** Words that may follow anywhere; the flagged ones take the next word as it is. */
export const MODIFIERS: ReadonlyMap<string, boolean> = new Map([
  ['vrf', true],
  ['instance', true],
  ['table', true],
  ['vlan', true],
  ['interface', true],
  ['process', true],
  ['routing-instance', true],
  ['all', false],
  ['detail', false],
  ['extensive', false],
  ['terse', false],
  ['brief', false],
  ['summary', false],
  ['unicast', false],
  ['no-more', false],
]);
