import type { Dissector } from './frame.ts';

const HSRP_STATES = new Map([
  [0, 'Initial'],
  [1, 'Learn'],
  [2, 'Listen'],
  [4, 'Speak'],
  [8, 'Standby'],
  [16, 'Active'],
]);
const HSRP2_STATES = ['Disabled', 'Initial', 'Learn', 'Listen', 'Speak', 'Standby', 'Active'];
const HSRP_CODES = ['Hello', 'Coup', 'Resign', 'Advertise'];

/** HSRP version 1 (RFC 2281) and 2. The authentication text is never told. */
export const dissectHsrp: Dissector = (view, frame) => {
  const version2 = frame.destination === '224.0.0.102' || frame.destination.startsWith('ff02::');
  const ipv6 = frame.source.includes(':');
  if (!version2 && !ipv6 && frame.destination !== '224.0.0.2') return false;
  frame.enter('hsrp', version2 ? 'HSRPv2' : 'HSRP');
  if (version2 || ipv6) {
    if (view.u8(0) !== 1) return true;
    const code = HSRP_CODES[view.u8(3)] ?? `opcode ${view.u8(3)}`;
    const state = HSRP2_STATES[view.u8(4)] ?? `state ${view.u8(4)}`;
    const group = view.u16(6);
    const priority = view.u32(14);
    frame.say(`${code} (state ${state}), group ${group}, priority ${priority}`);
    frame.fact(
      'First-hop redundancy',
      `HSRPv2 ${code} of ${frame.source}: group ${group}, state ${state}, priority ${priority}`,
      code !== 'Hello',
    );
    return true;
  }
  const code = HSRP_CODES[view.u8(1)] ?? `opcode ${view.u8(1)}`;
  if (view.u8(1) === 3) {
    const state = ['', 'Dormant', 'Passive', 'Active'][view.u8(6)] || `state ${view.u8(6)}`;
    frame.say(`Advertise (state ${state})`);
    frame.fact('First-hop redundancy', `HSRP Advertise of ${frame.source}: interface ${state}`);
    return true;
  }
  const state = HSRP_STATES.get(view.u8(2)) ?? `state ${view.u8(2)}`;
  const group = view.u8(6);
  const priority = view.u8(5);
  const address = view.ipv4(16);
  frame.say(`${code} (state ${state}), group ${group}, priority ${priority}`);
  frame.fact(
    'First-hop redundancy',
    `HSRP ${code} of ${frame.source}: group ${group}, state ${state}, priority ${priority}, ` +
      `hello ${view.u8(3)} s, hold ${view.u8(4)} s, virtual address ${address}`,
    code !== 'Hello',
  );
  return true;
};

/** VRRP version 2 (RFC 3768) and 3 (RFC 5798). */
export const dissectVrrp: Dissector = (view, frame) => {
  const version = view.u8(0) >> 4;
  const type = view.u8(0) & 0x0f;
  frame.enter('vrrp', 'VRRP');
  if (type !== 1) {
    frame.say(`type ${type} (v${version})`);
    return true;
  }
  const group = view.u8(1);
  const priority = view.u8(2);
  const ipv6 = frame.source.includes(':');
  const interval = version === 2 ? `${view.u8(5)} s` : `${(view.u16(4) & 0x0fff) / 100} s`;
  const addresses: string[] = [];
  const size = ipv6 ? 16 : 4;
  for (let index = 0; index < Math.min(view.u8(3), 16); index += 1) {
    const at = 8 + index * size;
    addresses.push(ipv6 ? view.ipv6(at) : view.ipv4(at));
  }
  const leaving = priority === 0;
  frame.say(`Announcement (v${version}), VRID ${group}, priority ${priority}`);
  frame.fact(
    'First-hop redundancy',
    `VRRPv${version} announcement of ${frame.source}: VRID ${group}, priority ${priority}` +
      `${leaving ? ' (the master gives up)' : ''}, interval ${interval}, addresses ${addresses.join(', ')}`,
    leaving,
  );
  return true;
};

/** GLBP: the group; the protocol is Cisco's own. */
export const dissectGlbp: Dissector = (view, frame) => {
  frame.enter('glbp', 'GLBP');
  const group = view.u16(2);
  view.need(0, 12);
  frame.say(`group ${group}`);
  frame.fact('First-hop redundancy', `GLBP message of ${frame.source}: group ${group}`);
  return true;
};
