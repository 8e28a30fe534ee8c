import type { Dissector, Frame, StreamDissector } from './frame.ts';
import type { PacketView } from './packetView.ts';
import { messagesFrom } from './streamMessages.ts';

const PIM_TYPES = [
  'Hello',
  'Register',
  'Register-Stop',
  'Join/Prune',
  'Bootstrap',
  'Assert',
  'Graft',
  'Graft-Ack',
  'Candidate-RP-Advertisement',
  'State-Refresh',
];

/** PIM (RFC 7761): the kind of message. */
export const dissectPim: Dissector = (view, frame) => {
  frame.enter('pim', 'PIM');
  const version = view.u8(0) >> 4;
  const name = PIM_TYPES[view.u8(0) & 0x0f] ?? `type ${view.u8(0) & 0x0f}`;
  view.need(0, 4);
  frame.say(name);
  frame.fact(
    'Other routing protocols',
    `PIMv${version} ${name}: ${frame.source} → ${frame.destination}`,
  );
  // The packet that a Register carries stands after its flags.
  if (version === 2 && name === 'Register' && view.captured > 8) {
    frame.hand(
      frame.session.tables.etherType,
      view.u8(8) >> 4 === 6 ? 0x86dd : 0x0800,
      view.rest(8),
    );
  }
  return true;
};

const IGMP_TYPES = new Map([
  [0x11, 'Membership Query'],
  [0x12, 'Membership Report v1'],
  [0x13, 'DVMRP'],
  [0x16, 'Membership Report v2'],
  [0x17, 'Leave Group'],
  [0x22, 'Membership Report v3'],
]);

/** IGMP (RFC 3376): the kind of message and its group. */
export const dissectIgmp: Dissector = (view, frame) => {
  const type = view.u8(0);
  frame.enter(type === 0x13 ? 'dvmrp' : type === 0x14 ? 'pim' : 'igmp', 'IGMP');
  const name = IGMP_TYPES.get(type) ?? `type 0x${type.toString(16)}`;
  view.need(0, 8);
  const group = type === 0x22 ? '' : ` group ${view.ipv4(4)}`;
  frame.say(`${name}${group}`);
  frame.fact('Other routing protocols', `IGMP ${name}${group} from ${frame.source}`);
  return true;
};

/** RIP (RFC 2453): requests, responses and the number of routes. */
export const dissectRip: Dissector = (view, frame) => {
  frame.enter('rip', 'RIP');
  const command =
    view.u8(0) === 1 ? 'Request' : view.u8(0) === 2 ? 'Response' : `command ${view.u8(0)}`;
  const version = view.u8(1);
  const routes = Math.max(0, Math.floor((view.reported - 4) / 20));
  frame.say(`${command} v${version}`);
  frame.fact(
    'Other routing protocols',
    `RIPv${version} ${command} of ${frame.source}, ${routes} entries`,
  );
  return true;
};

/** Label Distribution Protocol (RFC 5036): kinds of messages, over UDP and TCP. */
export const dissectLdp: Dissector = (view, frame) => {
  if (!view.has(0, 4) || view.u16(0) !== 1) return false;
  showLdp(view, frame);
  return true;
};

const LDP_TYPES = new Map([
  [0x0001, 'Notification'],
  [0x0100, 'Hello'],
  [0x0200, 'Initialization'],
  [0x0201, 'Keep Alive'],
  [0x0300, 'Address'],
  [0x0301, 'Address Withdraw'],
  [0x0400, 'Label Mapping'],
  [0x0401, 'Label Request'],
  [0x0402, 'Label Withdraw'],
  [0x0403, 'Label Release'],
  [0x0404, 'Label Abort'],
]);

function showLdp(view: PacketView, frame: Frame): void {
  frame.enter('ldp', 'LDP');
  const lsr = view.ipv4(4);
  for (let at = 10; at + 4 <= view.captured; ) {
    const type = view.u16(at) & 0x7fff;
    const name = LDP_TYPES.get(type) ?? `type 0x${type.toString(16)}`;
    frame.say(`${name} Message`);
    frame.fact('Other routing protocols', `LDP ${name} of LSR ${lsr}`, type === 1);
    at += 4 + view.u16(at + 2);
  }
}

export const dissectLdpStream: StreamDissector = (view, frame) => {
  if (view.has(0, 2) && view.u16(0) !== 1) return false;
  return messagesFrom(
    view,
    frame,
    { header: 4, lengthOf: (all, offset) => all.u16(offset + 2) + 4, show: showLdp },
    0,
  );
};

const BFD_STATES = ['AdminDown', 'Down', 'Init', 'Up'];

/** Bidirectional Forwarding Detection (RFC 5880). */
export const dissectBfd: Dissector = (view, frame) => {
  view.need(0, 24);
  frame.enter('bfd', 'BFD Control');
  const state = BFD_STATES[view.u8(1) >> 6] ?? '';
  const diagnostic = view.u8(0) & 0x1f;
  view.need(0, 24);
  frame.say(`state ${state}, diagnostic ${diagnostic}`);
  frame.fact(
    'Other routing protocols',
    `BFD ${frame.source} → ${frame.destination}: state ${state}, diagnostic ${diagnostic}`,
    state === 'Down' || state === 'AdminDown',
  );
  return true;
};

/** A routing protocol of which only the name and the sender are told. */
export function routingByName(layer: string, label: string): Dissector {
  return (_view, frame: Frame) => {
    frame.enter(layer, label);
    frame.fact('Other routing protocols', `${label}: ${frame.source} → ${frame.destination}`);
    return true;
  };
}
