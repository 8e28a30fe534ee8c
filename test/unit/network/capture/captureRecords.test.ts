import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import fc from 'fast-check';
import { CaptureAnalysis } from '../../../../src/network/capture/captureAnalysis.ts';
import type { CapturedPacket } from '../../../../src/network/capture/captureFormat.ts';
import { CaptureRecords, isCapture } from '../../../../src/network/capture/captureRecords.ts';
import { processorMs } from '../../support/processorTime.ts';
import { type FilePacket, join, MICROSECONDS, pcap, pcapng } from './packetBuilder.ts';

const FIXTURES = path(import.meta.dirname, '../../../fixtures/captures');
const captures = readdirSync(FIXTURES).filter((name) => /\.pcap(?:ng)?$/.test(name));

const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(path(FIXTURES, name)));

function readAll(
  bytes: Uint8Array,
  size = bytes.length || 1,
): { packets: CapturedPacket[]; records: CaptureRecords } {
  const records = new CaptureRecords();
  const packets: CapturedPacket[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    for (const packet of records.push(bytes.subarray(at, at + size))) {
      packets.push({ ...packet, bytes: packet.bytes.slice() });
    }
  }
  records.end();
  return { packets, records };
}

function analyse(bytes: Uint8Array): { packets: number; layers: string[] } {
  const analysis = new CaptureAnalysis();
  const records = new CaptureRecords();
  const layers: string[] = [];
  for (const packet of records.push(bytes)) layers.push(analysis.add(packet).join(':'));
  records.end();
  const { packets } = analysis.finish(records.format, records.broken);
  return { packets, layers };
}

const asFilePacket = ({
  seconds,
  nanoseconds,
  bytes,
  originalLength,
}: CapturedPacket): FilePacket => ({
  seconds,
  nanoseconds,
  bytes,
  length: originalLength,
});

/** What a packet is, without its number. */
const content = (packet: CapturedPacket): string =>
  `${packet.seconds}.${packet.nanoseconds} ${packet.linkType} ${packet.originalLength} ` +
  Buffer.from(packet.bytes).toString('hex');

describe('reading capture files', () => {
  const dns = readAll(fixture('dhcp-rfc3004.pcap')).packets;
  const rewritten = dns.map(asFilePacket);

  describe('gives the same packets in every format', () => {
    const variants: Readonly<Record<string, Uint8Array>> = {
      'pcap, little-endian, microseconds': pcap(rewritten, MICROSECONDS),
      'pcap, big-endian, microseconds': pcap(rewritten, { ...MICROSECONDS, littleEndian: false }),
      'pcap, little-endian, nanoseconds': pcap(rewritten, {
        littleEndian: true,
        magic: 0xa1b23c4d,
      }),
      'pcap, big-endian, nanoseconds': pcap(rewritten, { littleEndian: false, magic: 0xa1b23c4d }),
      'pcap, modified': pcap(rewritten, { littleEndian: true, magic: 0xa1b2cd34 }),
      'pcapng, little-endian': pcapng([
        { littleEndian: true, interfaces: [{ linkType: 1 }], packets: rewritten },
      ]),
      'pcapng, big-endian, nanoseconds': pcapng([
        { littleEndian: false, interfaces: [{ linkType: 1, resolution: 9 }], packets: rewritten },
      ]),
      'pcapng, obsolete packet blocks': pcapng([
        {
          littleEndian: true,
          interfaces: [{ linkType: 1 }],
          packets: rewritten.map((packet) => ({ ...packet, block: 'obsolete' as const })),
        },
      ]),
      'pcapng, two sections of different byte order and two interfaces': pcapng([
        {
          littleEndian: true,
          interfaces: [{ linkType: 101 }, { linkType: 1, resolution: 9 }],
          packets: rewritten.slice(0, 2).map((packet) => ({ ...packet, on: 1 })),
        },
        { littleEndian: false, interfaces: [{ linkType: 1 }], packets: rewritten.slice(2) },
      ]),
    };
    for (const [name, bytes] of Object.entries(variants)) {
      it(name, () => {
        const { packets, records } = readAll(bytes);
        assert.deepEqual(packets.map(content), dns.map(content));
        assert.deepEqual(
          packets.map((packet) => packet.number),
          dns.map((_, index) => index + 1),
        );
        assert.equal(records.broken, undefined);
      });
    }
  });

  it('keeps nanoseconds', () => {
    const [first] = dns.map(asFilePacket);
    assert.ok(first);
    const bytes = pcap([{ ...first, nanoseconds: 123_456_789 }], {
      littleEndian: true,
      magic: 0xa1b23c4d,
    });
    assert.equal(readAll(bytes).packets[0]?.nanoseconds, 123_456_789);
  });

  it('reads simple packet blocks, which have no time', () => {
    const bytes = pcapng([
      {
        littleEndian: true,
        interfaces: [{ linkType: 1 }],
        packets: rewritten.map((packet) => ({ ...packet, block: 'simple' as const })),
      },
    ]);
    const { packets } = readAll(bytes);
    assert.deepEqual(
      packets.map((packet) => packet.bytes),
      dns.map((packet) => packet.bytes),
    );
    assert.ok(packets.every((packet) => !packet.hasTime));
  });

  it('reads the same in chunks of any size', () => {
    for (const name of captures) {
      const bytes = fixture(name);
      const whole = readAll(bytes).packets.map(content);
      for (const size of [1, 7, 64, 1000]) {
        assert.deepEqual(readAll(bytes, size).packets.map(content), whole, `${name} by ${size}`);
      }
    }
  });

  it('gives what could be read of a file cut at any byte, and where it broke', () => {
    for (const name of ['dns_udp.pcap', 'hdlc_slarp.pcapng']) {
      const bytes = fixture(name);
      const whole = readAll(bytes).packets;
      for (let length = 0; length < bytes.length; length += 1) {
        const { packets, records } = readAll(bytes.subarray(0, length));
        assert.deepEqual(packets.map(content), whole.slice(0, packets.length).map(content));
        if (records.broken) {
          assert.ok(records.broken.offset <= length, `${name} at ${length}`);
          assert.ok(records.broken.reason.length > 0);
        } else {
          assert.equal(
            records.bytesRead,
            length,
            `${name} at ${length}: a whole number of records`,
          );
        }
      }
    }
  });

  it('names the offset of a record that claims too much', () => {
    const bytes = pcap(rewritten, MICROSECONDS);
    const second = 24 + 16 + (rewritten[0]?.bytes.length ?? 0);
    new DataView(bytes.buffer).setUint32(second + 8, 0x7fffffff, true);
    const { packets, records } = readAll(bytes);
    assert.equal(packets.length, 1);
    assert.equal(records.broken?.offset, second);
    assert.match(records.broken?.reason ?? '', /claims 2147483647 captured bytes/);
  });

  it('says that other files are no captures', () => {
    for (const bytes of [join('hostname r1\n'), new Uint8Array(0), join('PK\u0003\u0004')]) {
      assert.equal(isCapture(bytes), false);
      const { packets, records } = readAll(bytes);
      assert.equal(packets.length, 0);
      assert.equal(records.broken?.offset, 0);
    }
  });
});

