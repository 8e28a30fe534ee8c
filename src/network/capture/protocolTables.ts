import { TCP_CONTENT, TCP_PORTS, UDP_CONTENT, UDP_PORTS } from './applicationPorts.ts';
import { dissectEigrp } from './eigrp.ts';
import { dissectVrrp } from './firstHop.ts';
import { type Dissector, named, type Tables } from './frame.ts';
import { dissectSlow } from './linkAggregation.ts';
import { dissectEthernet, dissectLlc, dissectOsi, vlanTag } from './linkEthernet.ts';
import {
  dissectCiscoHdlc,
  dissectCooked,
  dissectCooked2,
  dissectFrameRelay,
  dissectIpOnly,
  dissectLoopback,
  dissectPpp,
  dissectPppoeDiscovery,
  dissectPppoeSession,
  dissectRawIp,
  pppChap,
  pppControl,
  pppPap,
} from './linkOthers.ts';
import { dissectCdp, dissectLldp } from './neighbours.ts';
import { dissectArp } from './networkArp.ts';
import { dissectIcmp, dissectIcmpv6 } from './networkIcmp.ts';
import { dissectAh, dissectEsp, dissectIpv4, dissectIpv6 } from './networkIp.ts';
import { dissectOspf } from './ospf.ts';
import { dissectIgmp, dissectPim, routingByName } from './routingOthers.ts';
import { dissectStp } from './spanningTree.ts';
import {
  dissectCfm,
  dissectDtp,
  dissectLoop,
  dissectPagp,
  dissectUdld,
  dissectVtp,
} from './switching.ts';
import { dissectTcp } from './transportTcp.ts';
import { dissectDccp, dissectSctp, dissectUdp, dissectUdpLite } from './transportUdp.ts';
import { dissectEtherIp, dissectGre, dissectIpcomp, dissectMpls, dissectNsh } from './tunnels.ts';
import { dissectNflog, dissectPflog, dissectRadiotap, dissectWlan } from './wireless.ts';

const EAPOL_TYPES = ['eap', '', '', 'key', '', 'mka'];

/** 802.1X (EAPOL): what it carries, by name. */
const dissectEapol: Dissector = (view, frame) => {
  frame.enter('eapol', 'EAPOL');
  const type = EAPOL_TYPES[view.u8(1)] ?? '';
  view.need(0, 4);
  const body = view.rest(4, view.u16(2));
  if (type === 'eap') {
    frame.enter('eap', 'EAP');
    view.need(4, 4);
    const code = ['', 'Request', 'Response', 'Success', 'Failure'][view.u8(4)] ?? '';
    frame.say(code);
    frame.fact(
      'Management and authentication',
      `EAP ${code} from ${frame.source}`,
      code === 'Failure',
    );
  } else if (type === 'mka') frame.enter('mka', 'EAPOL-MKA');
  else if (type === 'key') view.need(4, Math.min(body.reported, 1));
  return true;
};

const dissectL2tpv3: Dissector = (view, frame) => {
  frame.enter('l2tp', 'L2TPv3');
  frame.say(`Session 0x${view.hex(0, 4)}`);
  if (view.u32(0) !== 0) frame.data(view.rest(4));
  return true;
};

const dissectIpx = named('ipx', 'IPX');
const cdpcp = pppControl('cdpcp');

const LINK_TYPES: ReadonlyMap<number, Dissector> = new Map([
  [0, dissectLoopback],
  [1, dissectEthernet],
  [9, dissectPpp],
  [12, dissectRawIp],
  [14, dissectRawIp],
  [50, dissectPpp],
  [51, dissectPppoeSession],
  [101, dissectRawIp],
  [104, dissectCiscoHdlc],
  [105, dissectWlan],
  [107, dissectFrameRelay],
  [108, dissectLoopback],
  [113, dissectCooked],
  [117, dissectPflog],
  [119, named('prism', '802.11')],
  [127, dissectRadiotap],
  [163, named('wlancap', '802.11')],
  [228, dissectIpOnly],
  [229, dissectIpOnly],
  [239, dissectNflog],
  [276, dissectCooked2],
]);

