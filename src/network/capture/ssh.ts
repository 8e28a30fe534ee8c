import type { Frame, StreamDissector } from './frame.ts';
import { noteApplication } from './management.ts';
import type { PacketView } from './packetView.ts';

const NEW_KEYS = 21;
/** RFC 4253, 6.1: longer packets are encrypted ones whose length cannot be read. */
const LONGEST_PACKET = 35_000;

/** SSH (RFC 4253): the version line and the key exchange; the rest is encrypted. */
export const dissectSsh: StreamDissector = (view, frame) => {
  noteApplication(frame, 'ssh', 'SSH');
  const encrypted = `ssh encrypted from ${frame.source}`;
  let offset = banner(view, frame);
  while (offset < view.captured && !frame.memory.has(encrypted)) {
    const left = view.captured - offset;
    if (view.captured < view.reported) break;
    if (left < 4) return { offset, more: 'one segment' };
    const length = view.u32(offset) + 4;
    if (length > LONGEST_PACKET || length < 8) break;
    if (left < length) return { offset, more: length - left };
    if (view.u8(offset + 5) === NEW_KEYS) frame.memory.set(encrypted, '');
    offset += length;
  }
  return true;
};

/** Offset behind the version line. */
function banner(view: PacketView, frame: Frame): number {
  const line = /^SSH-[!-~]{1,80}/.exec(view.text(0, Math.min(view.captured, 90)))?.[0];
  if (!line) return 0;
  const shown = line.replace(/\.+$/, '');
  frame.say(shown);
  frame.fact('Applications', `SSH version of ${frame.source}: ${shown}`);
  const end = view.bytes.indexOf(0x0a);
  return end < 0 ? view.captured : end + 1;
}
