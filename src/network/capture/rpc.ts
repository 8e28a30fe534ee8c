import type { ByContent, Dissector, Frame } from './frame.ts';
import { noteApplication } from './management.ts';
import type { PacketView } from './packetView.ts';
import { streamMessages } from './streamMessages.ts';

const CALL = 0;
const REPLY = 1;
const LONGEST_RECORD = 1024 * 1024;
const PROGRAMS = new Map([
  [100_000, 'portmap'],
  [100_003, 'nfs'],
  [100_004, 'ypserv'],
  [100_005, 'mount'],
  [100_007, 'ypbind'],
  [100_008, 'rwall'],
  [100_011, 'rquota'],
  [100_021, 'nlm'],
  [100_024, 'stat'],
  [100_026, 'bootparams'],
  [100_227, 'nfsacl'],
]);

/** The program of a call, or of the call that a reply answers; undefined when it is no RPC. */
function programOf(view: PacketView, frame: Frame): number | undefined {
  if (!view.has(0, 12)) return undefined;
  const type = view.u32(4);
  const ends = [frame.source, frame.destination].sort().join(' ');
  const key = `${ends} ${view.u32(0)}`;
  if (type === CALL && view.has(0, 24) && view.u32(8) === 2) {
    const program = view.u32(12);
    if (!PROGRAMS.has(program)) return undefined;
    frame.session.rpc.remember(key, program);
    return program;
  }
  return type === REPLY && view.u32(8) <= 1 ? frame.session.rpc.find(key) : undefined;
}

function show(view: PacketView, frame: Frame, program: number): void {
  const name = PROGRAMS.get(program) ?? 'rpc';
  frame.enter('rpc', 'RPC');
  noteApplication(frame, name, name.toUpperCase());
  frame.say(view.u32(4) === CALL ? `Call, procedure ${view.u32(20)}` : 'Reply');
}

/** ONC RPC (RFC 5531) in a datagram, told by its content. */
export const dissectRpc: Dissector = (view, frame) => {
  const program = programOf(view, frame);
  if (program === undefined) return false;
  show(view, frame, program);
  return true;
};

const RECORDS = streamMessages({
  header: 4,
  lengthOf: (view, offset) => 4 + (view.u32(offset) % 0x80000000),
  show: (view, frame) => {
    const program = programOf(view.rest(4), frame);
    if (program === undefined) frame.enter('rpc', 'RPC');
    else show(view.rest(4), frame, program);
  },
});

/** ONC RPC over TCP: records with their length before them. */
export const RPC_BY_CONTENT: ByContent = {
  accepts: (view, frame) => {
    if (!view.has(0, 16)) return false;
    const length = view.u32(0) % 0x80000000;
    return length >= 12 && length <= LONGEST_RECORD && programOf(view.rest(4), frame) !== undefined;
  },
  dissect: RECORDS,
};