const ETHER_TYPES: ReadonlyMap<number, Dissector> = new Map([
  [0x0800, dissectIpv4],
  [0x0806, dissectArp],
  [0x0842, named('wol', 'WOL')],
  [0x22f0, named('ieee1722', 'IEEE 1722')],
  [0x22f3, named('trill', 'TRILL')],
  [0x22f4, dissectOsi],
  [0x6002, named('mop', 'MOP')],
  [0x6003, named('dec_dna', 'DEC DNA')],
  [0x6004, named('lat', 'LAT')],
  [0x6558, dissectEthernet],
  [0x8035, dissectArp],
  [0x809b, named('ddp', 'DDP')],
  [0x80f3, named('aarp', 'AARP')],
  [0x8100, vlanTag('vlan')],
  [0x8137, dissectIpx],
  [0x86dd, dissectIpv6],
  [0x8808, named('macc', 'MAC CTRL')],
  [0x8809, dissectSlow],
  [0x8847, dissectMpls],
  [0x8848, dissectMpls],
  [0x8863, dissectPppoeDiscovery],
  [0x8864, dissectPppoeSession],
  [0x886d, named('ans', 'Intel ANS')],
  [0x8870, dissectLlc],
  [0x887b, named('homeplug', 'HomePlug')],
  [0x888e, dissectEapol],
  [0x8892, named('pn_rt', 'PN-RT')],
  [0x889d, named('wai', 'WAI')],
  [0x88a2, named('aoe', 'AoE')],
  [0x88a4, named('ecatf', 'ECAT')],
  [0x88a8, vlanTag('ieee8021ad')],
  [0x88b8, named('goose', 'GOOSE')],
  [0x88cc, dissectLldp],
  [0x88e5, named('macsec', 'MACSEC')],
  [0x88e7, named('ieee8021ah', '802.1ah')],
  [0x88f5, named('mrp-mvrp', 'MRP-MVRP')],
  [0x88f6, named('mrp-mmrp', 'MRP-MMRP')],
  [0x88f7, named('ptp', 'PTPv2')],
  [0x8902, dissectCfm],
  [0x894f, dissectNsh],
  [0x8906, named('fcoe', 'FCoE')],
  [0x8914, named('fip', 'FIP')],
  [0x9000, dissectLoop],
  [0x9100, vlanTag('vlan')],
]);

const IP_PROTOCOLS: ReadonlyMap<number, Dissector> = new Map([
  [1, dissectIcmp],
  [2, dissectIgmp],
  [4, dissectIpv4],
  [6, dissectTcp],
  [9, routingByName('igrp', 'IGRP')],
  [17, dissectUdp],
  [33, dissectDccp],
  [41, dissectIpv6],
  [46, routingByName('rsvp', 'RSVP')],
  [47, dissectGre],
  [50, dissectEsp],
  [51, dissectAh],
  [54, routingByName('nhrp', 'NHRP')],
  [58, dissectIcmpv6],
  [80, dissectOsi],
  [88, dissectEigrp],
  [89, dissectOspf],
  [97, dissectEtherIp],
  [103, dissectPim],
  [108, dissectIpcomp],
  [112, dissectVrrp],
  [113, named('pgm', 'PGM')],
  [115, dissectL2tpv3],
  [132, dissectSctp],
  [135, named('mipv6', 'MIPv6')],
  [136, dissectUdpLite],
  [137, dissectMpls],
  [139, named('hip', 'HIP')],
  [143, dissectEthernet],
]);

const LLC_SAPS: ReadonlyMap<number, Dissector> = new Map([
  [0x04, named('sna', 'SNA')],
  [0x06, dissectIpv4],
  [0x42, dissectStp],
  [0xe0, dissectIpx],
  [0xf0, named('netbios', 'NetBIOS')],
  [0xfe, dissectOsi],
]);

const CISCO_PIDS: ReadonlyMap<number, Dissector> = new Map([
  [0x0104, dissectPagp],
  [0x0108, dissectStp],
  [0x0109, dissectStp],
  [0x010b, dissectStp],
  [0x010c, dissectStp],
  [0x0111, dissectUdld],
  [0x2000, dissectCdp],
  [0x2001, named('cgmp', 'CGMP')],
  [0x2003, dissectVtp],
  [0x2004, dissectDtp],
]);

const PPP_PROTOCOLS: ReadonlyMap<number, Dissector> = new Map([
  [0x0021, dissectIpv4],
  [0x0023, dissectOsi],
  [0x002b, dissectIpx],
  [0x002d, named('vjc', 'VJ')],
  [0x003d, named('mp', 'PPP MP')],
  [0x0057, dissectIpv6],
  [0x00fd, named('comp_data', 'PPP Comp')],
  [0x0207, dissectCdp],
  [0x0281, dissectMpls],
  [0x0283, dissectMpls],
  [0x8021, pppControl('ipcp')],
  [0x8023, pppControl('osinlcp')],
  [0x8057, pppControl('ipv6cp')],
  [0x80fd, pppControl('ccp')],
  [0x8207, cdpcp],
  [0x8281, pppControl('mplscp')],
  [0xc021, pppControl('lcp')],
  [0xc023, pppPap],
  [0xc02d, pppControl('bap')],
  [0xc223, pppChap],
  [0xc227, named('eap', 'EAP')],
]);

/** Every protocol that is known, by the number of the layer below. */
export const PROTOCOL_TABLES: Tables = {
  linkType: LINK_TYPES,
  etherType: ETHER_TYPES,
  ipProtocol: IP_PROTOCOLS,
  llcSap: LLC_SAPS,
  ciscoPid: CISCO_PIDS,
  pppProtocol: PPP_PROTOCOLS,
  udpPort: UDP_PORTS,
  tcpPort: TCP_PORTS,
  udpContent: UDP_CONTENT,
  tcpContent: TCP_CONTENT,
};
