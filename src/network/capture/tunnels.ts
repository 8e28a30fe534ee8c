import { type Dissector, type Frame, named } from './frame.ts';
import { dissectEthernet } from './linkEthernet.ts';
import { dissectPpp, dissectPppPayload, ipByVersion } from './linkOthers.ts';
import type { PacketView } from './packetView.ts';

function tunnel(frame: Frame, kind: string): void {
  frame.fact('VPN and tunnels', `${kind} ${frame.source} → ${frame.destination}`);
}

/** GRE (RFC 2784, 2890) and enhanced GRE of PPTP (RFC 2637). */
export const dissectGre: Dissector = (view, frame) => {
  const flags = view.u16(0);
  const type = view.u16(2);
  frame.enter('gre', 'GRE');
  const version = flags & 0x07;
  let at = 4;
  if (flags & 0xc000) at += 4;
  if (flags & 0x2000) at += 4;
  if (flags & 0x1000) at += 4;
  if (version === 1 && flags & 0x0080) at += 4;
  const key = flags & 0x2000 && version === 0 ? ` key ${view.u32(flags & 0xc000 ? 8 : 4)}` : '';
  tunnel(frame, `GRE${key}`);
  afterGre(view.rest(at), frame, type);
  return true;
};

function afterGre(view: PacketView, frame: Frame, type: number): void {
  const { etherType, llcSap, ciscoPid } = frame.session.tables;
  if (type === 0 && view.captured === 0) return;
  if (type === 0x880b) dissectPppPayload(view, frame);
  else if (type === 0x6558 || type === 0x6400) dissectEthernet(view, frame);
  else if (type === 0x2000) frame.hand(ciscoPid, type, view);
  else if (type === 0x2001) frame.enter('nhrp', 'NHRP');
  else if (type === 0x00fe) frame.hand(llcSap, 0xfe, view);
  else if (type === 0x88be) dissectErspan(view, frame, 8);
  else if (type === 0x22eb) dissectErspan(view, frame, 12);
  else if (type === 0x883e) ipByVersion(view.u8(0) >> 4 === 4 ? view : view.rest(4), frame);
  else etherType.get(type)?.(view, frame);
}

function dissectErspan(view: PacketView, frame: Frame, header: number): void {
  frame.enter('erspan', 'ERSPAN');
  dissectEthernet(view.rest(header), frame);
}

/** MPLS label stack (RFC 3032); what follows the bottom label is guessed from its first nibble. */
export const dissectMpls: Dissector = (view, frame) => {
  let at = 0;
  let label = 0;
  for (let bottom = false; !bottom; at += 4) {
    frame.enter('mpls', 'MPLS');
    const word = view.u32(at);
    label = Math.floor(word / 4096);
    bottom = (word & 0x100) !== 0;
    frame.say(`label ${label}`);
    frame.fact('Switching', `MPLS label ${label} seen on packets`);
  }
  const rest = view.rest(at);
  if (rest.captured === 0) return true;
  const nibble = rest.u8(0) >> 4;
  if (nibble === 4 || nibble === 6) ipByVersion(rest, frame);
  else if (nibble === 1) afterAssociatedChannel(rest, frame);
  else if (nibble === 0) {
    frame.enter('pweth.cw');
    frame.enter('pwethcw', 'Ethernet pseudowire');
    dissectEthernet(rest.rest(4), frame);
  } else frame.data(rest);
  return true;
};

/** Pseudowire associated channel header (RFC 4385). */
function afterAssociatedChannel(view: PacketView, frame: Frame): void {
  frame.enter('pwach', 'PW ACH');
  const type = view.u16(2);
  const { etherType, udpPort } = frame.session.tables;
  if (type === 0x0021) frame.hand(etherType, 0x0800, view.rest(4));
  else if (type === 0x0057) frame.hand(etherType, 0x86dd, view.rest(4));
  else if (type === 0x0007) frame.hand(udpPort, 3784, view.rest(4));
  else if (type === 0x8902) frame.hand(etherType, type, view.rest(4));
  else frame.data(view.rest(4));
}

/** VXLAN (RFC 7348). */
export const dissectVxlan: Dissector = (view, frame) => {
  frame.enter('vxlan', 'VXLAN');
  const vni = view.u24(4);
  tunnel(frame, `VXLAN VNI ${vni}`);
  return dissectEthernet(view.rest(8), frame);
};

/** Geneve (RFC 8926). */
export const dissectGeneve: Dissector = (view, frame) => {
  frame.enter('geneve', 'Geneve');
  tunnel(frame, `Geneve VNI ${view.u24(4)}`);
  frame.hand(frame.session.tables.etherType, view.u16(2), view.rest(8 + (view.u8(0) & 0x3f) * 4));
  return true;
};

