import type { Dissector, Frame } from './frame.ts';
import type { PacketView } from './packetView.ts';

/** Text of a type-length-value element on one line. */
function oneLine(view: PacketView, at: number, length: number): string {
  return view.text(at, Math.max(length, 0)).split('..').join(' ').trim();
}

/** Cisco Discovery Protocol: who stands at the other end of the cable. */
export const dissectCdp: Dissector = (view, frame) => {
  frame.enter('cdp', 'CDP');
  const found = new Map<string, string>();
  view.need(0, 4);
  for (let at = 4; at < view.reported; ) {
    const type = view.u16(at);
    const length = view.u16(at + 2);
    if (length < 4) break;
    view.need(at, length);
    const value = cdpValue(view, at, type, length);
    if (value) found.set(value[0], value[1]);
    at += length;
  }
  tellNeighbour(frame, 'CDP', found);
  return true;
};

function cdpValue(
  view: PacketView,
  at: number,
  type: number,
  length: number,
): readonly [string, string] | undefined {
  const text = (): string => oneLine(view, at + 4, length - 4);
  switch (type) {
    case 0x0001:
      return ['device', text()];
    case 0x0003:
      return ['port', text()];
    case 0x0005:
      return ['version', text().slice(0, 120)];
    case 0x0006:
      return ['platform', text()];
    case 0x000a:
      return length >= 6 ? ['native VLAN', String(view.u16(at + 4))] : undefined;
    case 0x000b:
      return length >= 5 ? ['duplex', view.u8(at + 4) ? 'full' : 'half'] : undefined;
    case 0x0002:
      return length >= 17 && view.u8(at + 8) === 1 && view.u8(at + 10) === 0xcc
        ? ['address', view.ipv4(at + 13)]
        : undefined;
    default:
      return undefined;
  }
}

/** LLDP (IEEE 802.1AB). */
export const dissectLldp: Dissector = (view, frame) => {
  frame.enter('lldp', 'LLDP');
  const found = new Map<string, string>();
  const first = view.u16(0) >> 9;
  if (first !== 1) frame.enter('_ws.malformed');
  for (let at = 0; first === 1 && at + 2 <= view.reported; ) {
    const word = view.u16(at);
    const type = word >> 9;
    const length = word & 0x1ff;
    if (type === 0) break;
    view.need(at + 2, length);
    const value = lldpValue(view, at + 2, type, length);
    if (value) found.set(value[0], value[1]);
    at += 2 + length;
  }
  if (found.size > 0) tellNeighbour(frame, 'LLDP', found);
  return true;
};

function lldpValue(
  view: PacketView,
  at: number,
  type: number,
  length: number,
): readonly [string, string] | undefined {
  if (length === 0) return undefined;
  const identifier = (macSubtype: number): string => {
    const subtype = view.u8(at);
    if (subtype === macSubtype && length === 7) return view.mac(at + 1);
    if (subtype === 5 && length === 6 && view.u8(at + 1) === 1) return view.ipv4(at + 2);
    return oneLine(view, at + 1, length - 1);
  };
  switch (type) {
    case 1:
      return ['chassis', identifier(4)];
    case 2:
      return ['port', identifier(3)];
    case 3:
      return length >= 2 ? ['time to live', `${view.u16(at)} s`] : undefined;
    case 4:
      return ['port description', oneLine(view, at, length)];
    case 5:
      return ['device', oneLine(view, at, length)];
    case 6:
      return ['platform', oneLine(view, at, length).slice(0, 120)];
    case 8:
      return length >= 6 && view.u8(at) === 5 && view.u8(at + 1) === 1
        ? ['address', view.ipv4(at + 2)]
        : undefined;
    default:
      return undefined;
  }
}

function tellNeighbour(frame: Frame, protocol: string, found: ReadonlyMap<string, string>): void {
  frame.say(
    `Device ID: ${found.get('device') ?? found.get('chassis') ?? '?'}  Port ID: ${found.get('port') ?? '?'}`,
  );
  const parts = [...found].map(([name, value]) => `${name} ${value}`);
  frame.fact(
    'Neighbours (CDP, LLDP)',
    `${protocol} from ${frame.source}: ${parts.join(', ') || 'nothing told'}`,
  );
}
