import type { Dissector, Frame } from './frame.ts';
import { type HelloParameters, mismatchText } from './helloTable.ts';
import type { PacketView } from './packetView.ts';

const TYPES = ['', 'Hello Packet', 'DB Description', 'LS Request', 'LS Update', 'LS Acknowledge'];
const AUTHENTICATION = ['none', 'simple password', 'cryptographic'];

interface Header {
  readonly version: number;
  readonly type: number;
  readonly router: string;
  readonly area: string;
  /** Authentication type (v2) or instance (v3). */
  readonly extra: number;
}

/** OSPF version 2 (RFC 2328) and 3 (RFC 5340): what neighbours must agree on. */
export const dissectOspf: Dissector = (view, frame) => {
  frame.enter('ospf', 'OSPF');
  const header: Header = {
    version: view.u8(0),
    type: view.u8(1),
    router: view.ipv4(4),
    area: view.ipv4(8),
    extra: view.u8(0) === 3 ? view.u8(14) : view.u16(14),
  };
  const name = TYPES[header.type] ?? `type ${header.type}`;
  frame.say(`${name}, router ID ${header.router}, area ${header.area}`);
  const body = header.version === 3 ? 16 : 24;
  if (header.version !== 2 && header.version !== 3) return true;
  if (header.type === 1) hello(view, frame, header, body);
  else if (header.type === 2) databaseDescription(view, frame, header, body);
  else frame.fact('OSPF', `OSPFv${header.version} ${name} from ${frame.source}`);
  return true;
};

function hello(view: PacketView, frame: Frame, header: Header, at: number): void {
  const v2 = header.version === 2;
  const interval = v2 ? view.u16(at + 4) : view.u16(at + 8);
  const dead = v2 ? view.u32(at + 8) : view.u16(at + 10);
  const options = v2 ? view.u8(at + 6) : view.u24(at + 5);
  const priority = v2 ? view.u8(at + 7) : view.u8(at + 4);
  const mask = v2 ? view.ipv4(at) : '';
  const designated = view.ipv4(at + 12);
  const backup = view.ipv4(at + 16);
  const neighbours = Math.max(
    0,
    Math.floor((Math.min(view.captured, lengthOf(view)) - at - 20) / 4),
  );
  const area = `${options & 0x08 && v2 ? 'NSSA' : options & 0x02 ? 'normal' : 'stub'}`;
  const authentication = AUTHENTICATION[header.extra] ?? `type ${header.extra}`;
  frame.fact(
    'OSPF',
    `OSPFv${header.version} hello of ${frame.source}, router ID ${header.router}, area ${header.area} ` +
      `(${area}), hello ${interval} s, dead ${dead} s, priority ${priority}` +
      `${v2 ? `, mask ${mask}, authentication ${authentication}` : `, instance ${header.extra}`}` +
      `, DR ${designated}, BDR ${backup}, ${neighbours} neighbours`,
  );
  const values: Record<string, string> = {
    area: header.area,
    'hello interval': `${interval} s`,
    'dead interval': `${dead} s`,
    'area type (options)': area,
  };
  if (v2) {
    // Point-to-point links may have any mask (RFC 2328, 10.5); there 0.0.0.0 is common.
    if (mask !== '0.0.0.0') values['network mask'] = mask;
    values['authentication type'] = authentication;
  } else values.instance = String(header.extra);
  const network = v2 ? networkOf(frame.source, view.u32(at)) : undefined;
  mismatches(frame, header, { values, ...(network ? { network } : {}) });
}

function lengthOf(view: PacketView): number {
  return view.u16(2);
}

function networkOf(source: string, mask: number): HelloParameters['network'] {
  const parts = source.split('.').map(Number);
  const address = parts.reduce((sum, part) => sum * 256 + part, 0);
  return Number.isFinite(address) ? { address, mask } : undefined;
}

function mismatches(frame: Frame, header: Header, parameters: HelloParameters): void {
  if (frame.silent) return;
  const link = `ospf${header.version} ${frame.vlan ?? ''}`;
  for (const mismatch of frame.session.hellos.compare(link, frame.source, parameters)) {
    const text = mismatchText(`OSPFv${header.version} hello`, frame.source, mismatch);
    frame.fact('OSPF', text, true);
  }
}

function databaseDescription(view: PacketView, frame: Frame, header: Header, at: number): void {
  const v2 = header.version === 2;
  const mtu = view.u16(v2 ? at : at + 4);
  const flags = view.u8(v2 ? at + 3 : at + 7);
  const roles = `${flags & 4 ? 'I' : '-'}${flags & 2 ? 'M' : '-'}${flags & 1 ? 'master' : 'slave'}`;
  frame.say(`MTU ${mtu}, ${roles}`);
  frame.fact(
    'OSPF',
    `OSPFv${header.version} DB Description ${frame.source} → ${frame.destination}, interface MTU ${mtu}`,
  );
  // Zero on virtual links (RFC 2328, 10.8).
  if (mtu === 0 || frame.silent) return;
  const pair = [frame.source, frame.destination].sort().join(' ');
  const link = `ospf-dbd${header.version} ${frame.vlan ?? ''} ${pair}`;
  const values = { 'interface MTU': String(mtu) };
  for (const mismatch of frame.session.hellos.compare(link, frame.source, { values })) {
    const text = mismatchText(`OSPFv${header.version} DB Description`, frame.source, mismatch);
    frame.fact('OSPF', text, true);
  }
}
