import type { Dissector, Frame, StreamDissector } from './frame.ts';
import type { PacketView } from './packetView.ts';
import { streamMessages } from './streamMessages.ts';

const SECTION = 'Management and authentication';
const RADIUS_CODES = new Map([
  [1, 'Access-Request'],
  [2, 'Access-Accept'],
  [3, 'Access-Reject'],
  [4, 'Accounting-Request'],
  [5, 'Accounting-Response'],
  [11, 'Access-Challenge'],
  [12, 'Status-Server'],
  [40, 'Disconnect-Request'],
  [41, 'Disconnect-ACK'],
  [42, 'Disconnect-NAK'],
  [43, 'CoA-Request'],
  [44, 'CoA-ACK'],
  [45, 'CoA-NAK'],
]);

/** RADIUS (RFC 2865): the code and identifier; attributes are never told, they hold secrets. */
export const dissectRadius: Dissector = (view, frame) => {
  if (view.reported < 20) return false;
  frame.enter('radius', 'RADIUS');
  const code = RADIUS_CODES.get(view.u8(0)) ?? `code ${view.u8(0)}`;
  view.need(0, 20);
  frame.say(`${code} id=${view.u8(1)}`);
  const failed = /Reject|NAK/.test(code);
  frame.fact(SECTION, `RADIUS ${code}: ${frame.source} → ${frame.destination}`, failed);
  for (let at = 20; at + 2 <= Math.min(view.u16(2), view.reported); ) {
    const length = view.u8(at + 1);
    if (length < 2) break;
    view.need(at, length);
    at += length;
  }
  return true;
};

const SNMP_VERSIONS = new Map([
  [0, 'v1'],
  [1, 'v2c'],
  [2, 'v2u'],
  [3, 'v3'],
]);
const SNMP_PDUS = [
  'get-request',
  'get-next-request',
  'get-response',
  'set-request',
  'trap',
  'get-bulk-request',
  'inform-request',
  'snmpV2-trap',
  'report',
];

/** Start of the content of the BER element at `offset`, and its end. */
function element(view: PacketView, offset: number): { tag: number; start: number; end: number } {
  const tag = view.u8(offset);
  const first = view.u8(offset + 1);
  let start = offset + 2;
  let length = first;
  if (first & 0x80) {
    length = 0;
    const count = Math.min(first & 0x7f, 4);
    for (let index = 0; index < count; index += 1) length = length * 256 + view.u8(start + index);
    start += count;
  }
  return { tag, start, end: start + length };
}

/** SNMP (RFC 3416): version and operation; the community is never told, only that there is one. */
export const dissectSnmp: Dissector = (view, frame) => {
  frame.enter('snmp', 'SNMP');
  const message = element(view, 0);
  const versionField = element(view, message.start);
  const version = SNMP_VERSIONS.get(view.u8(versionField.start)) ?? '?';
  const community = element(view, versionField.end);
  if (version === 'v3') {
    frame.say('SNMPv3');
    frame.fact(SECTION, `SNMPv3: ${frame.source} → ${frame.destination}`);
    return true;
  }
  const pdu = element(view, community.end);
  const name = SNMP_PDUS[pdu.tag & 0x1f] ?? 'unknown operation';
  frame.say(`${name} (${version})`);
  const hidden = community.end > community.start ? 'a community (not shown)' : 'an empty community';
  frame.fact(
    SECTION,
    `SNMP${version} ${name}: ${frame.source} → ${frame.destination} with ${hidden}`,
  );
  return true;
};

const TFTP = [
  '',
  'Read Request',
  'Write Request',
  'Data',
  'Acknowledgement',
  'Error',
  'Option Acknowledgement',
];

/** TFTP (RFC 1350): requests with their file names; what follows uses the client's new port. */
export const dissectTftp: Dissector = (view, frame) => {
  const opcode = view.u16(0);
  const name = TFTP[opcode];
  if (!name) return false;
  frame.enter('tftp', 'TFTP');
  if (opcode === 1 || opcode === 2) {
    const end = view.bytes.indexOf(0, 2);
    const file = view.text(2, (end < 0 ? view.captured : end) - 2);
    frame.say(`${name}, File: ${file}`);
    frame.fact(SECTION, `TFTP ${name} of ${frame.source} to ${frame.destination}: file ${file}`);
    frame.session.ports.announce(frame.source, frame.sourcePort, 69);
  } else if (opcode === 5) {
    frame.say(`Error ${view.u16(2)}`);
    frame.fact(
      SECTION,
      `TFTP error ${view.u16(2)} from ${frame.source} to ${frame.destination}`,
      true,
    );
  } else if (opcode === 3 || opcode === 4) {
    frame.say(`${name}, Block: ${view.u16(2)}`);
    if (opcode === 3) frame.data(view.rest(4));
  } else {
    frame.say(name);
  }
  return true;
};

