/**
 * Texts as NetGuru embeds them, written by a seeded generator: short questions, config sections
 * of every platform, logs, command outputs and prose, in English and Portuguese. Not the texts
 * that the model was calibrated on.
 */
type Random = () => number;

/** Mulberry32: small, seeded, good enough to vary test texts. */
function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Vocabulary {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  number(low: number, high: number): number {
    return low + Math.floor(this.#random() * (high - low + 1));
  }

  pick(...choices: readonly string[]): string {
    return choices[this.number(0, choices.length - 1)] ?? '';
  }

  address(): string {
    const first = this.pick('10', '172.20', '192.168', '100.64', '198.51.100');
    const octets = first.split('.');
    while (octets.length < 4) octets.push(String(this.number(0, 254)));
    return octets.join('.');
  }

  prefix(): string {
    return `${this.address()}/${this.number(8, 32)}`;
  }

  port(): string {
    const stem = this.pick(
      'GigabitEthernet',
      'TenGigE',
      'Ethernet',
      'Gi',
      'xe-',
      'Te',
      'Po',
      'et-',
    );
    return `${stem}${this.number(0, 4)}/${this.number(0, 3)}/${this.number(0, 48)}`;
  }

  device(): string {
    const site = this.pick('lis', 'opo', 'rio', 'poa', 'fra', 'nyc', 'sfo');
    return `${site}-${this.pick('core', 'dist', 'acc', 'fw', 'pe', 'spine')}${this.number(1, 40)}`;
  }

  asn(): number {
    return this.number(64_512, 65_534);
  }

  lines(low: number, high: number, line: () => string): string {
    return Array.from({ length: this.number(low, high) }, line).join('\n');
  }
}

type Template = (v: Vocabulary) => string;

const QUESTIONS: readonly Template[] = [
  (v) => `Why did ${v.port()} on ${v.device()} go err-disabled?`,
  (v) => `which neighbors of AS ${v.asn()} have no maximum-prefix limit`,
  (v) => `what is ${v.address()}`,
  (v) => `compare the NTP settings of ${v.device()} and ${v.device()}`,
  (v) => `Quais equipamentos anunciam a rede ${v.prefix()}?`,
  (v) => `Por que o vizinho ${v.address()} não sai do estado Active no ${v.device()}?`,
  () => 'is there any telnet access left on the vty lines?',
  (v) => `Explique a ACL que bloqueia a porta ${v.number(20, 9000)} na VLAN ${v.number(2, 4000)}.`,
  (v) => v.pick('hsrp', 'duplex mismatch', 'area 0', 'LACP', 'storm control', 'asymmetric routing'),
];

const CONFIGS: readonly Template[] = [
  (v) =>
    `interface ${v.port()}\n description ${v.device()} ${v.port()}\n ip address ${v.address()} 255.255.255.${v.pick('0', '252', '128')}\n ip ospf network point-to-point\n ip ospf cost ${v.number(1, 500)}\n mpls ip\n bfd interval 300 min_rx 300 multiplier 3`,
  (v) =>
    `router bgp ${v.asn()}\n${v.lines(3, 14, () => ` neighbor ${v.address()} remote-as ${v.asn()}\n neighbor ${v.address()} route-map ${v.pick('RM-IN', 'TRANSIT-OUT', 'CUST')} ${v.pick('in', 'out')}`)}`,
  (v) =>
    `ip access-list extended ACL-${v.number(100, 199)}\n${v.lines(4, 18, () => ` ${v.pick('permit', 'deny')} ${v.pick('tcp', 'udp', 'ip')} ${v.address()} 0.0.0.255 any ${v.pick('eq 22', 'eq www', 'range 1024 2048', 'log')}`)}`,
  (v) =>
    `vlan ${v.number(2, 4000)}\n  name ${v.pick('PRINTERS', 'CCTV', 'GUEST-WIFI', 'SERVIDORES')}\n  vn-segment ${v.number(10_000, 99_999)}\ninterface Vlan${v.number(2, 4000)}\n  vrf member ${v.pick('TENANT-1', 'PCI')}\n  ip address ${v.prefix()}\n  fabric forwarding mode anycast-gateway`,
  (v) =>
    `router isis BACKBONE\n net 49.00${v.number(10, 99)}.${v.number(1000, 9999)}.0000.00${v.number(10, 99)}.00\n interface ${v.port()}\n  circuit-type level-2-only\n  hello-password hmac-md5 encrypted 060506324F41\n  address-family ipv6 unicast\n   metric ${v.number(1, 9999)}`,
  (v) =>
    `object-group network ${v.pick('PARTNERS', 'BRANCHES')}\n${v.lines(2, 9, () => ` network-object host ${v.address()}`)}\naccess-list INSIDE extended permit ip object-group PARTNERS any\nfailover lan unit ${v.pick('primary', 'secondary')}\nthreat-detection statistics access-list`,
  (v) =>
    `protocols {\n    bgp {\n        group ${v.pick('EBGP-PEERS', 'RR', 'TRANSIT')} {\n            type external;\n${v.lines(1, 6, () => `            neighbor ${v.address()} {\n                peer-as ${v.asn()};\n                authentication-key "$9$abcXYZ"; ## SECRET-DATA\n            }`)}\n        }\n    }\n}`,
  (v) =>
    v.lines(
      4,
      14,
      () =>
        `set ${v.pick('interfaces', 'protocols isis interface', 'class-of-service interfaces')} ${v.port()} unit ${v.number(0, 400)} ${v.pick('family inet address', 'description', 'vlan-id')} ${v.prefix()}`,
    ),
  (v) =>
    `interface Port-Channel${v.number(1, 200)}\n   description ${v.device()}\n   switchport trunk allowed vlan ${v.number(2, 99)},${v.number(100, 300)}-${v.number(301, 900)}\n   mlag ${v.number(1, 200)}\n   spanning-tree guard root\nip prefix-list PL-LOOPBACKS\n${v.lines(2, 8, () => `   seq ${v.number(5, 900)} permit ${v.prefix()} eq 32`)}`,
  (v) =>
    `class-map match-all ${v.pick('VIDEO', 'BULK', 'SCAVENGER')}\n match access-group name ${v.pick('QOS-1', 'QOS-2')}\npolicy-map EDGE\n class VIDEO\n  bandwidth remaining percent ${v.number(5, 60)}\n  queue-limit ${v.number(64, 512)} packets\n  police cir ${v.number(1, 900)}000000`,
];

const LOGS: readonly Template[] = [
  (v) =>
    v.lines(
      2,
      8,
      () =>
        `${v.pick('Jun', 'Oct', 'Dec')} ${v.number(1, 30)} 1${v.number(0, 9)}:${v.number(10, 59)}:${v.number(10, 59)} ${v.device()} %${v.pick('LINK-3-UPDOWN', 'DUAL-5-NBRCHANGE', 'SYS-5-CONFIG_I', 'CDP-4-DUPLEX_MISMATCH', 'SPANTREE-2-ROOTGUARD_BLOCK')}: ${v.port()} ${v.pick('changed state to down', 'neighbor is up: new adjacency', 'by admin on vty0')} (${v.address()})`,
    ),
  (v) =>
    `%ASA-${v.number(1, 6)}-${v.number(106_001, 752_012)}: ${v.pick('Teardown UDP connection', 'Deny inbound icmp', 'Login denied')} from outside:${v.address()}/${v.number(1024, 65_000)} to inside:${v.address()}/53 duration 0:00:${v.number(10, 59)} bytes ${v.number(40, 90_000)}`,
  (v) =>
    `${v.device()} ${v.pick('dcd', 'rpd', 'chassisd', 'sshd', 'l2ald')}[${v.number(1000, 9999)}]: ${v.pick('BFD session to', 'Accepted publickey for oper from', 'EVPN DF election for', 'PFE error on')} ${v.address()} ${v.pick('timed out', 'port 52211', 'changed')}`,
  (v) =>
    `${v.port()} is ${v.pick('up', 'down', 'administratively down')}\n  MTU ${v.number(1500, 9216)} bytes, BW ${v.number(1, 100)}00000 Kbit\n  ${v.number(0, 99_999)} input errors, ${v.number(0, 9999)} CRC, ${v.number(0, 99)} runts\n  Last flapped ${v.number(1, 52)} weeks ago`,
  (v) =>
    `Neighbor ID     Pri   State           Dead Time   Address         Interface\n${v.lines(2, 9, () => `${v.address()}   ${v.number(0, 255)}   ${v.pick('FULL/DR', 'FULL/BDR', '2WAY/DROTHER', 'EXSTART/-')}   00:00:${v.number(10, 39)}   ${v.address()}   ${v.port()}`)}`,
];

const PROSE: readonly Template[] = [
  (v) =>
    `During the change window on ${v.device()} the standby supervisor reloaded twice. We moved the default gateway to ${v.address()}, cleared the ARP table, and waited until every host on VLAN ${v.number(2, 4000)} had learnt the new MAC address.`,
  (v) =>
    `## ${v.pick('Multicast', 'First-hop redundancy', 'Label distribution', 'Route reflection')}\n\nThe ${v.pick('rendezvous point', 'active router', 'egress PE', 'cluster')} is ${v.address()}. ${v.pick('PIM joins travel towards it hop by hop.', 'Preemption is delayed until routing has converged.', 'A label is advertised only for loopbacks.', 'Clients need no full mesh.')} Check it with the usual show commands before and after any maintenance.`,
  (v) =>
    `O enlace entre ${v.device()} e ${v.device()} apresenta perda de pacotes de ${v.number(1, 30)} % desde a manutenção. A operadora trocou o transceptor óptico, mas a potência recebida continua em -${v.number(18, 30)} dBm; é preciso limpar os conectores e medir de novo.`,
  (v) =>
    `Para liberar o acesso da rede ${v.prefix()}, crie a regra no firewall ${v.device()}, confirme a tradução de endereços e registre a mudança no chamado ${v.number(10_000, 99_999)}.`,
  (v) =>
    `BGP selects the path with the highest local preference before it compares the AS path. On ${v.device()} the value ${v.number(50, 400)} from ${v.address()} wins, so traffic for ${v.prefix()} leaves through the second provider.`,
];

/** `count` texts of every kind in turn; equal seeds give equal texts. */
export function networkTexts(count: number, seed = 7): string[] {
  const vocabulary = new Vocabulary(seededRandom(seed));
  const groups = [QUESTIONS, CONFIGS, LOGS, PROSE, CONFIGS];
  return Array.from({ length: count }, (_, i) => {
    const group = groups[i % groups.length] ?? PROSE;
    const template = group[Math.floor(i / groups.length) % group.length];
    return template?.(vocabulary) ?? '';
  });
}
