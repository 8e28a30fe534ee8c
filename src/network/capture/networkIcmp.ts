import type { Dissector, Frame } from './frame.ts';
import { type PacketView, PastEnd } from './packetView.ts';

const UNREACHABLE = [
  'Network unreachable',
  'Host unreachable',
  'Protocol unreachable',
  'Port unreachable',
  'Fragmentation needed',
  'Source route failed',
  'Network unknown',
  'Host unknown',
  'Source host isolated',
  'Network administratively prohibited',
  'Host administratively prohibited',
  'Network unreachable for TOS',
  'Host unreachable for TOS',
  'Communication administratively filtered',
  'Host precedence violation',
  'Precedence cutoff in effect',
];
const V4_TYPES = new Map([
  [0, 'Echo (ping) reply'],
  [4, 'Source quench'],
  [8, 'Echo (ping) request'],
  [9, 'Router advertisement'],
  [10, 'Router solicitation'],
  [12, 'Parameter problem'],
  [13, 'Timestamp request'],
  [14, 'Timestamp reply'],
  [17, 'Address mask request'],
  [18, 'Address mask reply'],
]);
const V6_TYPES = new Map([
  [128, 'Echo (ping) request'],
  [129, 'Echo (ping) reply'],
  [130, 'Multicast Listener Query'],
  [131, 'Multicast Listener Report'],
  [132, 'Multicast Listener Done'],
  [133, 'Router Solicitation'],
  [134, 'Router Advertisement'],
  [135, 'Neighbor Solicitation'],
  [136, 'Neighbor Advertisement'],
  [137, 'Redirect'],
  [143, 'Multicast Listener Report v2'],
]);
const V6_UNREACHABLE = [
  'No route to destination',
  'Administratively prohibited',
  'Beyond scope of source address',
  'Address unreachable',
  'Port unreachable',
  'Source address failed policy',
  'Reject route to destination',
];

/** What an error quotes, in words: `10.0.0.1:5000 → 10.0.0.2:53 UDP`. */
function quote(view: PacketView, frame: Frame): string {
  const outer = { source: frame.source, destination: frame.destination };
  frame.quoted = true;
  try {
    const key = view.u8(0) >> 4 === 6 ? 0x86dd : 0x0800;
    frame.session.tables.etherType.get(key)?.(view, frame);
  } catch (error) {
    if (!(error instanceof PastEnd)) throw error;
  }
  frame.quoted = false;
  frame.muted = false;
  const inner = { source: frame.source, destination: frame.destination };
  const ports = frame.sourcePort ? [`:${frame.sourcePort}`, `:${frame.destinationPort}`] : ['', ''];
  Object.assign(frame, outer, { sourcePort: 0, destinationPort: 0 });
  return `${inner.source}${ports[0]} → ${inner.destination}${ports[1]}`;
}

function reportError(view: PacketView, frame: Frame, text: string): void {
  frame.say(text);
  if (view.captured < 20) {
    frame.fact('ICMP', `${text} from ${frame.source}`, true);
    return;
  }
  const about = quote(view, frame);
  frame.say(`about ${about}`);
  frame.fact('ICMP', `${text} from ${frame.source} to ${frame.destination}, about ${about}`, true);
}

/** ICMP (RFC 792); errors name the packet that they are about. */
export const dissectIcmp: Dissector = (view, frame) => {
  view.need(0, 8);
  frame.enter('icmp', 'ICMP');
  const type = view.u8(0);
  const code = view.u8(1);
  if (type === 3) {
    const mtu = code === 4 ? ` (next-hop MTU ${view.u16(6)})` : '';
    reportError(
      view.rest(8),
      frame,
      `Destination unreachable: ${UNREACHABLE[code] ?? `code ${code}`}${mtu}`,
    );
  } else if (type === 11) {
    const what = code === 0 ? 'TTL expired in transit' : 'fragment reassembly time exceeded';
    reportError(view.rest(8), frame, `Time exceeded: ${what}`);
  } else if (type === 5) {
    reportError(view.rest(8), frame, `Redirect to gateway ${view.ipv4(4)}`);
  } else if (type === 4 || type === 12) {
    reportError(view.rest(8), frame, V4_TYPES.get(type) ?? '');
  } else {
    const name = V4_TYPES.get(type) ?? `Type ${type}`;
    frame.say(
      type === 0 || type === 8 ? `${name} id=0x${view.hex(4, 2)}, seq=${view.u16(6)}` : name,
    );
    frame.fact('ICMP', `${name}: ${frame.source} → ${frame.destination}`);
  }
  return true;
};

/** ICMPv6 (RFC 4443) with neighbour discovery (RFC 4861) by name. */
export const dissectIcmpv6: Dissector = (view, frame) => {
  frame.enter('icmpv6', 'ICMPv6');
  const type = view.u8(0);
  const code = view.u8(1);
  view.need(0, 4);
  if (type === 1) {
    reportError(
      view.rest(8),
      frame,
      `Destination unreachable: ${V6_UNREACHABLE[code] ?? `code ${code}`}`,
    );
  } else if (type === 2) {
    reportError(view.rest(8), frame, `Packet too big (MTU ${view.u32(4)})`);
  } else if (type === 3) {
    reportError(view.rest(8), frame, 'Time exceeded: hop limit');
  } else if (type === 4) {
    reportError(view.rest(8), frame, 'Parameter problem');
  } else {
    const name = V6_TYPES.get(type) ?? `Type ${type}`;
    const target = type === 135 || type === 136 ? ` for ${view.ipv6(8)}` : '';
    frame.say(`${name}${target}`);
    frame.fact('ICMP', `${name}${target}: ${frame.source} → ${frame.destination}`);
  }
  return true;
};
