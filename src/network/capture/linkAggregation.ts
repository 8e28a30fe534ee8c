import type { Dissector, Frame } from './frame.ts';
import type { PacketView } from './packetView.ts';

const STATE_LETTERS = 'ATGSCDFE';
const STATE_NAMES = [
  'active',
  'short timeout',
  'aggregatable',
  'in sync',
  'collecting',
  'distributing',
  'defaulted',
  'expired',
];

/** Slow protocols (IEEE 802.3 annex 57A): LACP, marker, OAM. */
export const dissectSlow: Dissector = (view, frame) => {
  const subtype = view.u8(0);
  frame.enter('slow', 'Slow protocols');
  if (subtype === 1) return dissectLacp(view, frame);
  if (subtype === 2) frame.enter('marker', 'LACP marker');
  else if (subtype === 3) frame.enter('oampdu', 'OAM');
  else if (subtype === 10) frame.enter('ossp', 'OSSP');
  else frame.data(view.rest(1));
  return true;
};

function letters(state: number): string {
  let text = '';
  for (let bit = 7; bit >= 0; bit -= 1)
    text += state & (1 << bit) ? STATE_LETTERS.charAt(bit) : '*';
  return text;
}

function names(state: number): string {
  return STATE_NAMES.filter((_, bit) => state & (1 << bit)).join(', ') || 'none';
}

interface Party {
  readonly system: string;
  readonly key: number;
  readonly port: number;
  readonly state: number;
}

function party(view: PacketView, at: number): Party {
  return {
    system: view.mac(at + 4),
    key: view.u16(at + 10),
    port: view.u16(at + 14),
    state: view.u8(at + 16),
  };
}

function dissectLacp(view: PacketView, frame: Frame): boolean {
  frame.enter('lacp', 'LACP');
  const actor = party(view, 2);
  const partner = party(view, 22);
  view.need(0, 58);
  frame.say(
    `v${view.u8(1)} ACTOR ${actor.system} P: ${actor.port} K: ${actor.key} ${letters(actor.state)} ` +
      `PARTNER ${partner.system} P: ${partner.port} K: ${partner.key} ${letters(partner.state)}`,
  );
  const alone = partner.system === '00:00:00:00:00:00';
  frame.fact(
    'Link aggregation',
    `LACP actor ${actor.system} port ${actor.port} key ${actor.key} (${names(actor.state)}); ` +
      (alone
        ? 'no partner heard'
        : `partner ${partner.system} port ${partner.port} key ${partner.key} (${names(partner.state)})`),
    alone || (actor.state & 0xc0) !== 0,
  );
  return true;
}