/** Syslog (RFC 3164): the severity; the text belongs to log files. */
export const dissectSyslog: Dissector = (view, frame) => {
  frame.enter('syslog', 'Syslog');
  const priority = /^<(\d{1,3})>/.exec(view.text(0, Math.min(view.captured, 6)))?.[1];
  const severity = priority === undefined ? 'no priority' : `severity ${Number(priority) % 8}`;
  frame.say(severity);
  frame.fact(SECTION, `Syslog ${frame.source} → ${frame.destination}, ${severity}`);
  return true;
};

const EXCHANGES = new Map([
  [2, 'Identity Protection (Main Mode)'],
  [4, 'Aggressive'],
  [5, 'Informational'],
  [32, 'Quick Mode'],
  [33, 'New Group Mode'],
  [34, 'IKE_SA_INIT'],
  [35, 'IKE_AUTH'],
  [36, 'CREATE_CHILD_SA'],
  [37, 'INFORMATIONAL'],
]);

/** ISAKMP and IKE (RFC 2408, 7296): the exchange, never key material. */
export const dissectIsakmp: Dissector = (view, frame) => {
  if (view.reported === 1) {
    frame.enter('isakmp', 'ISAKMP');
    return true;
  }
  view.need(0, 28);
  frame.enter('isakmp', 'ISAKMP');
  const version = view.u8(17) >> 4;
  const exchange = EXCHANGES.get(view.u8(18)) ?? `exchange ${view.u8(18)}`;
  const encrypted = version === 1 ? (view.u8(19) & 1) === 1 : view.u8(16) === 46;
  frame.say(exchange);
  const responder = view.hex(8, 8);
  frame.fact(
    'VPN and tunnels',
    `IKEv${version} ${exchange}: ${frame.source} → ${frame.destination}` +
      `${/^0+$/.test(responder) ? ' (first message)' : ''}${encrypted ? ', encrypted' : ''}`,
  );
  if (!encrypted && version === 1) checkPayloads(view);
  return true;
};

/** GDOI's SA KEK payload (RFC 6407): an identification of its own length stands in it. */
const SA_KEK = 15;

/** Payloads must fit: what does not is malformed. */
function checkPayloads(view: PacketView): void {
  const end = view.u32(24);
  let next = view.u8(16);
  let current = next;
  for (let at = 28; next !== 0 && at < end; ) {
    next = view.u8(at);
    const length = view.u16(at + 2);
    if (length < 4) return;
    view.need(at, length);
    if (current === SA_KEK && length > 4) {
      const inner = view.slice(at + 4, length - 4);
      inner.need(9, inner.u8(8));
    }
    current = next;
    at += length;
  }
}

/** A protocol of which the name and who speaks it are told. */
export function application(layer: string, label: string, least = 0): Dissector {
  return (view, frame) => {
    if (view.reported < least) return false;
    noteApplication(frame, layer, label);
    return true;
  };
}

export function noteApplication(frame: Frame, layer: string, label: string): void {
  if (frame.protocol === label) frame.enter(layer);
  else frame.enter(layer, label);
  const client = frame.sourcePort > frame.destinationPort;
  const [from, to, port] = client
    ? [frame.source, frame.destination, frame.destinationPort]
    : [frame.destination, frame.source, frame.sourcePort];
  frame.fact('Applications', `${label}: ${from} with ${to} port ${port}`);
}

/** TACACS+ (RFC 8907): the kind of packet; bodies are encrypted or secret. */
export const dissectTacacsPlus: StreamDissector = (view, frame) => {
  if (view.u8(0) >> 4 !== 0x0c) return false;
  return TACACS_MESSAGES(view, frame);
};

const TACACS_TYPES = ['', 'Authentication', 'Authorization', 'Accounting'];
const TACACS_MESSAGES = streamMessages({
  header: 12,
  lengthOf: (view, offset) => 12 + view.u32(offset + 8),
  show: (view, frame) => {
    frame.enter('tacplus', 'TACACS+');
    const type = TACACS_TYPES[view.u8(1)] ?? `type ${view.u8(1)}`;
    frame.say(type);
    frame.fact(SECTION, `TACACS+ ${type}: ${frame.source} → ${frame.destination}`);
  },
});
