import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { MAX_CHUNK_CHARACTERS } from '../../../../src/core/limits.ts';
import {
  CaptureAnalysis,
  type CaptureSummary,
} from '../../../../src/network/capture/captureAnalysis.ts';
import { captureDocument } from '../../../../src/network/capture/captureDocument.ts';
import { CaptureRecords } from '../../../../src/network/capture/captureRecords.ts';
import {
  arp,
  bytesOf,
  type Ends,
  ipv4,
  ipv4Bytes,
  join,
  MICROSECONDS,
  pcap,
  tcp,
  udp,
} from './packetBuilder.ts';

const FIXTURES = path(import.meta.dirname, '../../../fixtures/captures');
const OUT: Ends = { from: '10.0.0.1', to: '10.0.0.2' };
const BACK: Ends = { from: '10.0.0.2', to: '10.0.0.1' };
const [FIN, SYN, RST, ACK] = [1, 2, 4, 16];

function summaryOf(file: Uint8Array): CaptureSummary {
  const records = new CaptureRecords();
  const analysis = new CaptureAnalysis();
  for (const packet of records.push(file)) analysis.add(packet);
  records.end();
  return analysis.finish(records.format, records.broken);
}

const textOf = (summary: CaptureSummary): string => captureDocument(summary).lines.join('\n');

function tell(...packets: readonly Uint8Array[]): string {
  const timed = packets.map((bytes, index) => ({
    seconds: 1_000_000_000 + index,
    nanoseconds: 0,
    bytes,
  }));
  return textOf(summaryOf(pcap(timed, MICROSECONDS)));
}

const fixture = (name: string): string =>
  textOf(summaryOf(new Uint8Array(readFileSync(path(FIXTURES, name)))));

const u16 = (value: number): number[] => [value >> 8, value & 0xff];

interface Hello {
  readonly from: string;
  readonly area?: string;
  readonly interval?: number;
  readonly mask?: string;
  readonly authentication?: number;
}

function ospfHello(hello: Hello): Uint8Array {
  const { from, area = '0.0.0.0', interval = 10, mask = '255.255.255.0' } = hello;
  const header = [2, 1, ...u16(44), ...ipv4Bytes(from), ...ipv4Bytes(area), 0, 0];
  const body = [...ipv4Bytes(mask), ...u16(interval), 2, 1, 0, 0, ...u16(interval * 4)];
  const packet = join(
    header,
    u16(hello.authentication ?? 0),
    new Uint8Array(8),
    body,
    new Uint8Array(8),
  );
  return ipv4({ from, to: '224.0.0.5' }, 89, packet);
}

function ospfDescription(ends: Ends, mtu: number): Uint8Array {
  const header = [2, 2, ...u16(32), ...ipv4Bytes(ends.from), 0, 0, 0, 0, 0, 0, 0, 0];
  return ipv4(ends, 89, join(header, new Uint8Array(8), u16(mtu), [2, 7, 0, 0, 0, 1]));
}

function eigrpHello(from: string, as: number, metrics: readonly number[]): Uint8Array {
  const header = [2, 5, 0, 0, ...new Uint8Array(12), 0, 0, ...u16(as)];
  const parameters = [0, 1, 0, 12, ...metrics, 0, 0, 15];
  return ipv4({ from, to: '224.0.0.10' }, 88, join(header, parameters));
}

function dns(id: number, response: boolean, code = 0): Uint8Array {
  const flags = response ? 0x8180 | code : 0x0100;
  const name = join([3], 'www', [7], 'example', [0]);
  return join(u16(id), u16(flags), [0, 1, 0, 0, 0, 0, 0, 0], name, [0, 1, 0, 1]);
}

function bgp(type: number, body: Uint8Array): Uint8Array {
  return join(new Uint8Array(16).fill(255), u16(19 + body.length), [type], body);
}

const PORTS = [50_000, 179] as const;

