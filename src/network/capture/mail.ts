import type { StreamDissector } from './frame.ts';
import { noteApplication } from './management.ts';
import type { PacketView } from './packetView.ts';
import { dissectTls } from './tls.ts';

const DATA_EXPECTED = 'smtp data expected';
const ENCRYPTION_ASKED = 'smtp encryption asked';
const ENCRYPTED = 'smtp encrypted';
const IN_DATA = 'smtp in data';
/** A line that is longer is not waited for. */
const MAX_LINE_BYTES = 8 * 1024;

/**
 * SMTP (RFC 5321): commands and replies are told by their verbs and codes only; a message's own
 * text is never told.
 */
export const dissectSmtp: StreamDissector = (view, frame) => {
  const { memory } = frame;
  if (memory.has(ENCRYPTED)) return dissectTls(view, frame);
  const fromClient = frame.destinationPort === 25 || frame.destinationPort === 587;
  const ended = view.bytes.lastIndexOf(0x0a) === view.captured - 1;
  if (!ended && view.captured === view.reported && view.captured < MAX_LINE_BYTES) {
    return { offset: 0, more: 'one segment' };
  }
  noteApplication(frame, 'smtp', 'SMTP');
  const start = view.text(0, Math.min(view.captured, 8));
  if (!fromClient) {
    const code = /^\d{3}/.exec(start)?.[0];
    if (code) frame.say(`Response: ${code}`);
    if (code === '354' && memory.has(DATA_EXPECTED)) memory.set(IN_DATA, '');
    memory.delete(DATA_EXPECTED);
    if (memory.delete(ENCRYPTION_ASKED) && code === '220') memory.set(ENCRYPTED, '');
    if (code && /^[45]/.test(code)) {
      frame.fact(
        'Applications',
        `SMTP error ${code} from ${frame.source} to ${frame.destination}`,
        true,
      );
    }
    return true;
  }
  if (memory.has(IN_DATA)) {
    frame.say('Message text');
    if (endOfMessage(view)) {
      memory.delete(IN_DATA);
      frame.enter('imf');
    }
    return true;
  }
  const verb = /^[A-Za-z]{4}/.exec(start)?.[0]?.toUpperCase();
  frame.say(`Command: ${verb ?? '…'}`);
  if (verb === 'STAR') memory.set(ENCRYPTION_ASKED, '');
  if (verb === 'DATA') memory.set(DATA_EXPECTED, '');
  return true;
};

/** A line with nothing but a dot ends the message. */
function endOfMessage(view: PacketView): boolean {
  for (let at = view.bytes.indexOf(0x2e); at >= 0; at = view.bytes.indexOf(0x2e, at + 1)) {
    const alone = at === 0 || view.bytes[at - 1] === 0x0a;
    if (alone && view.bytes[at + 1] === 0x0d && view.bytes[at + 2] === 0x0a) return true;
  }
  return false;
}
