import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Burst } from '../../../../src/ingest/log/logBurst.ts';
import { LogDigester } from '../../../../src/ingest/log/logDigests.ts';
import { digestRange, digestText } from '../../../../src/ingest/log/logDigestText.ts';
import { processorMs } from '../../support/processorTime.ts';

const SAMPLE = join(import.meta.dirname, '../../../fixtures/sample-network/logs');

function digest(lines: readonly string[], limit?: number): Burst[] {
  const digester = new LogDigester({ hostname: 'r1' });
  lines.forEach((line, index) => {
    digester.add(line, index + 1);
  });
  return digester.finish(limit);
}

/** A log line at a time of 3 March, in seconds since midnight. */
function at(seconds: number, text: string): string {
  const time = new Date(seconds * 1000).toISOString().slice(11, 19);
  return `Mar  3 ${time} r1 1: ${text}`;
}

const flap = (port: number, state: string): string =>
  `%LINK-3-UPDOWN: Interface GigabitEthernet0/${port}, changed state to ${state}`;
const denied = (n: number): string =>
  `%SEC-6-IPACCESSLOGP: list WAN denied tcp 198.51.100.${n % 250}(${1024 + n}) -> 192.0.2.2(23), 1 packet`;

describe('LogDigester', () => {
  it('counts every message once, whatever the limit', () => {
    const line = fc.oneof(
      fc.nat(86_000).map((seconds) => at(seconds, flap(seconds % 7, 'down'))),
      fc.nat(86_000).map((seconds) => at(seconds, denied(seconds))),
      fc.string(),
      fc.constantFrom('', '   ', 'continued', '<13>1 - - - - - -', '%A-1-B: x'),
    );
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 60 }),
        fc.integer({ min: 4, max: 20 }),
        (lines, limit) => {
          const bursts = digest(lines, limit);
          const messages = lines.filter((each) => each.trim() !== '').length;
          assert.equal(
            bursts.reduce((sum, { count }) => sum + count, 0),
            messages,
          );
          assert(bursts.length <= limit);
          for (const burst of bursts) {
            const { startLine, endLine } = digestRange(burst);
            assert(
              startLine === burst.firstLine && endLine <= burst.lastLine && endLine >= startLine,
            );
            assert(endLine - startLine < 40);
            for (const quote of [...burst.first, burst.last]) {
              assert(digestText(burst).includes(`line ${quote.line}: `));
              assert(lines[quote.line - 1]?.startsWith(quote.text.replace(/…$/, '')));
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says when, how many, of what, and quotes lines', () => {
    const lines = Array.from({ length: 60 }, (_, n) =>
      at(7_864 + n, flap(1, n % 2 ? 'up' : 'down')),
    );
    lines.push(at(7_925, flap(2, 'down')));
    const [burst, ...more] = digest(lines);
    assert(burst && more.length === 0);
    assert.deepEqual(digestText(burst).split('\n'), [
      'r1: %LINK-3-UPDOWN (severity 3, error), 61 messages from Mar 3 02:11:04 to 02:12:05 (lines 1 to 61)',
      'GigabitEthernet0/1 down 30, up 30; GigabitEthernet0/2 down 1',
      `line 1: ${lines[0]}`,
      `line 2: ${lines[1]}`,
      `line 61: ${lines[60]}`,
    ]);
    assert.deepEqual(digestRange(burst), { startLine: 1, endLine: 2 });
  });

  it('ends a burst at a pause', () => {
    const seconds = [100, 101, 103, 104, 105, 5_000, 5_001];
    const bursts = digest(seconds.map((second) => at(second, flap(1, 'down'))));
    assert.deepEqual(
      bursts.map(({ count }) => count),
      [5, 2],
    );
  });

  it('keeps a slow but steady kind together', () => {
    const lines = Array.from({ length: 100 }, (_, n) => at(n * 500 + (n % 7) * 30, denied(n)));
    assert.deepEqual(
      digest(lines).map(({ count }) => count),
      [100],
    );
  });

  it('tells a scan from the refusals of every day, from its first line to its last', () => {
    const before = Array.from({ length: 50 }, (_, n) => at(n * 300, denied(n)));
    const scan = Array.from({ length: 80 }, (_, n) => at(15_100 + Math.floor(n / 4), denied(n)));
    const after = Array.from({ length: 50 }, (_, n) => at(15_600 + n * 300, denied(n)));
    const bursts = digest([...before, ...scan, ...after]);
    const busiest = bursts.find(({ firstLine }) => firstLine === 51);
    assert.deepEqual([busiest?.count, busiest?.lastLine], [80, 130]);
  });

  it('gives what is severe or rare a digest of its own, and merges the everyday', () => {
    const lines = Array.from({ length: 4_000 }, (_, n) =>
      n % 2 ? at(n * 20, flap(n % 3, 'down')) : at(n * 20, `%LINEPROTO-5-UPDOWN: note ${n % 90}`),
    ).flatMap((line, n) =>
      n % 40 === 0 ? [line, `Mar  3 1${n % 10}:00:00 r1 kind ${'x'.repeat(n / 40)}: text`] : [line],
    );
    lines[1_000] = at(20_000, '%SYS-2-MALLOCFAIL: Memory allocation of 1028 bytes failed');
    const bursts = digest(lines, 20);
    assert(bursts.length <= 20);
    const rare = bursts.find(({ label }) => label === '%SYS-2-MALLOCFAIL');
    assert.equal(rare?.firstLine, 1_001);
  });

  it('keeps its memory bounded by merging kinds that never end', () => {
    const digester = new LogDigester({});
    for (let line = 1; line <= 30_000; line++) {
      digester.add(
        `Mar  3 02:11:04 h${line % 3} job-${'abcdefghij'[line % 10]}${'z'.repeat(line % 900)}: done`,
        line,
      );
    }
    const bursts = digester.finish();
    assert(bursts.length <= 256);
    assert.equal(
      bursts.reduce((sum, { count }) => sum + count, 0),
      30_000,
    );
  });

  it('is linear in the length of a line', () => {
    const timeOf = (length: number): number => {
      const text = at(1, `${'%LINK-3-UPDOWN: Interface Gi0/1 -> 10.1.1.1 '.repeat(length / 44)}`);
      const startMs = processorMs();
      digest([text, text]);
      return processorMs() - startMs;
    };
    timeOf(100_000);
    const [once, twice] = [timeOf(500_000), timeOf(1_000_000)];
    assert(twice < Math.max(100, once * 4), `${once} ms, ${twice} ms`);
  });

  it('tells what happened on a device of the sample network', () => {
    const log = readFileSync(join(SAMPLE, 'br1-rtr01.log'), 'utf8').trimEnd().split('\n');
    const text = digest(log)
      .map(digestText)
      .find((each) => each.includes('%HSRP-5-STATECHANGE'));
    assert.match(text ?? '', /6 messages from Mar 3 02:14:13 to 02:16:55 \(lines 13 to 22\)/);
    assert.match(text ?? '', /GigabitEthernet0\/0\/1\.10 .*Speak 1, Active 1/);
  });
});
