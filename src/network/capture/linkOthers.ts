import type { Dissector, Frame } from './frame.ts';
import { afterEtherType, dissectLlc } from './linkEthernet.ts';
import type { PacketView } from './packetView.ts';

const SLARP_KEEPALIVE = 2;

/** Protocols of Linux cooked captures that are no EtherType. */
function afterCooked(view: PacketView, frame: Frame, type: number): void {
  if (type === 4) dissectLlc(view, frame);
  else if (type === 1) frame.enter('ipx', 'IPX');
  else if (type === 7) dissectPppPayload(view, frame);
  else if (type >= 1536) afterEtherType(view, frame, type);
  else frame.data(view);
}

function cookedSource(view: PacketView, frame: Frame, at: number, length: number): void {
  frame.source = length === 6 ? view.mac(at) : '';
  frame.destination = '';
}

/** Linux cooked capture, LINKTYPE_LINUX_SLL. */
export const dissectCooked: Dissector = (view, frame) => {
  frame.enter('sll', 'SLL');
  cookedSource(view, frame, 6, view.u16(4));
  afterCooked(view.rest(16), frame, view.u16(14));
  return true;
};

/** Linux cooked capture version 2, LINKTYPE_LINUX_SLL2. */
export const dissectCooked2: Dissector = (view, frame) => {
  frame.enter('sll', 'SLL');
  cookedSource(view, frame, 12, view.u8(11));
  afterCooked(view.rest(20), frame, view.u16(0));
  return true;
};

/** IP without a link layer; the version nibble tells which. */
export const dissectRawIp: Dissector = (view, frame) => {
  frame.enter('raw', 'Raw');
  ipByVersion(view, frame);
  return true;
};

export const dissectIpOnly: Dissector = (view, frame) => {
  ipByVersion(view, frame);
  return true;
};

export function ipByVersion(view: PacketView, frame: Frame): void {
  const version = view.u8(0) >> 4;
  const { etherType } = frame.session.tables;
  if (version === 4) frame.hand(etherType, 0x0800, view);
  else if (version === 6) frame.hand(etherType, 0x86dd, view);
  else frame.data(view);
}

/** BSD loopback: an address family, in the byte order of the machine that captured. */
export const dissectLoopback: Dissector = (view, frame) => {
  frame.enter('null', 'Null/Loopback');
  const big = view.u32(0);
  const family = big > 0xffff ? view.u32le(0) : big;
  const { etherType } = frame.session.tables;
  const rest = view.rest(4);
  if (family === 2) frame.hand(etherType, 0x0800, rest);
  else if (family === 24 || family === 28 || family === 30) frame.hand(etherType, 0x86dd, rest);
  else if (family === 7) frame.hand(frame.session.tables.llcSap, 0xfe, rest);
  else if (family >= 1536) frame.hand(etherType, family, rest);
  else frame.data(rest);
  return true;
};

/** PPP in HDLC-like framing (RFC 1662), with or without address and control. */
export const dissectPpp: Dissector = (view, frame) => {
  frame.enter('ppp', 'PPP');
  const framed = view.u8(0) === 0xff && view.has(1, 1) && view.u8(1) === 0x03;
  pppProtocol(framed ? view.rest(2) : view, frame);
  return true;
};

/** PPP without framing (PPPoE, L2TP, GRE): begins with the protocol number. */
export const dissectPppPayload: Dissector = (view, frame) => {
  frame.enter('ppp', 'PPP');
  pppProtocol(view, frame);
  return true;
};

function pppProtocol(view: PacketView, frame: Frame): void {
  const first = view.u8(0);
  const compressed = (first & 1) === 1;
  const protocol = compressed ? first : view.u16(0);
  frame.hand(frame.session.tables.pppProtocol, protocol, view.rest(compressed ? 1 : 2));
}

const PPP_CODES = [
  '',
  'Configure-Request',
  'Configure-Ack',
  'Configure-Nak',
  'Configure-Reject',
  'Terminate-Request',
  'Terminate-Ack',
  'Code-Reject',
  'Protocol-Reject',
  'Echo-Request',
  'Echo-Reply',
  'Discard-Request',
];
const CHAP_CODES = ['', 'Challenge', 'Response', 'Success', 'Failure'];
const PAP_CODES = ['', 'Authenticate-Request', 'Authenticate-Ack', 'Authenticate-Nak'];