describe('hostile captures', () => {
  it('never throw on random bytes behind any magic number', () => {
    const magics = ['a1b2c3d4', 'd4c3b2a1', 'a1b23c4d', '34cdb2a1', '0a0d0d0a'];
    fc.assert(
      fc.property(fc.constantFrom(...magics), fc.uint8Array({ maxLength: 600 }), (magic, rest) => {
        analyse(join(Buffer.from(magic, 'hex'), rest));
      }),
      { numRuns: 500 },
    );
  });

  it('never throw on packets of random bytes, on any link type', () => {
    const linkTypes = [0, 1, 9, 50, 51, 101, 104, 105, 107, 108, 113, 117, 127, 228, 276, 999];
    fc.assert(
      fc.property(
        fc.constantFrom(...linkTypes),
        fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }),
        (linkType, packets) => {
          const file = pcap(
            packets.map((bytes) => ({
              seconds: 1,
              nanoseconds: 0,
              bytes,
              length: bytes.length + 3,
            })),
            { ...MICROSECONDS, linkType },
          );
          assert.equal(analyse(file).packets, packets.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never throw when bytes of real captures are flipped', () => {
    const files = captures.map(fixture);
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 30 }),
        (file, flips) => {
          const bytes = file.slice();
          for (const [at, value] of flips) bytes[24 + (at % (bytes.length - 24))] = value;
          analyse(bytes);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('end on protocols that nest in themselves', () => {
    const label = [0, 1, 0x00, 64];
    const stack = Array.from({ length: 5_000 }, () => label).flat();
    const ipInIp = Array.from({ length: 3_000 }, () => [
      0x45, 0, 0, 0, 0, 1, 0, 0, 64, 4, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,
    ]).flat();
    for (const [type, payload] of [
      [0x8847, stack],
      [0x0800, ipInIp],
      [0x8100, stack],
    ] as const) {
      const packet = join([2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, type >> 8, type & 0xff], payload);
      const { layers } = analyse(
        pcap([{ seconds: 1, nanoseconds: 0, bytes: packet }], MICROSECONDS),
      );
      assert.ok((layers[0] ?? '').split(':').length <= 66);
    }
  });

  it('take linear time', () => {
    const source = readAll(fixture('retransmit-fast009.pcap')).packets.map(asFilePacket);
    const many = (times: number): Uint8Array =>
      pcap(Array.from({ length: times }, () => source).flat(), MICROSECONDS);
    const [small, large] = [many(300), many(600)];
    const time = (file: Uint8Array): number => {
      const runs = [0, 0, 0].map(() => {
        const started = processorMs();
        analyse(file);
        return processorMs() - started;
      });
      return Math.min(...runs);
    };
    time(small);
    assert.ok(time(large) < 2.5 * time(small) + 50);
  });
});
