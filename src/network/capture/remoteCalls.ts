import type { ByContent } from './frame.ts';
import { noteApplication } from './management.ts';
import type { PacketView } from './packetView.ts';
import { streamMessages } from './streamMessages.ts';

const HEADER_BYTES = 16;
const LAST_PACKET_TYPE = 19;
const LITTLE_ENDIAN = 0x10;

function fragmentLength(view: PacketView, offset: number): number {
  const little = (view.u8(offset + 4) & LITTLE_ENDIAN) !== 0;
  return little ? view.u16le(offset + 8) : view.u16(offset + 8);
}

/** DCE/RPC over TCP (Windows), told by its header. */
export const DCERPC_BY_CONTENT: ByContent = {
  accepts: (view) =>
    view.has(0, HEADER_BYTES) &&
    view.u8(0) === 5 &&
    view.u8(1) <= 1 &&
    view.u8(2) <= LAST_PACKET_TYPE &&
    (view.u8(4) & 0xee) === 0 &&
    view.u8(5) <= 3,
  dissect: streamMessages({
    header: 10,
    lengthOf: fragmentLength,
    show: (_view, frame) => noteApplication(frame, 'dcerpc', 'DCERPC'),
  }),
};

const HANDSHAKE = '.BitTorrent protocol';
const HANDSHAKE_BYTES = 68;

function isHandshake(view: PacketView, offset: number): boolean {
  return view.has(offset, 20) && view.u8(offset) === 19 && view.text(offset, 20) === HANDSHAKE;
}

/** BitTorrent, told by its handshake. */
export const BITTORRENT_BY_CONTENT: ByContent = {
  accepts: (view) => isHandshake(view, 0),
  dissect: streamMessages({
    header: 4,
    lengthOf: (view, offset) => (view.u8(offset) === 19 ? HANDSHAKE_BYTES : 4 + view.u32(offset)),
    show: (_view, frame) => noteApplication(frame, 'bittorrent', 'BitTorrent'),
  }),
};