/** LCP, a network control protocol, PAP or CHAP: its code only, never names or secrets. */
export function pppControl(layer: string, codes: readonly string[] = PPP_CODES): Dissector {
  const label = layer.toUpperCase();
  return (view, frame) => {
    frame.enter(layer, label);
    const code = codes[view.u8(0)] ?? `code ${view.u8(0)}`;
    view.need(0, 4);
    view.need(0, view.u16(2));
    frame.say(code);
    const failed = /Nak|Reject|Terminate|Failure/.test(code);
    frame.fact('Management and authentication', `PPP ${label}: ${code}`, failed);
    return true;
  };
}

export const pppChap = pppControl('chap', CHAP_CODES);
export const pppPap = pppControl('pap', PAP_CODES);

/** PPPoE session (RFC 2516). */
export const dissectPppoeSession: Dissector = (view, frame) => {
  frame.enter('pppoes', 'PPPoE');
  return dissectPppPayload(view.rest(6, view.u16(4)), frame);
};

/** PPPoE discovery (RFC 2516). */
export const dissectPppoeDiscovery: Dissector = (view, frame) => {
  frame.enter('pppoed', 'PPPoE');
  const codes = new Map([
    [0x09, 'PADI'],
    [0x07, 'PADO'],
    [0x19, 'PADR'],
    [0x65, 'PADS'],
    [0xa7, 'PADT'],
  ]);
  const code = codes.get(view.u8(1)) ?? `code ${view.u8(1)}`;
  frame.say(code);
  frame.fact('VPN and tunnels', `PPPoE discovery ${code} from ${frame.source}`);
  return true;
};

/** Cisco HDLC. */
export const dissectCiscoHdlc: Dissector = (view, frame) => {
  frame.enter('chdlc', 'CHDLC');
  const type = view.u16(2);
  const rest = view.rest(4);
  const { tables } = frame.session;
  if (type === 0x8035) return dissectSlarp(rest, frame);
  if (type === 0xfefe) {
    // One byte of padding stands before the network layer protocol.
    frame.hand(tables.llcSap, 0xfe, rest.captured > 0 && rest.u8(0) === 0x03 ? rest.rest(1) : rest);
  } else if (type === 0x2000) frame.hand(tables.ciscoPid, type, rest);
  else if (type === 0x4242) frame.hand(tables.llcSap, 0x42, rest);
  else frame.hand(tables.etherType, type, rest);
  return true;
};

/** Serial Line ARP: address requests and keepalives of Cisco HDLC. */
const dissectSlarp: Dissector = (view, frame) => {
  frame.enter('slarp', 'SLARP');
  const code = view.u32(0);
  if (code === SLARP_KEEPALIVE) {
    const [mine, yours] = [view.u32(4), view.u32(8)];
    frame.say(`Line keepalive, outgoing sequence ${mine}, returned sequence ${yours}`);
    frame.fact('Switching', 'Cisco HDLC line keepalives');
  } else if (code === 0 || code === 1) {
    const name = code === 0 ? 'Request' : 'Reply';
    const text = `${name}, from ${view.ipv4(4)}, mask ${view.ipv4(8)}`;
    frame.say(text);
    frame.fact('Switching', `Cisco HDLC SLARP ${text}`);
  }
  return true;
};

/** Frame Relay with Cisco or RFC 2427 encapsulation. */
export const dissectFrameRelay: Dissector = (view, frame) => {
  frame.enter('fr', 'FR');
  const dlci = ((view.u8(0) >> 2) << 4) | (view.u8(1) >> 4);
  frame.say(`DLCI ${dlci}`);
  const { etherType, llcSap } = frame.session.tables;
  if (view.u8(2) !== 0x03) {
    frame.hand(etherType, view.u16(2), view.rest(4));
    return true;
  }
  const padded = view.u8(3) === 0;
  const id = view.u8(padded ? 4 : 3);
  const rest = view.rest(padded ? 5 : 4);
  if (id === 0xcc) frame.hand(etherType, 0x0800, rest);
  else if (id === 0x8e) frame.hand(etherType, 0x86dd, rest);
  else if (id === 0x08) frame.enter('q933', 'Q.933');
  else if (id === 0x80) frame.hand(etherType, rest.u16(3), rest.rest(5));
  else frame.hand(llcSap, 0xfe, view.rest(padded ? 4 : 3));
  return true;
};
