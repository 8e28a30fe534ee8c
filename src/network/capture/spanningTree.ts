import type { Dissector, Frame } from './frame.ts';
import type { PacketView } from './packetView.ts';

const VERSIONS = new Map([
  [0, 'STP'],
  [2, 'RSTP'],
  [3, 'MST'],
  [4, 'SPT'],
]);
const TOPOLOGY_CHANGE_NOTIFICATION = 0x80;

/** Priority, system ID extension and MAC: `32768/1/00:19:06:ea:b8:80`. */
function bridge(view: PacketView, at: number): string {
  const word = view.u16(at);
  return `${word & 0xf000}/${word & 0x0fff}/${view.mac(at + 2)}`;
}

/** Bridge protocol data units (IEEE 802.1D, 802.1w, 802.1s), also per VLAN (PVST+). */
export const dissectStp: Dissector = (view, frame) => {
  frame.enter('stp', 'STP');
  const version = view.u8(2);
  const type = view.u8(3);
  const name = VERSIONS.get(version) ?? `version ${version}`;
  if (type === TOPOLOGY_CHANGE_NOTIFICATION) {
    frame.say('Topology Change Notification');
    frame.fact('Spanning tree', `Topology Change Notification from ${frame.source}`, true);
    return true;
  }
  if (type !== 0 && type !== 2) return true;
  configuration(view, frame, name);
  return true;
};

function configuration(view: PacketView, frame: Frame, name: string): void {
  const flags = view.u8(4);
  const root = bridge(view, 5);
  const cost = view.u32(13);
  const sender = bridge(view, 17);
  const port = view.hex(25, 2);
  const seconds = (at: number): string => `${view.u16(at) / 256} s`;
  view.need(0, 35);
  const vlan = frame.vlan === undefined ? '' : ` VLAN ${frame.vlan}`;
  frame.say(`Conf. Root = ${root}  Cost = ${cost}  Port = 0x${port}`);
  frame.fact(
    'Spanning tree',
    `${name}${vlan} root ${root}, cost ${cost}, bridge ${sender}, port 0x${port}` +
      `${root === sender ? ' (the sender is the root)' : ''}, hello ${seconds(31)}, ` +
      `max age ${seconds(29)}, forward delay ${seconds(33)}`,
  );
  if (flags & 0x01) {
    frame.say('topology change');
    frame.fact('Spanning tree', `${name}${vlan} topology change flag set by ${sender}`, true);
  }
  if (flags & 0x80 && name === 'STP') {
    frame.fact('Spanning tree', `${name}${vlan} topology change acknowledged by ${sender}`);
  }
  if (name === 'RSTP' && flags & 0x02) {
    frame.fact('Spanning tree', `${name}${vlan} proposal from ${sender}`);
  }
}
