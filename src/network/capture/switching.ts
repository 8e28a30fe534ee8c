import type { Dissector } from './frame.ts';

/** VLAN Trunking Protocol: domain, revision; never the password digest. */
export const dissectVtp: Dissector = (view, frame) => {
  frame.enter('vtp', 'VTP');
  const code = [
    '',
    'Summary Advertisement',
    'Subset Advertisement',
    'Advertisement Request',
    'Join',
  ][view.u8(1)];
  const domain = view.text(4, Math.min(view.u8(3), 32));
  frame.say(code ?? `code ${view.u8(1)}`);
  const revision = view.u8(1) === 1 || view.u8(1) === 2 ? `, revision ${view.u32(36)}` : '';
  frame.fact(
    'Switching',
    `VTP ${code ?? view.u8(1)} of ${frame.source}: domain ${domain}${revision}`,
  );
  return true;
};

/** Type-length-value elements of DTP and UDLD end the packet early when they are broken. */
function elements(layer: string, label: string, header: number): Dissector {
  return (view, frame) => {
    frame.enter(layer, label);
    view.need(0, header);
    frame.fact('Switching', `${label} of ${frame.source}`);
    for (let at = header; at + 4 <= view.reported; ) {
      const length = view.u16(at + 2);
      if (length < 4) break;
      view.need(at, length);
      at += length;
    }
    return true;
  };
}

export const dissectDtp = elements('dtp', 'DTP', 1);
export const dissectUdld = elements('udld', 'UDLD', 4);

export const dissectPagp: Dissector = (view, frame) => {
  frame.enter('pagp', 'PAgP');
  view.need(0, 2);
  frame.fact('Link aggregation', `PAgP of ${frame.source}`);
  return true;
};

/** Configuration test protocol, Cisco's `keepalive` on Ethernet ports. */
export const dissectLoop: Dissector = (view, frame) => {
  frame.enter('loop', 'LOOP');
  frame.say(view.u16le(2) === 1 ? 'Reply' : 'Forward data');
  frame.fact('Switching', `Ethernet loopback keepalive of ${frame.source}`);
  frame.data(view.rest(Math.min(6, view.captured)));
  return true;
};

const CFM_OPCODES = new Map([
  [1, 'cfm.ccm.pdu'],
  [2, 'cfm.lbr.pdu'],
  [3, 'cfm.lbm.pdu'],
  [4, 'cfm.ltr.pdu'],
  [5, 'cfm.ltm.pdu'],
]);

/** Connectivity fault management (IEEE 802.1ag, ITU-T Y.1731). */
export const dissectCfm: Dissector = (view, frame) => {
  frame.enter('cfm', 'CFM');
  const level = view.u8(0) >> 5;
  const opcode = view.u8(1);
  view.need(0, 4);
  frame.say(`opcode ${opcode}, level ${level}`);
  frame.fact('Switching', `CFM opcode ${opcode} level ${level} of ${frame.source}`);
  const pdu = CFM_OPCODES.get(opcode);
  if (pdu) frame.enter(pdu);
  frame.enter('cfm.all.tlvs');
  return true;
};
