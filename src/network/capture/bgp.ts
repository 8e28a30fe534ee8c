import { BGP_ERRORS } from './bgpNames.ts';
import type { Frame, StreamDissector } from './frame.ts';
import type { PacketView } from './packetView.ts';
import { messagesFrom } from './streamMessages.ts';

const HEADER_BYTES = 19;
const MARKER_BYTES = 16;
const LONGEST = 65_535;
const AS_TRANS = 23_456;
const ROLES = ['Provider', 'Route Server', 'Route Server Client', 'Customer', 'Peer'];
const CAPABILITIES = new Map([
  [1, 'multiprotocol'],
  [2, 'route refresh'],
  [5, 'extended next hop'],
  [6, 'extended message'],
  [9, 'role'],
  [64, 'graceful restart'],
  [65, '4-byte AS'],
  [69, 'ADD-PATH'],
  [70, 'enhanced route refresh'],
  [71, 'long-lived graceful restart'],
  [73, 'FQDN'],
  [128, 'route refresh (Cisco)'],
]);
const ADDRESS_FAMILIES = new Map([
  ['1/1', 'IPv4 unicast'],
  ['1/2', 'IPv4 multicast'],
  ['1/4', 'IPv4 labelled unicast'],
  ['1/128', 'VPNv4'],
  ['1/133', 'IPv4 flow specification'],
  ['2/1', 'IPv6 unicast'],
  ['2/2', 'IPv6 multicast'],
  ['2/128', 'VPNv6'],
  ['25/65', 'VPLS'],
  ['25/70', 'EVPN'],
  ['16388/71', 'BGP-LS'],
]);

/** BGP-4 (RFC 4271) over TCP. */
export const dissectBgp: StreamDissector = (view, frame) => {
  const start = findMarker(view);
  if (start < 0) {
    // The marker may stand in what the capture cut off.
    if (view.captured < view.reported) view.need(view.captured, 1);
    frame.enter('bgp', 'BGP');
    frame.say('Continuation');
    return true;
  }
  return messagesFrom(view, frame, MESSAGE, start);
};

const MESSAGE = {
  header: HEADER_BYTES,
  lengthOf: (view: PacketView, offset: number): number => {
    const length = view.u16(offset + MARKER_BYTES);
    return length < HEADER_BYTES ? LONGEST : length;
  },
  show: showMessage,
};

function findMarker(view: PacketView): number {
  let run = 0;
  for (let at = 0; at < view.captured; at += 1) {
    run = view.u8(at) === 0xff ? run + 1 : 0;
    if (run === MARKER_BYTES) return at - MARKER_BYTES + 1;
  }
  // All that there is may be the start of a marker.
  return run === view.captured ? 0 : -1;
}

function showMessage(view: PacketView, frame: Frame): void {
  if (frame.protocol === 'BGP') frame.enter('bgp');
  else frame.enter('bgp', 'BGP');
  const pair = `${frame.source} → ${frame.destination}`;
  const type = view.u8(18);
  if (type === 1) open(view, frame);
  else if (type === 3) notification(view, frame);
  else if (type === 2) {
    const withdrawn = view.u16(19);
    const attributes = view.u16(21 + withdrawn);
    const routes = view.u16(16) - 23 - withdrawn - attributes;
    const end = withdrawn === 0 && attributes === 0 && routes === 0;
    frame.say(end ? 'UPDATE Message (End-of-RIB)' : 'UPDATE Message');
    frame.fact('BGP', `UPDATE ${pair}`);
  } else if (type === 4) {
    frame.say('KEEPALIVE Message');
    frame.fact('BGP', `KEEPALIVE ${pair}`);
  } else {
    const name = type === 5 || type === 128 ? 'ROUTE-REFRESH' : `type ${type}`;
    frame.say(`${name} Message`);
    frame.fact('BGP', `${name} ${pair}`);
  }
}

function open(view: PacketView, frame: Frame): void {
  const as = view.u16(20);
  const hold = view.u16(22);
  const router = view.ipv4(24);
  const { texts, wideAs } = capabilities(view.rest(29, view.u8(28)));
  const own = wideAs ?? as;
  frame.say(`OPEN Message, AS ${own}, hold time ${hold} s, router ID ${router}`);
  const transition = as === AS_TRANS && wideAs !== undefined ? ' (AS_TRANS in the header)' : '';
  frame.fact(
    'BGP',
    `OPEN ${frame.source} → ${frame.destination}: AS ${own}${transition}, hold time ${hold} s, ` +
      `router ID ${router}, capabilities: ${texts.join(', ') || 'none'}`,
  );
}

function capabilities(view: PacketView): { texts: string[]; wideAs: number | undefined } {
  const texts: string[] = [];
  let wideAs: number | undefined;
  for (let at = 0; at + 2 <= view.captured; ) {
    const end = at + 2 + view.u8(at + 1);
    if (view.u8(at) === 2) {
      for (let inner = at + 2; inner + 2 <= end; ) {
        const capability = view.rest(inner, 2 + view.u8(inner + 1));
        texts.push(capabilityText(capability));
        if (capability.u8(0) === 65 && capability.u8(1) === 4) wideAs = capability.u32(2);
        inner += 2 + view.u8(inner + 1);
      }
    }
    at = end;
  }
  return { texts, wideAs };
}

function capabilityText(view: PacketView): string {
  const code = view.u8(0);
  const length = view.u8(1);
  const name = CAPABILITIES.get(code) ?? `capability ${code}`;
  if (code === 1 && length >= 4) {
    const family = `${view.u16(2)}/${view.u8(5)}`;
    return `${name} ${ADDRESS_FAMILIES.get(family) ?? family}`;
  }
  if (code === 65 && length >= 4) return `${name} ${view.u32(2)}`;
  if (code === 9 && length >= 1) return `${name} ${ROLES[view.u8(2)] ?? view.u8(2)}`;
  if (code === 64 && length >= 2) return `${name} ${view.u16(2) & 0x0fff} s`;
  return name;
}

function notification(view: PacketView, frame: Frame): void {
  const code = view.u8(19);
  const subcode = view.u8(20);
  const error = BGP_ERRORS.get(code);
  const name = error?.name ?? `error ${code}`;
  const detail = subcode === 0 ? '' : ` / ${error?.subcodes[subcode] ?? `subcode ${subcode}`}`;
  frame.say(`NOTIFICATION Message: ${name}${detail}`);
  frame.fact(
    'BGP',
    `NOTIFICATION ${frame.source} → ${frame.destination}: ${name}${detail} (code ${code}, subcode ${subcode})`,
    true,
  );
}
