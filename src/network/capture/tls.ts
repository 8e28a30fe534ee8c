import type { ByContent, Frame, StreamDissector } from './frame.ts';
import type { PacketView } from './packetView.ts';

const HEADER_BYTES = 5;
const LONGEST_RECORD = 16_384 + 2_048;
const HANDSHAKE = 22;
const ALERT = 21;
const HANDSHAKES = new Map([
  [0, 'Hello Request'],
  [1, 'Client Hello'],
  [2, 'Server Hello'],
  [4, 'New Session Ticket'],
  [11, 'Certificate'],
  [12, 'Server Key Exchange'],
  [13, 'Certificate Request'],
  [14, 'Server Hello Done'],
  [16, 'Client Key Exchange'],
]);
const RECORDS = new Map([
  [20, 'Change Cipher Spec'],
  [ALERT, 'Alert'],
  [HANDSHAKE, 'Handshake'],
  [23, 'Application Data'],
  [24, 'Heartbeat'],
]);
const VERSIONS = new Map([
  [0x0300, 'SSLv3'],
  [0x0301, 'TLSv1'],
  [0x0302, 'TLSv1.1'],
  [0x0303, 'TLSv1.2'],
  [0x0304, 'TLSv1.3'],
]);

function isRecord(view: PacketView, offset: number): boolean {
  if (!view.has(offset, HEADER_BYTES)) return view.has(offset, 1) && RECORDS.has(view.u8(offset));
  return (
    RECORDS.has(view.u8(offset)) &&
    VERSIONS.has(view.u16(offset + 1)) &&
    view.u16(offset + 3) <= LONGEST_RECORD
  );
}

/** TLS records (RFC 8446): hellos and alerts in the clear, the rest by name. */
export const dissectTls: StreamDissector = (view, frame) => {
  if (!isRecord(view, 0)) return false;
  const complete = view.captured === view.reported;
  frame.enter('tls', 'TLS');
  for (let offset = 0; offset < view.captured; ) {
    const left = view.captured - offset;
    if (left < HEADER_BYTES && complete) return { offset, more: 'one segment' };
    if (!isRecord(view, offset)) return true;
    const length = HEADER_BYTES + view.u16(offset + 3);
    if (left < length && complete) return { offset, more: length - left };
    record(view.rest(offset, length), frame);
    offset += length;
  }
  return true;
};

/** TLS on any port, told by a whole record header. */
export const TLS_BY_CONTENT: ByContent = {
  accepts: (view) => view.has(0, HEADER_BYTES) && isRecord(view, 0),
  dissect: dissectTls,
};

function record(view: PacketView, frame: Frame): void {
  const type = view.u8(0);
  const version = VERSIONS.get(view.u16(1)) ?? 'TLS';
  if (type === HANDSHAKE && view.captured > HEADER_BYTES) {
    const handshake = view.u8(HEADER_BYTES);
    const name = HANDSHAKES.get(handshake) ?? 'Encrypted Handshake Message';
    const host = handshake === 1 ? serverName(view) : '';
    frame.say(`${name}${host ? ` (SNI ${host})` : ''}`);
    if (handshake === 1 || handshake === 2) {
      frame.fact(
        'Applications',
        `TLS ${name} ${frame.source} → ${frame.destination}, record version ${version}` +
          `${host ? `, server name ${host}` : ''}`,
      );
    }
    return;
  }
  frame.say(RECORDS.get(type) ?? '');
  if (type === ALERT && view.u16(3) === 2) {
    const level = view.u8(5) === 2 ? 'fatal' : 'warning';
    const text = `TLS alert from ${frame.source} to ${frame.destination}: ${level}, description ${view.u8(6)}`;
    frame.fact('Applications', text, level === 'fatal');
  }
}

/** The server name of a Client Hello (RFC 6066), if it is all there. */
function serverName(view: PacketView): string {
  let at = HEADER_BYTES + 4 + 2 + 32;
  if (!view.has(at, 1)) return '';
  at += 1 + view.u8(at);
  if (!view.has(at, 2)) return '';
  at += 2 + view.u16(at);
  if (!view.has(at, 1)) return '';
  at += 1 + view.u8(at) + 2;
  while (view.has(at, 4)) {
    const type = view.u16(at);
    const length = view.u16(at + 2);
    if (type === 0 && view.has(at + 4, 5)) {
      const size = view.u16(at + 7);
      return view.has(at + 9, size) ? view.text(at + 9, size) : '';
    }
    at += 4 + length;
  }
  return '';
}