/** Teredo (RFC 4380): IPv6 in UDP, after optional authentication and origin. */
export const dissectTeredo: Dissector = (view, frame) => {
  let at = 0;
  if (view.has(0, 4) && view.u16(0) === 0x0001) at += 13 + view.u8(2) + view.u8(3);
  if (view.has(at, 2) && view.u16(at) === 0) at += 8;
  if (!view.has(at, 40) || view.u8(at) >> 4 !== 6) return false;
  frame.enter('teredo', 'Teredo');
  tunnel(frame, 'Teredo');
  frame.hand(frame.session.tables.etherType, 0x86dd, view.rest(at));
  return true;
};

/** L2TP version 2 over UDP (RFC 2661) and version 3 (RFC 3931). */
export const dissectL2tp: Dissector = (view, frame) => {
  const flags = view.u16(0);
  const version = flags & 0x0f;
  if (version !== 2 && version !== 3) return false;
  frame.enter('l2tp', 'L2TP');
  const control = (flags & 0x8000) !== 0;
  frame.say(control ? 'Control message' : 'Data message');
  tunnel(frame, `L2TPv${version}`);
  if (control || version === 3) return true;
  let at = flags & 0x4000 ? 4 : 2;
  const length = flags & 0x4000 ? view.u16(2) : view.reported;
  at += 4 + (flags & 0x0800 ? 4 : 0);
  if (flags & 0x0200) at += 2 + view.u16(at);
  const payload = view.rest(at, length - at);
  if (payload.captured === 0) return true;
  return dissectPpp(payload, frame);
};

/** UDP port 4500 (RFC 3948): IKE after a zero marker, a keepalive, or ESP. */
export const dissectUdpEncapsulation: Dissector = (view, frame) => {
  frame.enter('udpencap', 'UDPENCAP');
  if (view.reported === 1 && view.u8(0) === 0xff) {
    frame.say('NAT-keepalive');
    return true;
  }
  const { ipProtocol, udpPort } = frame.session.tables;
  if (view.u32(0) === 0) frame.hand(udpPort, 500, view.rest(4));
  else frame.hand(ipProtocol, 50, view);
  return true;
};

/** EtherIP (RFC 3378). */
export const dissectEtherIp: Dissector = (view, frame) => {
  frame.enter('etherip', 'EtherIP');
  return dissectEthernet(view.rest(2), frame);
};

/** GTP version 1 user data: a T-PDU holds an IP packet. */
export const dissectGtp: Dissector = (view, frame) => {
  frame.enter('gtp', 'GTP');
  const flags = view.u8(0);
  if (flags >> 5 !== 1 || view.u8(1) !== 0xff) return true;
  const rest = view.rest(flags & 0x07 ? 12 : 8);
  if (rest.captured > 0) ipByVersion(rest, frame);
  return true;
};

/** IP compression (RFC 3173) is not opened. */
export const dissectIpcomp = named('ipcomp', 'IPComp');

const NEXT_PROTOCOLS = new Map([
  [1, 0x0800],
  [2, 0x86dd],
  [3, 0x6558],
  [4, 0x894f],
  [5, 0x8847],
]);

/** VXLAN with a next protocol (draft-ietf-nvo3-vxlan-gpe). */
export const dissectVxlanGpe: Dissector = (view, frame) => {
  frame.enter('vxlan', 'VXLAN');
  tunnel(frame, `VXLAN-GPE VNI ${view.u24(4)}`);
  const next = NEXT_PROTOCOLS.get(view.u8(3)) ?? 0;
  frame.hand(frame.session.tables.etherType, next, view.rest(8));
  return true;
};

/** Network Service Header (RFC 8300). */
export const dissectNsh: Dissector = (view, frame) => {
  frame.enter('nsh', 'NSH');
  const length = (view.u16(0) & 0x3f) * 4;
  const next = NEXT_PROTOCOLS.get(view.u8(3)) ?? 0;
  frame.hand(frame.session.tables.etherType, next, view.rest(Math.max(length, 8)));
  return true;
};

/** LISP data (RFC 9300): an IP packet behind eight bytes. */
export const dissectLispData: Dissector = (view, frame) => {
  frame.enter('lisp-data', 'LISP Data');
  tunnel(frame, 'LISP');
  ipByVersion(view.rest(8), frame);
  return true;
};

/** Lengths of WireGuard's messages by type; data has at least 32 bytes. */
const WIREGUARD_LENGTHS = [0, 148, 92, 64];

/** WireGuard, told by type, zero bytes and length. */
export const dissectWireGuard: Dissector = (view, frame) => {
  if (!view.has(0, 4) || view.u24(1) !== 0) return false;
  const type = view.u8(0);
  const fits =
    type === 4
      ? view.reported >= 32 && view.reported % 16 === 0
      : type > 0 && view.reported === WIREGUARD_LENGTHS[type];
  if (!fits) return false;
  frame.enter('wg', 'WireGuard');
  tunnel(frame, 'WireGuard');
  return true;
};
