import type { Dissector, Frame } from './frame.ts';
import type { PacketView } from './packetView.ts';

/** Below: an 802.3 length. From here on: an EtherType. */
const FIRST_ETHERTYPE = 1536;
const LONGEST_8023 = 1500;
const SNAP_SAP = 0xaa;
const UNNUMBERED_INFORMATION = 0x03;
const OUI_ETHERNET = 0x000000;
const OUI_CISCO_90 = 0x0000f8;
const OUI_CISCO = 0x00000c;
const OUI_8021 = 0x0080c2;
const OUI_APPLE = 0x080007;

/** Ethernet II, 802.3 with LLC or raw IPX, and Cisco ISL. */
export const dissectEthernet: Dissector = (view, frame) => {
  const isl =
    view.has(0, 14) && (view.u8(0) & 0xfd) === 0x01 && view.u24(1) === 0x000c00 && view.u8(4) === 0;
  if (isl && view.u16(12) <= LONGEST_8023 && view.has(0, 40)) {
    frame.enter('isl', 'ISL');
    return dissectEthernet(view.rest(26, view.u16(12)), frame);
  }
  view.need(0, 14);
  frame.enter('eth', 'Ethernet');
  const destination = view.mac(0);
  const source = view.mac(6);
  const type = view.u16(12);
  frame.source = source;
  frame.destination = destination;
  frame.talk('eth', source, destination);
  afterEtherType(view.rest(14), frame, type);
  return true;
};

/** What follows an EtherType-or-length field: LLC for a length, else the type's protocol. */
export function afterEtherType(view: PacketView, frame: Frame, type: number): void {
  if (type >= FIRST_ETHERTYPE) {
    frame.hand(frame.session.tables.etherType, type, view);
  } else if (type <= LONGEST_8023) {
    const payload = view.rest(0, type);
    if (payload.has(0, 2) && payload.u16(0) === 0xffff) {
      frame.enter('ipx', 'IPX');
    } else {
      dissectLlc(payload, frame);
    }
  } else {
    frame.data(view);
  }
}

/** An 802.1Q or 802.1ad tag; `layer` is the name of the hierarchy. */
export function vlanTag(layer: string): Dissector {
  return (view, frame) => {
    frame.enter(layer, 'VLAN');
    frame.vlan = view.u16(0) & 0x0fff;
    frame.say(`VLAN ${frame.vlan}`);
    afterEtherType(view.rest(4), frame, view.u16(2));
    return true;
  };
}

/** IEEE 802.2 LLC, with SNAP. */
export const dissectLlc: Dissector = (view, frame) => {
  frame.enter('llc', 'LLC');
  const sap = view.u8(0);
  const sourceSap = view.u8(1);
  const control = view.u8(2);
  const unnumbered = (control & 0x03) === 0x03;
  const header = unnumbered ? 3 : 4;
  if (!unnumbered) view.u8(3);
  const plain = (control & ~0x10) === UNNUMBERED_INFORMATION || (control & 0x01) === 0;
  if (sap === SNAP_SAP && sourceSap === SNAP_SAP && plain) {
    dissectSnap(view.rest(header), frame);
  } else if (plain) {
    frame.hand(frame.session.tables.llcSap, sap, view.rest(header));
  } else {
    frame.data(view.rest(header));
  }
  return true;
};

function dissectSnap(view: PacketView, frame: Frame): void {
  const oui = view.u24(0);
  const pid = view.u16(3);
  const rest = view.rest(5);
  const { tables } = frame.session;
  if (oui === OUI_ETHERNET || oui === OUI_CISCO_90) frame.hand(tables.etherType, pid, rest);
  else if (oui === OUI_APPLE) frame.hand(tables.etherType, pid, rest);
  else if (oui === OUI_CISCO) frame.hand(tables.ciscoPid, pid, rest);
  else if (oui === OUI_8021) dissectBridged(rest, frame, pid);
  else if (oui === 0x00e02b && pid === 0x00bb) frame.enter('edp', 'EDP');
  else if (oui === 0x00e052 && pid === 0x2000) frame.enter('fdp', 'FDP');
  else frame.data(rest);
}

/** RFC 2684: a bridged Ethernet frame with (1) or without (7) its check sequence, or a BPDU. */
function dissectBridged(view: PacketView, frame: Frame, pid: number): void {
  if (pid === 0x0001 || pid === 0x0007) dissectEthernet(view, frame);
  else if (pid === 0x000e) frame.hand(frame.session.tables.llcSap, 0x42, view);
  else frame.data(view);
}

/** ISO network layer protocols told by their first byte (NLPID). */
export const dissectOsi: Dissector = (view, frame) => {
  const id = view.u8(0);
  if (id === 0x83) return dissectIsis(view, frame);
  if (id === 0x82) frame.enter('esis', 'ES-IS');
  else if (id === 0x81 || id === 0) frame.enter('clnp', 'CLNP');
  else if (id === 0xcc) frame.hand(frame.session.tables.etherType, 0x0800, view.rest(1));
  else if (id === 0x8e) frame.hand(frame.session.tables.etherType, 0x86dd, view.rest(1));
  else return false;
  return true;
};

const ISIS_KINDS = new Map([
  [15, { layer: 'isis.hello', says: 'L1 LAN hello' }],
  [16, { layer: 'isis.hello', says: 'L2 LAN hello' }],
  [17, { layer: 'isis.hello', says: 'point-to-point hello' }],
  [18, { layer: 'isis.lsp', says: 'L1 LSP' }],
  [20, { layer: 'isis.lsp', says: 'L2 LSP' }],
  [24, { layer: 'isis.csnp', says: 'L1 CSNP' }],
  [25, { layer: 'isis.csnp', says: 'L2 CSNP' }],
  [26, { layer: 'isis.psnp', says: 'L1 PSNP' }],
  [27, { layer: 'isis.psnp', says: 'L2 PSNP' }],
]);

/** IS-IS (ISO 10589): the kind of PDU, and who sends hellos. */
function dissectIsis(view: PacketView, frame: Frame): boolean {
  frame.enter('isis', 'IS-IS');
  const kind = ISIS_KINDS.get(view.u8(4) & 0x1f);
  view.u8(7);
  if (!kind) return true;
  frame.enter(kind.layer);
  frame.say(kind.says);
  const hello = kind.layer === 'isis.hello';
  const at = kind.layer === 'isis.lsp' ? 12 : hello ? 9 : 10;
  const system = view.hex(at, 6).replace(/^(....)(....)(....)$/, '$1.$2.$3');
  const hold = hello ? `, hold time ${view.u16(15)} s` : '';
  frame.say(`system ${system}${hold}`);
  frame.fact('Other routing protocols', `IS-IS ${kind.says} of system ${system}${hold}`);
  return true;
}
