import type { Frame, StreamDissector } from './frame.ts';
import type { PacketView } from './packetView.ts';
import { messagesFrom } from './streamMessages.ts';

/** Keys of a connection's memory. */
export const TUNNEL_ASKED = 'http tunnel asked';
export const TUNNEL = 'http tunnel';
export const WEBSOCKET = 'websocket';

const TEXT = 1;

function payloadLength(view: PacketView, at: number): { length: number; header: number } {
  const short = view.u8(at + 1) & 0x7f;
  const masked = view.u8(at + 1) & 0x80 ? 4 : 0;
  if (short < 126) return { length: short, header: 2 + masked };
  if (!view.has(at, short === 126 ? 4 : 10)) return { length: 0, header: short === 126 ? 4 : 10 };
  return short === 126
    ? { length: view.u16(at + 2), header: 4 + masked }
    : { length: view.u32(at + 6), header: 10 + masked };
}

/** WebSocket frames (RFC 6455), after HTTP agreed to them. */
export const dissectWebSocket: StreamDissector = (view, frame) =>
  messagesFrom(view, frame, WEBSOCKET_FRAMES, 0);

const WEBSOCKET_FRAMES = {
  header: 2,
  lengthOf: (view: PacketView, at: number): number => {
    const { length, header } = payloadLength(view, at);
    return length + header;
  },
  show: (view: PacketView, frame: Frame): void => {
    frame.enter('websocket', 'WebSocket');
    const text = (view.u8(0) & 0x0f) === TEXT;
    if (payloadLength(view, 0).length > 0 && text) frame.enter('data-text-lines');
  },
};
