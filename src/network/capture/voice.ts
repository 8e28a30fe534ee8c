import type { ByContent, Dissector, Frame, StreamDissector } from './frame.ts';
import { noteApplication } from './management.ts';
import type { PacketView } from './packetView.ts';
import { QUIC_HINT, RTCP_HINT, RTP_HINT } from './portHints.ts';

const SIP_START = /^(?:SIP\/2\.0 \d{3}|[A-Z]{3,12} sips?:|[A-Z]{3,12} tel:)/;
const STUN_COOKIE = 0x2112a442;

function looksLikeSip(view: PacketView): boolean {
  return SIP_START.test(view.text(0, Math.min(view.captured, 24)));
}

/** SIP (RFC 3261): first line, and the media ports that its SDP announces. */
export const dissectSip: Dissector = (view, frame) => {
  if (!looksLikeSip(view)) {
    if (view.captured > 4) return false;
    frame.enter('sip', 'SIP');
    return true;
  }
  frame.enter('sip', 'SIP');
  const text = view.text(0, Math.min(view.captured, 8192));
  const line = /^[^.]*(?:\.[^.]+)*?(?=\.\.|$)/.exec(text)?.[0] ?? '';
  const shown = line.slice(0, 120);
  frame.say(shown);
  const failed = /^SIP\/2\.0 [456]/.test(line);
  frame.fact('Applications', `SIP ${shown}: ${frame.source} → ${frame.destination}`, failed);
  const body = text.indexOf('....');
  if (
    body > 0 &&
    /content-type: *application\/sdp/i.test(text.slice(0, body)) &&
    body + 4 < text.length
  ) {
    announceMedia(text.slice(body + 4), frame);
  }
  return true;
};

function announceMedia(sdp: string, frame: Frame): void {
  const address = /c=IN IP[46] ([0-9a-fA-F.:]{2,45}?)(?:\.\.|$)/.exec(sdp)?.[1] ?? frame.source;
  for (const media of sdp.matchAll(/m=(?:audio|video) (\d{1,5}) RTP/g)) {
    const port = Number(media[1]);
    frame.session.ports.announce(address, port, RTP_HINT);
    frame.session.ports.announce(address, port + 1, RTCP_HINT);
  }
}

/** Length of the SIP message at the start, by its Content-Length; undefined: not all there. */
function sipLength(view: PacketView): number | undefined {
  const text = view.text(0, Math.min(view.captured, 16_384));
  const end = text.indexOf('....');
  if (end < 0) return undefined;
  const length = /(?:content-length|\.\.l) *: *(\d{1,6})/i.exec(text.slice(0, end))?.[1];
  return end + 4 + Number(length ?? 0);
}

/** SIP over TCP: message after message. */
export const dissectSipStream: StreamDissector = (view, frame) => {
  if (!looksLikeSip(view)) return false;
  for (let offset = 0; offset < view.captured; ) {
    const rest = view.rest(offset);
    const length = sipLength(rest);
    if (length === undefined) return { offset, more: 'one segment' };
    if (length > rest.captured) return { offset, more: length - rest.captured };
    if (!dissectSip(rest.rest(0, length), frame)) frame.enter('sip', 'SIP');
    offset += length;
  }
  return true;
};

export const SIP_BY_CONTENT: ByContent = { accepts: looksLikeSip, dissect: dissectSipStream };

/** SIP on any UDP port, told by its first line. */
export const dissectSipByContent: Dissector = (view, frame) =>
  looksLikeSip(view) ? dissectSip(view, frame) : false;

/** RTP (RFC 3550), only where SDP announced it. */
export const dissectRtp: Dissector = (view, frame) => {
  if (view.reported < 12 || view.u8(0) >> 6 !== 2) return false;
  noteApplication(frame, 'rtp', 'RTP');
  return true;
};

/** RTCP (RFC 3550): sender and receiver reports. */
export const dissectRtcp: Dissector = (view, frame) => {
  if (view.reported < 8 || !view.has(0, 4) || view.u8(0) >> 6 !== 2) return false;
  const type = view.u8(1);
  const odd = frame.destinationPort % 2 === 1 || frame.sourcePort % 2 === 1;
  if (type < 200 || type > 207 || !odd) return false;
  if ((view.u16(2) + 1) * 4 > view.reported) return false;
  noteApplication(frame, 'rtcp', 'RTCP');
  return true;
};

/** STUN (RFC 8489) by its magic cookie. */
export const dissectStun: Dissector = (view, frame) => {
  if (!view.has(0, 20) || view.u8(0) >> 6 !== 0 || view.u32(4) !== STUN_COOKIE) return false;
  if (view.u16(2) + 20 > view.reported) return false;
  noteApplication(frame, 'stun', 'STUN');
  return true;
};

/** A variable-length integer of QUIC (RFC 9000, 16) and the offset behind it. */
function variable(view: PacketView, at: number): { value: number; next: number } {
  const size = 1 << (view.u8(at) >> 6);
  let value = view.u8(at) & 0x3f;
  for (let index = 1; index < size; index += 1) value = value * 256 + view.u8(at + index);
  return { value, next: at + size };
}

/** QUIC (RFC 9000): long headers tell it, short ones on the same ports follow. */
export const dissectQuic: Dissector = (view, frame) => {
  if (!isLongHeader(view)) return false;
  frame.session.ports.announce(frame.source, frame.sourcePort, QUIC_HINT);
  frame.session.ports.announce(frame.destination, frame.destinationPort, QUIC_HINT);
  return dissectKnownQuic(view, frame);
};

function isLongHeader(view: PacketView): boolean {
  if (!view.has(0, 7) || (view.u8(0) & 0xc0) !== 0xc0) return false;
  const version = view.u32(1);
  const known = version === 1 || version === 0x6b3343cf || version >>> 8 === 0xff0000;
  const destination = view.u8(5);
  return (
    known && destination <= 20 && view.has(6 + destination, 1) && view.u8(6 + destination) <= 20
  );
}

export const dissectKnownQuic: Dissector = (view, frame) => {
  for (let offset = 0; offset < view.captured; ) {
    const packet = view.rest(offset);
    noteApplication(frame, 'quic', 'QUIC');
    if (!isLongHeader(packet)) return true;
    offset += longPacket(packet, frame);
  }
  return true;
};

/** Length of a packet with a long header; it holds its own length, except Retry. */
function longPacket(view: PacketView, frame: Frame): number {
  const type = (view.u8(0) >> 4) & 3;
  frame.say(['Initial', '0-RTT', 'Handshake', 'Retry'][type] ?? '');
  if (type === 3) return view.captured;
  let at = 6 + view.u8(5);
  at += 1 + view.u8(at);
  if (type === 0) {
    const token = variable(view, at);
    at = token.next + token.value;
  }
  const length = variable(view, at);
  return Math.max(length.next + length.value, 1);
}
