import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** The seed is fixed, so that two runs measure the same file. */
const SEED = 20_250_303;
const START_MS = Date.UTC(2025, 2, 3);
const LINES_PER_WRITE = 5_000;
/** One in this many messages begins an incident. */
const INCIDENT_EVERY = 20_000;

export type Random = (below: number) => number;

/** Mulberry32: a small generator whose numbers depend on the seed alone. */
export function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function bsdTime(timeMs: number): string {
  const iso = new Date(timeMs).toISOString();
  const day = String(Number(iso.slice(8, 10))).padStart(2, ' ');
  return `${MONTHS[Number(iso.slice(5, 7)) - 1]} ${day} ${iso.slice(11, 19)}`;
}

interface Context {
  readonly timeMs: number;
  readonly random: Random;
  /** Messages so far, for sequence and connection numbers. */
  readonly count: number;
}

const address = (random: Random): string =>
  `${1 + random(223)}.${random(256)}.${random(256)}.${1 + random(254)}`;

function ios(host: string, { timeMs, count }: Context, text: string): string {
  const stamp = `${bsdTime(timeMs)}.${String(timeMs % 1000).padStart(3, '0')} UTC`;
  return `${bsdTime(timeMs)} ${host} ${count}: ${stamp}: ${text}`;
}

function accessDenied(context: Context): string {
  const { random } = context;
  const host = `br${1 + random(4)}-rtr01`;
  const from = `${address(random)}(${1024 + random(64_000)})`;
  return ios(
    host,
    context,
    `%SEC-6-IPACCESSLOGP: list ACL-WAN-IN denied tcp ${from} -> 192.0.2.${1 + random(14)}(${[22, 23, 80, 443][random(4)]}), 1 packet`,
  );
}

function connection(context: Context): string {
  const { timeMs, random, count } = context;
  const peer = `203.0.113.${1 + random(254)}/${1024 + random(64_000)}`;
  const inside = `10.10.${50 + random(4)}.${10 + random(20)}/443`;
  const head = `${bsdTime(timeMs)} br1-asa0${1 + random(2)} :`;
  return random(2) === 0
    ? `${head} %ASA-6-302013: Built inbound TCP connection ${count} for outside:${peer} (${peer}) to dmz:${inside} (${inside})`
    : `${head} %ASA-6-302014: Teardown TCP connection ${count} for outside:${peer} to dmz:${inside} duration 0:00:${10 + random(50)} bytes ${random(90_000)} TCP FINs`;
}

function login(context: Context): string {
  const { timeMs, random } = context;
  return `${bsdTime(timeMs)} edge-mx0${1 + random(2)} sshd[${1000 + random(30_000)}]: Accepted publickey for netops from 10.20.0.${20 + random(4)} port ${1024 + random(64_000)} ssh2`;
}

function structured({ timeMs, random, count }: Context): string {
  const time = new Date(timeMs).toISOString();
  return `<14>1 ${time} srx0${1 + random(2)} RT_FLOW - RT_FLOW_SESSION_CREATE [junos@2636.1.1.1.2.129 source-address="10.30.${random(8)}.${1 + random(254)}" source-port="${1024 + random(64_000)}" destination-address="${address(random)}" destination-port="443" session-id-32="${count}"]`;
}

function portMessage(context: Context): string {
  const { random } = context;
  const port = `GigabitEthernet1/0/${1 + random(24)}`;
  const state = random(2) === 0 ? 'down' : 'up';
  return ios(
    `br${1 + random(4)}-sw01`,
    context,
    random(2) === 0
      ? `%LINK-3-UPDOWN: Interface ${port}, changed state to ${state}`
      : `%LINEPROTO-5-UPDOWN: Line protocol on Interface ${port}, changed state to ${state}`,
  );
}

const BACKGROUND = [
  connection,
  connection,
  connection,
  connection,
  accessDenied,
  structured,
  structured,
  login,
  portMessage,
];

/** What goes wrong for a while: its messages, one by one. */
const INCIDENTS: readonly ((context: Context, step: number) => string)[] = [
  (context, step) =>
    ios(
      'br1-rtr02',
      context,
      `%OSPF-5-ADJCHG: Process 1, Nbr 10.255.0.${1 + (context.count % 3)} on GigabitEthernet0/0/${step % 2} from ${step % 2 === 0 ? 'FULL to DOWN, Neighbor Down: Dead timer expired' : 'LOADING to FULL, Loading Done'}`,
    ),
  ({ timeMs }, step) =>
    `${bsdTime(timeMs)} edge-mx01 rpd[2155]: RPD_BGP_NEIGHBOR_STATE_CHANGED: BGP peer 198.51.100.${1 + (step % 2)} (External AS 64500) changed state from ${step % 2 === 0 ? 'Established to Idle (event HoldTime)' : 'OpenConfirm to Established (event RecvKeepAlive)'}`,
  ({ timeMs }, step) =>
    `${new Date(timeMs).getUTCFullYear()} ${bsdTime(timeMs)} dc1-nxs01 %ETHPORT-5-IF_DOWN_LINK_FAILURE: Interface Ethernet1/${1 + (step % 4)} is down (Link failure)`,
  (context, step) =>
    ios(
      'br2-sw01',
      context,
      `%SW_MATM-4-MACFLAP_NOTIF: Host 0050.56${(0xbe00 + (step % 7)).toString(16)}.0${(step % 9) + 1}ff in vlan ${10 + (step % 3)} is flapping between port Gi1/0/1 and port Gi1/0/2`,
    ),
];

/**
 * Writes a log as a syslog server keeps it: Cisco IOS, ASA, NX-OS and Junos messages of a dozen
 * devices, mostly routine, with an incident now and then.
 */
export async function generateLog(lines: number, file: string): Promise<void> {
  const random = seeded(SEED);
  const out = createWriteStream(file);
  let timeMs = START_MS;
  let incident: { readonly make: (typeof INCIDENTS)[number]; left: number } | undefined;
  let part: string[] = [];
  for (let count = 1; count <= lines; count++) {
    timeMs += random(1_200);
    const context = { timeMs, random, count };
    if (!incident && random(INCIDENT_EVERY) === 0) {
      const make = INCIDENTS[random(INCIDENTS.length)];
      if (make) incident = { make, left: 1 + random(120) };
    }
    if (incident && random(3) === 0) {
      part.push(incident.make(context, incident.left--));
      if (incident.left <= 0) incident = undefined;
    } else part.push((BACKGROUND[random(BACKGROUND.length)] ?? connection)(context));
    if (part.length < LINES_PER_WRITE && count < lines) continue;
    if (!out.write(`${part.join('\n')}\n`)) await once(out, 'drain');
    part = [];
  }
  out.end();
  await once(out, 'finish');
}
