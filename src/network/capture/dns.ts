import type { Dissector, Frame } from './frame.ts';
import type { PacketView } from './packetView.ts';
import { streamMessages } from './streamMessages.ts';

const RESPONSE_CODES = [
  'No error',
  'FORMERR (format error)',
  'SERVFAIL (server failure)',
  'NXDOMAIN (no such name)',
  'NOTIMP (not implemented)',
  'REFUSED',
];
const TYPES = new Map([
  [1, 'A'],
  [2, 'NS'],
  [5, 'CNAME'],
  [6, 'SOA'],
  [12, 'PTR'],
  [15, 'MX'],
  [16, 'TXT'],
  [28, 'AAAA'],
  [33, 'SRV'],
  [35, 'NAPTR'],
  [41, 'OPT'],
  [43, 'DS'],
  [46, 'RRSIG'],
  [48, 'DNSKEY'],
  [64, 'SVCB'],
  [65, 'HTTPS'],
  [251, 'IXFR'],
  [252, 'AXFR'],
  [255, 'ANY'],
]);
const HEADER_BYTES = 12;
const MAX_NAME_LABELS = 128;
const MAX_POINTERS = 32;

interface Name {
  readonly text: string;
  /** Offset behind the name. */
  readonly end: number;
}

/** A domain name with compression pointers (RFC 1035); loops end. */
function readName(view: PacketView, start: number): Name {
  const labels: string[] = [];
  let at = start;
  let end = -1;
  let pointers = 0;
  while (labels.length < MAX_NAME_LABELS) {
    const length = view.u8(at);
    if (length === 0) {
      if (end < 0) end = at + 1;
      break;
    }
    if (length >= 0xc0) {
      if (end < 0) end = at + 2;
      at = view.u16(at) & 0x3fff;
      pointers += 1;
      if (pointers > MAX_POINTERS) break;
    } else {
      labels.push(view.text(at + 1, length & 0x3f));
      at += 1 + (length & 0x3f);
    }
  }
  return { text: labels.join('.') || '<root>', end: end < 0 ? at : end };
}

function typeName(type: number): string {
  return TYPES.get(type) ?? `TYPE${type}`;
}

function readAnswers(view: PacketView, start: number, count: number): string[] {
  const answers: string[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const name = readName(view, at);
    const type = view.u16(name.end);
    const length = view.u16(name.end + 8);
    const data = name.end + 10;
    view.need(data, length);
    if (answers.length < 8) {
      if (type === 1 && length === 4) answers.push(`A ${view.ipv4(data)}`);
      else if (type === 28 && length === 16) answers.push(`AAAA ${view.ipv6(data)}`);
      else if (type === 5 || type === 12 || type === 2) {
        answers.push(`${typeName(type)} ${readName(view, data).text}`);
      } else answers.push(typeName(type));
    }
    at = data + length;
  }
  return answers;
}

/** A DNS message (RFC 1035), also of mDNS and LLMNR; `layer` names the protocol. */
function dnsMessage(layer: string): Dissector {
  return (view, frame) => {
    if (layer === 'dns' && view.reported < HEADER_BYTES) {
      frame.enter('_ws.malformed');
      return true;
    }
    frame.enter(layer, layer.toUpperCase());
    const id = view.hex(0, 2);
    const flags = view.u16(2);
    const response = (flags & 0x8000) !== 0;
    const questions = view.u16(4);
    const answers = view.u16(6);
    view.need(0, HEADER_BYTES);
    let at = HEADER_BYTES;
    let asked = '';
    for (let index = 0; index < questions; index += 1) {
      const name = readName(view, at);
      if (index === 0) asked = `${typeName(view.u16(name.end))} ${name.text}`;
      at = name.end + 4;
      view.need(name.end, 4);
    }
    const code = flags & 0x0f;
    const found = readAnswers(view, at, answers);
    if (layer === 'dns') dnsFacts(frame, { id, response, code, asked, answers: found });
    const kind = response ? 'query response' : 'query';
    frame.say(`Standard ${kind} 0x${id}${response && code ? ` ${codeName(code)}` : ''} ${asked}`);
    if (found.length > 0) frame.say(found.join(', '));
    return true;
  };
}

function codeName(code: number): string {
  return RESPONSE_CODES[code] ?? `code ${code}`;
}

interface Message {
  readonly id: string;
  readonly response: boolean;
  readonly code: number;
  readonly asked: string;
  readonly answers: readonly string[];
}

function dnsFacts(frame: Frame, message: Message): void {
  const { id, response, code, asked, answers } = message;
  if (frame.silent) return;
  const { dns } = frame.session;
  const client = response
    ? `${frame.destination} ${frame.destinationPort}`
    : `${frame.source} ${frame.sourcePort}`;
  const key = `${client} ${id} ${asked}`;
  if (!response) {
    const text = `${asked} from ${frame.source} to ${frame.destination}`;
    dns.ask(key, { packet: frame.number, text });
    return;
  }
  dns.answer(key);
  if (code !== 0) {
    frame.fact(
      'DNS',
      `${codeName(code)}: ${asked}, said by ${frame.source} to ${frame.destination}`,
      true,
    );
  } else {
    frame.fact('DNS', `${asked}: ${answers.length > 0 ? answers.join(', ') : 'no answer records'}`);
  }
}

export const dissectDns = dnsMessage('dns');
export const dissectMdns = dnsMessage('mdns');
export const dissectLlmnr = dnsMessage('llmnr');
export const dissectNbns = dnsMessage('nbns');

/** DNS over TCP: each message after its length. */
export const dissectDnsStream = streamMessages({
  header: 2,
  lengthOf: (view, offset) => view.u16(offset) + 2,
  show: (view, frame) => {
    dissectDns(view.rest(2), frame);
  },
});