describe('facts of a capture', () => {
  const cases: Readonly<Record<string, readonly [readonly Uint8Array[], readonly RegExp[]]>> = {
    'OSPF neighbours that disagree': [
      [
        ospfHello({ from: '10.0.0.1' }),
        ospfHello({ from: '10.0.0.2', area: '0.0.0.1', interval: 30, authentication: 2 }),
        ospfHello({ from: '10.0.0.3', mask: '255.255.0.0' }),
      ],
      [
        /Problem: OSPFv2 hello mismatch of area: 10\.0\.0\.1 has 0\.0\.0\.0, 10\.0\.0\.2 has 0\.0\.0\.1 — packet 2/,
        /mismatch of hello interval: 10\.0\.0\.1 has 10 s, 10\.0\.0\.2 has 30 s/,
        /mismatch of dead interval: 10\.0\.0\.1 has 40 s, 10\.0\.0\.2 has 120 s/,
        /mismatch of authentication type: 10\.0\.0\.1 has none, 10\.0\.0\.2 has cryptographic/,
        /mismatch of network mask: 10\.0\.0\.1 has 255\.255\.255\.0, 10\.0\.0\.3 has 255\.255\.0\.0/,
      ],
    ],
    'OSPF database descriptions with another MTU': [
      [ospfDescription(OUT, 1500), ospfDescription(BACK, 9000)],
      [
        /Problem: OSPFv2 DB Description mismatch of interface MTU: 10\.0\.0\.1 has 1500, 10\.0\.0\.2 has 9000/,
      ],
    ],
    'EIGRP neighbours with other K values and AS': [
      [
        eigrpHello('10.0.0.1', 100, [1, 0, 1, 0, 0, 0]),
        eigrpHello('10.0.0.2', 200, [1, 1, 1, 0, 0, 0]),
      ],
      [
        /Problem: EIGRP hello mismatch of K values: 10\.0\.0\.1 has 1\/0\/1\/0\/0\/0, 10\.0\.0\.2 has 1\/1\/1\/0\/0\/0/,
        /mismatch of AS number: 10\.0\.0\.1 has 100, 10\.0\.0\.2 has 200/,
      ],
    ],
    'a BGP session that is refused by its peer': [
      [
        tcp(OUT, PORTS, {
          flags: ACK,
          seq: 1,
          ack: 1,
          payload: bgp(
            1,
            join(bytesOf('04 5ba0 00b4 0a000001'), [8, 2, 6], bytesOf('41 04 00010001')),
          ),
        }),
        tcp({ from: OUT.to, to: OUT.from }, [179, 50_000], {
          flags: ACK,
          seq: 1,
          ack: 40,
          payload: bgp(3, Uint8Array.of(2, 2)),
        }),
      ],
      [
        /OPEN 10\.0\.0\.1 → 10\.0\.0\.2: AS 65537 \(AS_TRANS in the header\), hold time 180 s, router ID 10\.0\.0\.1, capabilities: 4-byte AS 65537 — packet 1/,
        /Problem: NOTIFICATION 10\.0\.0\.2 → 10\.0\.0\.1: OPEN Message Error \/ Bad Peer AS \(code 2, subcode 2\) — packet 2/,
      ],
    ],
    'two owners of an address, and announcements nobody asked for': [
      [
        arp(2, '02:00:00:00:00:0a', '10.0.0.7', '10.0.0.1'),
        arp(1, '02:00:00:00:00:0b', '10.0.0.7', '10.0.0.7'),
      ],
      [
        /Problem: Conflict: 10\.0\.0\.7 is claimed by two MAC addresses, 02:00:00:00:00:0a and 02:00:00:00:00:0b — packet 2/,
        /Gratuitous ARP: 10\.0\.0\.7 announced by 02:00:00:00:00:0b — packet 2/,
      ],
    ],
    'DNS questions that fail or get no answer': [
      [
        udp(OUT, [5000, 53], dns(1, false)),
        udp(BACK, [53, 5000], dns(1, true, 3)),
        udp(OUT, [5001, 53], dns(2, false)),
        udp(BACK, [53, 5001], dns(2, true, 2)),
        udp(OUT, [5002, 53], dns(3, false)),
      ],
      [
        /Problem: NXDOMAIN \(no such name\): A www\.example, said by 10\.0\.0\.2 to 10\.0\.0\.1 — packet 2/,
        /Problem: SERVFAIL \(server failure\): A www\.example, .* — packet 4/,
        /Problem: Unanswered: A www\.example from 10\.0\.0\.1 to 10\.0\.0\.2 — packet 5/,
      ],
    ],
    'an ICMP error and what it is about': [
      [
        ipv4(
          { from: '192.0.2.1', to: OUT.from },
          1,
          join([3, 13, 0, 0, 0, 0, 0, 0], udp(OUT, [5000, 53], new Uint8Array(0)).subarray(14)),
        ),
      ],
      [
        /Problem: Destination unreachable: Communication administratively filtered from 192\.0\.2\.1 to 10\.0\.0\.1, about 10\.0\.0\.1:5000 → 10\.0\.0\.2:53 — packet 1/,
      ],
    ],
    'TCP handshakes: complete, refused, unanswered, reset': [
      [
        tcp(OUT, [1001, 80], { flags: SYN, seq: 1 }),
        tcp(BACK, [80, 1001], { flags: SYN | ACK, seq: 1, ack: 2 }),
        tcp(OUT, [1001, 80], { flags: ACK, seq: 2, ack: 2 }),
        tcp(OUT, [1002, 81], { flags: SYN, seq: 1 }),
        tcp(BACK, [81, 1002], { flags: RST | ACK, seq: 0, ack: 2 }),
        tcp(OUT, [1003, 82], { flags: SYN, seq: 1 }),
        tcp(BACK, [80, 1001], { flags: RST, seq: 2 }),
        tcp(OUT, [1004, 80], { flags: FIN | ACK, seq: 2 }),
      ],
      [
        /Handshake complete: 10\.0\.0\.1:1001 → 10\.0\.0\.2:80 in 2000\.000 ms \(SYN packet 1, SYN\+ACK packet 2, ACK packet 3\)/,
        /Problem: Connection refused: 10\.0\.0\.1:1002 → 10\.0\.0\.2:81 \(RST answers the SYN\) — packet 5/,
        /Problem: SYN unanswered: 10\.0\.0\.1:1003 → 10\.0\.0\.2:82 .* — packet 6/,
        /Problem: Connection reset: RST 10\.0\.0\.2:80 → 10\.0\.0\.1:1001 — packet 7/,
      ],
    ],
  };
  for (const [name, [packets, expected]] of Object.entries(cases)) {
    it(name, () => {
      const text = tell(...packets);
      for (const pattern of expected) assert.match(text, pattern);
    });
  }

  it('agreement is no problem', () => {
    const text = tell(
      ospfHello({ from: '10.0.0.1' }),
      ospfHello({ from: '10.0.0.2' }),
      ospfHello({ from: '10.9.0.2', interval: 30 }),
      eigrpHello('10.0.0.1', 1, [1, 0, 1, 0, 0, 0]),
      eigrpHello('10.0.0.2', 1, [1, 0, 1, 0, 0, 0]),
    );
    assert.match(text, /No problems were seen/);
    assert.doesNotMatch(text, /mismatch/);
  });

  const captures: Readonly<Record<string, readonly RegExp[]>> = {
    '3560_CDP.pcap': [
      /CDP from 00:19:06:ea:b8:85: device Switch, .*platform cisco WS-C3560G-24PS, .*port GigabitEthernet0\/5/,
    ],
    '802.1D_spanning_tree.pcap': [
      /STP root 32768\/1\/00:19:06:ea:b8:80, cost 0, .*port 0x8005 \(the sender is the root\)/,
    ],
    'HSRP_election.pcap': [
      /HSRP Hello of 192\.168\.0\.30: group 1, state Standby, priority 100/,
      /state Active, priority 200/,
      /Advertise of 192\.168\.0\.10: interface Active — packet 10/,
    ],
    'LACP.pcap': [/Problem: LACP actor 00:13:c4:12:0f:00 port 22 key 13 .*no partner heard/],
    'RADIUS.pcap': [/RADIUS Access-Accept: 10\.0\.0\.100 → 10\.0\.0\.1 — packet 4/],
    'bgp-role.pcapng': [
      /OPEN .*role (?:Provider|Customer|Peer)/,
      /UPDATE 192\.168\.10\.124 → 192\.168\.10\.17/,
    ],
    'dhcp-rfc3004.pcap': [
      /Offer to client .*address 192\.168\.1\.4, server 192\.168\.1\.1, lease 3600 s|Offer to client .*lease/,
    ],
    'hdlc_slarp.pcapng': [/SLARP Reply, from 15\.0\.0\.1, mask 255\.255\.255\.252 — packet 3/],
    'retransmit-fast009.pcap': [
      /Problem: Fast retransmission: .* — packet 32/,
      /Problem: Duplicate ACK: .* — packets 29, 30, 31, 33, 35/,
    ],
    'vxlan.pcap': [/VXLAN VNI \d+ 192\.168\.20\d\.1 → 192\.168\.20\d\.1/],
  };
  for (const [name, expected] of Object.entries(captures)) {
    it(`of ${name}`, () => {
      const text = fixture(name);
      for (const pattern of expected) assert.match(text, pattern);
    });
  }
});

