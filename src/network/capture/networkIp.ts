import type { Dissector, Frame } from './frame.ts';
import { PacketView } from './packetView.ts';

const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const NO_NEXT_HEADER = 59;
const DESTINATION_OPTIONS = 60;
/** Extension headers of one packet; more is hostile. */
const MAX_EXTENSIONS = 32;

/** IPv4 (RFC 791); fragments are put together when all their bytes were captured. */
export const dissectIpv4: Dissector = (view, frame) => {
  frame.enter('ip', 'IPv4');
  const version = view.u8(0) >> 4;
  const header = (view.u8(0) & 0x0f) * 4;
  if (version !== 4 || header < 20) return true;
  view.need(0, 20);
  const total = view.u16(2);
  frame.source = view.ipv4(12);
  frame.destination = view.ipv4(16);
  const length = total === 0 ? view.reported : total;
  if (length < header) return true;
  frame.talk('ip', frame.source, frame.destination);
  const payload = view.rest(header, length - header);
  const fragment = view.u16(6);
  const offset = (fragment & 0x1fff) * 8;
  const more = (fragment & 0x2000) !== 0;
  const protocol = view.u8(9);
  if (offset === 0 && !more) {
    frame.hand(frame.session.tables.ipProtocol, protocol, payload);
    return true;
  }
  const key = `${frame.source} ${frame.destination} ${protocol} ${view.u16(4)} ${frame.vlan ?? ''}`;
  afterFragment(payload, frame, { key, offset, more, protocol });
  return true;
};

interface Fragment {
  readonly key: string;
  readonly offset: number;
  readonly more: boolean;
  readonly protocol: number;
}

function afterFragment(view: PacketView, frame: Frame, fragment: Fragment): void {
  const { key, offset, more, protocol } = fragment;
  const { tables, fragments } = frame.session;
  const complete = view.captured === view.reported;
  const whole =
    complete && !frame.quoted ? fragments.add(key, offset, more, view.bytes) : undefined;
  if (whole) {
    frame.hand(tables.ipProtocol, protocol, new PacketView(whole, whole.length));
    return;
  }
  if (!complete && offset === 0) {
    frame.hand(tables.ipProtocol, protocol, view);
    return;
  }
  frame.protocol = 'IPv4';
  frame.say(`Fragment at ${offset} of protocol ${protocol}`);
  frame.data(view);
}

/** IPv6 (RFC 8200) with its extension headers. */
export const dissectIpv6: Dissector = (view, frame) => {
  frame.enter('ipv6', 'IPv6');
  const payload = view.u16(4);
  let next = view.u8(6);
  frame.source = view.ipv6(8);
  frame.destination = view.ipv6(24);
  frame.talk('ipv6', frame.source, frame.destination);
  const jumbo = payload === 0 && next === HOP_BY_HOP;
  let rest = view.rest(40, jumbo ? undefined : payload);
  for (let count = 0; count < MAX_EXTENSIONS; count += 1) {
    if (next === FRAGMENT) {
      const word = rest.u16(2);
      const offset = word & 0xfff8;
      const more = (word & 1) === 1;
      const protocol = rest.u8(0);
      const key = `${frame.source} ${frame.destination} ${rest.u32(4)}`;
      rest = rest.rest(8);
      next = protocol;
      if (offset === 0 && !more) continue;
      afterFragment(rest, frame, { key, offset, more, protocol });
      return true;
    }
    if (next !== HOP_BY_HOP && next !== ROUTING && next !== DESTINATION_OPTIONS) break;
    const length = (rest.u8(1) + 1) * 8;
    rest.need(0, length);
    next = rest.u8(0);
    rest = rest.rest(length);
  }
  if (next === NO_NEXT_HEADER) return true;
  frame.hand(frame.session.tables.ipProtocol, next, rest);
  return true;
};

/** Authentication Header (RFC 4302): what it protects is in the clear. */
export const dissectAh: Dissector = (view, frame) => {
  frame.enter('ah', 'AH');
  const next = view.u8(0);
  const spi = view.hex(4, 4);
  frame.say(`SPI 0x${spi}`);
  frame.fact('VPN and tunnels', `AH ${frame.source} → ${frame.destination} SPI 0x${spi}`);
  frame.hand(frame.session.tables.ipProtocol, next, view.rest((view.u8(1) + 2) * 4));
  return true;
};

/** Encapsulating Security Payload (RFC 4303): encrypted from here on. */
export const dissectEsp: Dissector = (view, frame) => {
  frame.enter('esp', 'ESP');
  const spi = view.hex(0, 4);
  frame.say(`SPI 0x${spi}, sequence ${view.u32(4)}`);
  frame.fact('VPN and tunnels', `ESP ${frame.source} → ${frame.destination} SPI 0x${spi}`);
  return true;
};
