import type { Dissector, Frame, StreamDissector } from './frame.ts';
import { noteApplication } from './management.ts';
import type { PacketView } from './packetView.ts';
import { streamMessages } from './streamMessages.ts';

const SESSION_TYPES = new Set([0x00, 0x81, 0x82, 0x83, 0x84, 0x85]);
const SMB1 = 0xff534d42;
const SMB2 = 0xfe534d42;
const SMB2_ENCRYPTED = 0xfd534d42;
const SMB2_COMPRESSED = 0xfc534d42;

/** SMB version 1 or 2/3 by its first four bytes. */
export function smbLayer(view: PacketView): string | undefined {
  const magic = view.has(0, 4) ? view.u32(0) : 0;
  if (magic === SMB1) return 'smb';
  return magic === SMB2 || magic === SMB2_ENCRYPTED || magic === SMB2_COMPRESSED
    ? 'smb2'
    : undefined;
}

/** NetBIOS session service (RFC 1002) and SMB's direct hosting on port 445. */
export const dissectNbss: StreamDissector = (view, frame) => {
  if (!SESSION_TYPES.has(view.u8(0))) {
    noteApplication(frame, 'nbss', 'NBSS');
    frame.say('Continuation');
    return true;
  }
  return SESSION_MESSAGES(view, frame);
};

const SESSION_MESSAGES = streamMessages({
  header: 4,
  lengthOf: (view, offset) => 4 + (view.u24(offset + 1) & (view.u8(offset) ? 0x1ffff : 0xffffff)),
  show: (view, frame) => {
    noteApplication(frame, 'nbss', 'NBSS');
    const layer = view.u8(0) === 0 && view.reported > 4 ? smbLayer(view.rest(4)) : undefined;
    if (layer) noteApplication(frame, layer, layer.toUpperCase());
  },
});

/** NetBIOS datagrams (RFC 1002): mailslots of the browser and of logons in SMB. */
export const dissectNbdgm: Dissector = (view, frame) => {
  noteApplication(frame, 'nbdgm', 'NBDS');
  const type = view.u8(0);
  view.need(0, 10);
  if (type < 0x10 || type > 0x12) {
    if (type !== 0x13) frame.data(view.rest(10));
    return true;
  }
  let at = 14;
  for (let name = 0; name < 2; name += 1) {
    while (view.u8(at) !== 0 && at < 512) at += 1 + view.u8(at);
    at += 1;
  }
  const message = view.rest(at);
  const layer = smbLayer(message);
  if (!layer) frame.data(message);
  else mailslot(message, frame, layer);
  return true;
};

function mailslot(view: PacketView, frame: Frame, layer: string): void {
  frame.enter(layer, 'SMB');
  const text = view.text(0, Math.min(view.captured, 300)).toUpperCase();
  if (!text.includes('\\MAILSLOT\\')) return;
  frame.enter('mailslot', 'SMB Mailslot');
  if (text.includes('\\MAILSLOT\\BROWSE') || text.includes('\\MAILSLOT\\LANMAN')) {
    frame.enter('browser', 'BROWSER');
  } else if (
    text.includes('\\MAILSLOT\\NET\\NETLOGON') ||
    text.includes('\\MAILSLOT\\NET\\NTLOGON')
  ) {
    frame.enter('smb_netlogon', 'SMB_NETLOGON');
  } else frame.enter('data');
}

/** Kerberos over TCP: each message after its length. */
export const dissectKerberosStream = streamMessages({
  header: 4,
  lengthOf: (view, offset) => 4 + (view.u32(offset) % 0x80000000),
  show: (_view, frame) => noteApplication(frame, 'kerberos', 'KRB5'),
});

/** TPKT (RFC 1006) with COTP inside. */
export const dissectTpkt: StreamDissector = (view, frame) =>
  view.has(0, 2) && view.u8(0) === 3 && view.u8(1) === 0 ? TPKT_MESSAGES(view, frame) : false;

const TPKT_MESSAGES = streamMessages({
  header: 4,
  lengthOf: (view, offset) => view.u16(offset + 2),
  show: (view, frame) => {
    noteApplication(frame, 'tpkt', 'TPKT');
    frame.enter('cotp', 'COTP');
    const remoteDesktop = frame.sourcePort === 3389 || frame.destinationPort === 3389;
    const connect = (view.u8(5) & 0xe0) === 0xc0 || (view.u8(5) & 0xf0) === 0xe0;
    if (remoteDesktop && connect) frame.enter('rdp', 'RDP');
  },
});
