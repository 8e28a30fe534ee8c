import type { Dissector, Frame } from './frame.ts';
import { mismatchText } from './helloTable.ts';
import type { PacketView } from './packetView.ts';

const OPCODES = new Map([
  [1, 'Update'],
  [2, 'Request'],
  [3, 'Query'],
  [4, 'Reply'],
  [5, 'Hello'],
  [6, 'IPX SAP'],
  [10, 'SIA-Query'],
  [11, 'SIA-Reply'],
]);
const HEADER_BYTES = 20;

/** EIGRP (RFC 7868): hellos with K values, hold time and AS. */
export const dissectEigrp: Dissector = (view, frame) => {
  frame.enter('eigrp', 'EIGRP');
  view.need(0, HEADER_BYTES);
  const opcode = view.u8(1);
  const as = view.u16(18);
  const acknowledges = view.u32(12);
  const name =
    opcode === 5 && acknowledges ? 'Hello (Ack)' : (OPCODES.get(opcode) ?? `opcode ${opcode}`);
  frame.say(`${name}, AS ${as}`);
  if (opcode !== 5 || acknowledges) {
    const trouble = opcode === 10 || opcode === 11;
    frame.fact('EIGRP', `${name} ${frame.source} → ${frame.destination}, AS ${as}`, trouble);
    return true;
  }
  hello(view, frame, as);
  return true;
};

function hello(view: PacketView, frame: Frame, as: number): void {
  let metrics = '';
  let hold = 0;
  let version = '';
  let authentication = 'none';
  for (let at = HEADER_BYTES; at + 4 <= view.captured; ) {
    const type = view.u16(at);
    const length = view.u16(at + 2);
    if (length < 4) break;
    if (type === 0x0001 && length >= 12) {
      metrics = [0, 1, 2, 3, 4, 5].map((index) => view.u8(at + 4 + index)).join('/');
      hold = view.u16(at + 10);
    } else if (type === 0x0002 && length >= 6) {
      authentication = view.u16(at + 4) === 2 ? 'MD5' : `type ${view.u16(at + 4)}`;
    } else if (type === 0x0004 && length >= 8) {
      version = `, IOS ${view.u8(at + 4)}.${view.u8(at + 5)}, TLV ${view.u8(at + 6)}.${view.u8(at + 7)}`;
    }
    at += length;
  }
  const goodbye = metrics.startsWith('255/255/255/255/255');
  if (goodbye) {
    frame.say('goodbye');
    frame.fact('EIGRP', `Goodbye from ${frame.source}, AS ${as} (all K values 255)`, true);
    return;
  }
  frame.fact(
    'EIGRP',
    `Hello of ${frame.source}, AS ${as}, K values (K1…K6) ${metrics || 'not sent'}, hold time ${hold} s, ` +
      `authentication ${authentication}${version}`,
  );
  if (frame.silent) return;
  const values: Record<string, string> = { 'AS number': String(as), authentication };
  if (metrics) values['K values'] = metrics;
  const link = `eigrp ${frame.vlan ?? ''} ${frame.source.includes(':') ? 6 : 4}`;
  for (const mismatch of frame.session.hellos.compare(link, frame.source, { values })) {
    frame.fact('EIGRP', mismatchText('EIGRP hello', frame.source, mismatch), true);
  }
}
