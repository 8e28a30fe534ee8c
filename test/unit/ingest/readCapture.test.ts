import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NetGuruError } from '../../../src/core/errors.ts';
import { MAX_CHUNK_CHARACTERS } from '../../../src/core/limits.ts';
import { analyseCapture, readCapture } from '../../../src/ingest/readCapture.ts';
import { MAX_PACKET_LINES } from '../../../src/network/capture/captureAnalysis.ts';
import { MAX_CONVERSATIONS } from '../../../src/network/capture/conversations.ts';
import { type FilePacket, MICROSECONDS, pcap, tcp, udp } from '../network/capture/packetBuilder.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/captures');

describe('readCapture', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'netguru-capture-'));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const file = async (name: string, bytes: Uint8Array): Promise<string> => {
    const at = join(folder, name);
    await writeFile(at, bytes);
    return at;
  };

  it('gives a document of kind capture whose chunks count lines in its text', async () => {
    const document = await readCapture(join(FIXTURES, 'bgp-role.pcapng'));
    assert.equal(document.kind, 'capture');
    const lines = document.text.split('\n');
    assert.equal(lines.length, document.lineCount);
    assert.ok(document.chunks.length > 3);
    for (const { startLine, endLine, text, kind, place } of document.chunks) {
      assert.equal(kind, 'capture');
      assert.ok(text.endsWith(lines.slice(startLine - 1, endLine).join('\n')));
      assert.ok(place && place.last <= 9);
    }
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    await assert.rejects(
      readCapture(join(FIXTURES, 'dns_udp.pcap'), controller.signal),
      (error) => error instanceof NetGuruError && error.reason === 'cancelled',
    );
  });

  it('stops at its limits and says so', async () => {
    const capture = join(FIXTURES, 'retransmit-fast009.pcap');
    const byPackets = await analyseCapture(capture, undefined, { bytes: 1e9, packets: 10 });
    assert.equal(byPackets.packets, 10);
    assert.equal(byPackets.stopped, 'Only the first 10 packets were looked at.');
    const byBytes = await analyseCapture(capture, undefined, { bytes: 1000, packets: 1e9 });
    assert.ok(byBytes.packets > 5 && byBytes.packets < 39);
    assert.equal(byBytes.stopped, 'Only the first 1000 bytes were read.');
    assert.equal(byBytes.broken, undefined);
  });

  it('does not call a whole file of the limit stopped', async () => {
    const capture = join(FIXTURES, 'dns_udp.pcap');
    const summary = await analyseCapture(capture, undefined, { bytes: 420, packets: 2 });
    assert.equal(summary.stopped, undefined);
    assert.equal(summary.packets, 2);
  });

  it('keeps its state bounded, and says what was left out', async () => {
    const packets: FilePacket[] = [];
    const sent = MAX_CONVERSATIONS + 500;
    for (let index = 0; index < sent; index += 1) {
      const ends = {
        from: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
        to: '192.0.2.1',
      };
      const bytes =
        index % 2 === 0
          ? tcp(ends, [1024, 80], { flags: 2, seq: index })
          : udp(ends, [1024, 53], new Uint8Array(12));
      packets.push({ seconds: 1, nanoseconds: index, bytes });
    }
    const document = await readCapture(await file('many.pcap', pcap(packets, MICROSECONDS)));
    assert.match(document.text, /^500 packets of further conversations were not kept apart/m);
    assert.match(document.text, /more observations are not listed/);
    const withoutLine = sent - MAX_PACKET_LINES;
    assert.ok(document.text.includes(`${withoutLine} later packets have no line`));
    assert.ok(document.text.length < 2_000_000);
    for (const chunk of document.chunks) assert.ok(chunk.text.length <= MAX_CHUNK_CHARACTERS);
  });

  it('reads a file of many megabytes in pieces', async function () {
    this.timeout(60_000);
    const payload = new Uint8Array(1400).fill(120);
    const packets = Array.from({ length: 20_000 }, (_, index) => ({
      seconds: index,
      nanoseconds: 0,
      bytes: tcp({ from: '10.0.0.1', to: '10.0.0.2' }, [5000, 6000], {
        flags: 16,
        seq: index * 1400,
        payload,
      }),
    }));
    const capture = await file('big.pcap', pcap(packets, MICROSECONDS));
    packets.length = 0;
    const summary = await analyseCapture(capture);
    assert.equal(summary.packets, 20_000);
    assert.equal(summary.broken, undefined);
    const [row] = summary.conversations.list('tcp');
    assert.equal(row?.framesToB, 20_000);
  });
});
