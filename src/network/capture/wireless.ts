import type { Dissector } from './frame.ts';
import { dissectLlc } from './linkEthernet.ts';

const MANAGEMENT = 0;
const DATA = 2;
const PROTECTED = 0x40;
const NO_DATA = 0x04;
const QOS = 0x08;

/** IEEE 802.11: kinds of frames, and what unprotected data frames carry. */
export const dissectWlan: Dissector = (view, frame) => {
  frame.enter('wlan', '802.11');
  const control = view.u8(0);
  const flags = view.u8(1);
  const kind = (control >> 2) & 3;
  const subtype = control >> 4;
  if (kind === MANAGEMENT) {
    frame.destination = view.mac(4);
    frame.source = view.mac(10);
    frame.enter('wlan.mgt');
    frame.say(`management frame ${subtype}`);
    return true;
  }
  if (kind !== DATA || subtype & NO_DATA) return true;
  frame.destination = view.mac(4);
  frame.source = view.mac(10);
  const fourAddresses = (flags & 3) === 3;
  const header = 24 + (fourAddresses ? 6 : 0) + (subtype & QOS ? 2 : 0);
  const body = view.rest(header);
  if (flags & PROTECTED) frame.data(body);
  else if (body.captured > 0) dissectLlc(body, frame);
  return true;
};

/** Radiotap before 802.11. */
export const dissectRadiotap: Dissector = (view, frame) => {
  frame.enter('radiotap', '802.11');
  const length = view.u16le(2);
  frame.enter('wlan_radio');
  return dissectWlan(view.rest(length), frame);
};

/** OpenBSD's packet filter log: an address family tells what was logged. */
export const dissectPflog: Dissector = (view, frame) => {
  frame.enter('pflog', 'PFLOG');
  const length = view.u8(0);
  const rest = view.rest(length + ((4 - (length % 4)) % 4));
  const inet = view.u8(1) === 2;
  frame.hand(frame.session.tables.etherType, inet ? 0x0800 : 0x86dd, rest);
  return true;
};

const NFLOG_PAYLOAD = 9;

/** Linux netfilter log: elements in the byte order of the machine, one holds the packet. */
export const dissectNflog: Dissector = (view, frame) => {
  frame.protocol = 'NFLOG';
  const inet6 = view.u8(0) === 10;
  for (let at = 4; at + 4 <= view.captured; ) {
    const length = view.u16le(at);
    if (length < 4) return true;
    if ((view.u16le(at + 2) & 0x7fff) === NFLOG_PAYLOAD) {
      const key = inet6 ? 0x86dd : 0x0800;
      frame.hand(frame.session.tables.etherType, key, view.rest(at + 4, length - 4));
      return true;
    }
    at += length + ((4 - (length % 4)) % 4);
  }
  return true;
};
