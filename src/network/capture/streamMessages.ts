import type { Frame, StreamDissector, Wanted } from './frame.ts';
import { type PacketView, PastEnd } from './packetView.ts';

export interface MessageShape {
  /** Bytes that must be there to know a message's length. */
  readonly header: number;
  /** Length of the message that begins at `offset`, header included. */
  lengthOf(view: PacketView, offset: number): number;
  /** Tells one message; `view` holds nothing else. */
  show(view: PacketView, frame: Frame): void;
}

/**
 * Messages with a length field, one after the other in a TCP stream. A message that is broken
 * inside does not stop the ones after it (as Wireshark's tcp_dissect_pdus).
 */
export function streamMessages(shape: MessageShape): StreamDissector {
  return (view, frame) => messagesFrom(view, frame, shape, 0);
}

export function messagesFrom(
  view: PacketView,
  frame: Frame,
  shape: MessageShape,
  start: number,
): true | Wanted {
  const cut = view.captured < view.reported;
  for (let offset = start; offset < view.reported; ) {
    const left = view.captured - offset;
    if (left < shape.header && !cut) return { offset, more: 'one segment' };
    if (left <= 0) return true;
    const length = shape.lengthOf(view, offset);
    if (length < shape.header || length <= 0) {
      frame.enter('_ws.malformed');
      return true;
    }
    if (left < length && !cut) return { offset, more: length - left };
    showOne(view.rest(offset, length), frame, shape);
    offset += length;
  }
  return true;
}

function showOne(view: PacketView, frame: Frame, shape: MessageShape): void {
  try {
    shape.show(view, frame);
  } catch (error) {
    if (!(error instanceof PastEnd)) throw error;
    frame.enter(error.reason === 'short' ? '_ws.short' : '_ws.malformed');
  }
}