describe('secrets in packets', () => {
  const secret = 'S3cr3tValue';
  const line = (port: number, text: string): Uint8Array =>
    tcp(OUT, [40_000, port], { flags: ACK, seq: 1, ack: 1, payload: join(text) });
  const cases: Readonly<Record<string, Uint8Array>> = {
    'an HTTP password': line(
      80,
      `GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic ${secret}\r\n\r\n`,
    ),
    'an HTTP cookie': line(80, `GET / HTTP/1.1\r\nHost: a\r\nCookie: id=${secret}\r\n\r\n`),
    'a query of a URL': line(80, `GET /login?password=${secret} HTTP/1.1\r\nHost: a\r\n\r\n`),
    'an FTP password': line(21, `PASS ${secret}\r\n`),
    'an FTP user': line(21, `USER ${secret}\r\n`),
    'what is typed in Telnet': line(23, `${secret}\r\n`),
    'a POP password': line(110, `PASS ${secret}\r\n`),
    'an SMTP login': line(25, `AUTH PLAIN ${secret}\r\n`),
    'an SNMP community': udp(
      OUT,
      [40_000, 161],
      join(
        [0x30, 0x21, 2, 1, 1, 4, secret.length],
        secret,
        bytesOf('a00f 020101 020100 020100 3004 3002 0600'),
      ),
    ),
    'a RADIUS attribute': udp(
      OUT,
      [40_000, 1812],
      join([1, 1, 0, 33], new Uint8Array(16), [2, 13], secret),
    ),
    'an HSRP authentication text': udp(
      { from: OUT.from, to: '224.0.0.2' },
      [1985, 1985],
      join([0, 0, 16, 3, 10, 100, 1, 0], secret.slice(0, 8), [10, 0, 0, 254]),
    ),
  };
  for (const [name, packet] of Object.entries(cases)) {
    it(`${name} stays out of the text`, () => {
      const text = tell(packet);
      assert.ok(!text.includes(secret.slice(0, 8)), text);
    });
  }
});

describe('the document of a capture', () => {
  it('has chunks that stand alone, point to their lines and name their packets', () => {
    const summary = summaryOf(new Uint8Array(readFileSync(path(FIXTURES, 'EIGRP_adjacency.pcap'))));
    const { lines, chunks } = captureDocument(summary);
    let covered = 0;
    for (const chunk of chunks) {
      assert.ok(chunk.text.length <= MAX_CHUNK_CHARACTERS, `${chunk.text.length}`);
      assert.equal(chunk.sectionPath.length, 1);
      assert.equal(chunk.text, lines.slice(chunk.startLine - 1, chunk.endLine).join('\n'));
      assert.ok(chunk.startLine > covered && chunk.endLine >= chunk.startLine);
      covered = chunk.endLine;
      const { place } = chunk;
      assert.equal(place?.unit, 'packet');
      assert.ok(place && place.first >= 1 && place.last <= 53 && place.first <= place.last);
    }
    assert.equal(covered, lines.length);
    const packetChunk = chunks.find((chunk) => chunk.sectionPath[0] === 'Packets');
    assert.equal(packetChunk?.place?.first, 1);
    assert.match(
      packetChunk?.text ?? '',
      /^9 {2}34\.075387 {2}10\.0\.0\.2 → 224\.0\.0\.10 {2}EIGRP {2}Hello, AS 100/m,
    );
  });

  it('names where a broken file ends', () => {
    const whole = new Uint8Array(readFileSync(path(FIXTURES, 'dns_udp.pcap')));
    const text = textOf(summaryOf(whole.subarray(0, 200)));
    assert.match(
      text,
      /The file is broken at byte 138: the file ends inside the 266 bytes of a packet/,
    );
    assert.match(text, /A www\.tcpdump\.org/);
  });

  it('of an empty or foreign file says so in one chunk', () => {
    for (const bytes of [new Uint8Array(0), join('hello')]) {
      const { chunks } = captureDocument(summaryOf(bytes));
      assert.equal(chunks.length, 1);
      assert.match(chunks[0]?.text ?? '', /The file is broken at byte 0/);
    }
  });
});
