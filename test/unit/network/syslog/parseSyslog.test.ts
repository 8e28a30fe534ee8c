import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { isLogLine, logTemplate, severityOf } from '../../../../src/network/logTemplate.ts';
import type { SyslogContext, SyslogFields } from '../../../../src/network/syslog/message.ts';
import { parseSyslog } from '../../../../src/network/syslog/parseSyslog.ts';
import { processorMs } from '../../support/processorTime.ts';

interface Sample {
  readonly source: string;
  readonly line: string;
  readonly expected: object;
}

const samples: readonly Sample[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/syslog/lines.json', import.meta.url), 'utf8'),
);

/** A message with its time as text and without the parts that the time already says. */
function readable(line: string): object | undefined {
  const message = parseSyslog(line, { year: 2025 });
  if (!message) return undefined;
  const { time, clock, ...rest } = message;
  return {
    ...(time === undefined ? {} : { time: new Date(time).toISOString() }),
    ...(clock?.zone && { zone: clock.zone }),
    ...(clock?.mark && { mark: clock.mark }),
    ...rest,
  };
}

describe('syslog messages', () => {
  for (const { source, line, expected } of samples) {
    it(`${source}: ${line.slice(0, 90)}`, () => assert.deepEqual(readable(line), expected));
  }
});

const noMessages: readonly string[] = [
  '',
  ' ',
  'interface GigabitEthernet0/1',
  ' event syslog pattern "%LINK-3-UPDOWN: Interface"',
  'The message `%LINK-3-UPDOWN: Interface X, changed state` means that',
  'Often one sees a %LINK-3-UPDOWN: message',
  'See %LINK-3-UPDOWN for details',
  '% Invalid input detected',
  '100%-5-x',
  '2025-03-03 02:14:07,foo,bar',
  '2025-03-03 02:14:07',
  '! Last configuration change at 14:01:10 UTC Mon Mar 3 2025 by netops',
  '!Time: Mon Mar  3 07:00:00 2025',
  '## Last commit: 2025-02-27 10:41:33 UTC by netops',
  '- **maxrun exceeded:** `%HA_EM-6-FMPD_A: x` or the history shows abort',
  '1    1000000231  admin     vty0:node0_RSP0 CLI         Mon Mar  3 10:22:31 2025',
  '14:01:10.100 UTC Mon Mar 3 2025',
  'O    10.0.0.0/8 [110/2] via 10.1.1.1, 00:01:01, GigabitEthernet0/1',
  '<1> an item',
  '<b>bold</b>',
  '<999>text',
  'logging discriminator X mnemonics drops UPDOWN',
  'Mar 3 02:14 meeting notes',
  'Mar 40 02:14:07 r1 text',
  'Foo  3 02:14:07 r1 text',
  'Mar  3 25:14:07 r1 text',
  'set system syslog file messages any notice',
  'connection id=29, sequence number=219',
];

describe('lines that are no message', () => {
  for (const line of noMessages) {
    it(JSON.stringify(line), () => {
      assert.equal(parseSyslog(line), undefined);
      assert.equal(isLogLine(line), false);
    });
  }
});

const may2025 = Date.UTC(2025, 4, 10);

/** What the context adds to a time, and what it does not change. */
const times: readonly (readonly [line: string, context: SyslogContext, iso: string | undefined])[] =
  [
    ['Mar  4 11:45:20 r1 sshd: x', {}, undefined],
    ['Mar  4 11:45:20 r1 sshd: x', { year: 2024 }, '2024-03-04T11:45:20.000Z'],
    ['Mar  4 11:45:20 r1 sshd: x', { referenceTime: may2025 }, '2025-03-04T11:45:20.000Z'],
    ['Nov  4 11:45:20 r1 sshd: x', { referenceTime: may2025 }, '2024-11-04T11:45:20.000Z'],
    ['May 10 11:45:20 r1 sshd: x', { referenceTime: may2025 }, '2025-05-10T11:45:20.000Z'],
    [
      'Jan  1 00:10:00 r1 sshd: x',
      { referenceTime: Date.UTC(2024, 11, 31, 23) },
      '2025-01-01T00:10:00.000Z',
    ],
    ['Feb 29 11:45:20 r1 sshd: x', { referenceTime: may2025 }, '2024-02-29T11:45:20.000Z'],
    ['Mar  4 11:45:20 r1 sshd: x', { referenceTime: Number.NaN }, undefined],
    ['Mar  4 2023 11:45:20 r1 sshd: x', { year: 2024 }, '2023-03-04T11:45:20.000Z'],
    [
      'Mar  4 11:45:20 r1 sshd: x',
      { year: 2025, defaultOffsetMinutes: 60 },
      '2025-03-04T10:45:20.000Z',
    ],
    [
      'Mar  4 11:45:20.5 CEST: %A-1-B: x',
      { year: 2025, defaultOffsetMinutes: 60 },
      '2025-03-04T09:45:20.500Z',
    ],
    [
      'Mar  4 11:45:20 IST: %A-1-B: x',
      { year: 2025, defaultOffsetMinutes: 330 },
      '2025-03-04T06:15:20.000Z',
    ],
    ['Mar  4 11:45:20 UTC+3: %A-1-B: x', { year: 2025 }, '2025-03-04T08:45:20.000Z'],
    ['2025-03-04T11:45:20.123456-03:30 r1 x: y', {}, '2025-03-04T15:15:20.123Z'],
    ['2025-03-04 11:45:20 r1 x: y', {}, '2025-03-04T11:45:20.000Z'],
  ];

describe('times of syslog messages', () => {
  for (const [line, context, iso] of times) {
    it(`${line} with ${JSON.stringify(context)}`, () => {
      const time = parseSyslog(line, context)?.time;
      assert.equal(time === undefined ? undefined : new Date(time).toISOString(), iso);
    });
  }

  it('keep their parts without a year', () => {
    assert.deepEqual(parseSyslog('.Mar  4 11:45:20.12 CET: %A-1-B: x')?.clock, {
      month: 3,
      day: 4,
      hour: 11,
      minute: 45,
      second: 20,
      millisecond: 120,
      mark: '.',
      zone: 'CET',
      offsetMinutes: 60,
    });
  });
});

/** Fields that a text's grammar gives beyond the samples. */
const fieldsByLine: readonly (readonly [line: string, fields: SyslogFields])[] = [
  [
    '%OSPFv3-5-ADJCHG: Process 1, IPv6, Nbr 10.1.1.1 on Gi0/1 from LOADING to FULL, Loading Done',
    {
      processId: '1',
      neighbor: '10.1.1.1',
      interface: 'Gi0/1',
      from: 'LOADING',
      to: 'FULL',
      reason: 'Loading Done',
    },
  ],
  [
    '%ETH-4-ERRDISABLE: bpduguard error detected on Ethernet5.',
    { reason: 'bpduguard', interface: 'Ethernet5' },
  ],
  [
    '%FW-6-DROP_PKT: Dropping tcp pkt from 10.1.1.1:80 => 10.2.2.2:55 (target:class)',
    {
      protocol: 'tcp',
      source: '10.1.1.1',
      sourcePort: '80',
      destination: '10.2.2.2',
      destinationPort: '55',
    },
  ],
  [
    '%ETH_PORT_CHANNEL-5-PORT_DOWN: port-channel10: Ethernet1/1 is down',
    { bundle: 'port-channel10', interface: 'Ethernet1/1', state: 'down' },
  ],
  [
    '%L2-BM-6-ACTIVE : TenGigE0/0/0/1 is Active as part of Bundle-Ether1',
    { interface: 'TenGigE0/0/0/1', state: 'active', bundle: 'Bundle-Ether1' },
  ],
  [
    '%ASA-6-302014: Teardown TCP connection 7 for outside:1.2.3.4/5 to in:10.0.0.1/80 duration 0:00:05 bytes 12 TCP FINs',
    {
      action: 'Teardown',
      protocol: 'TCP',
      connection: '7',
      source: '1.2.3.4',
      sourcePort: '5',
      sourceInterface: 'outside',
      destination: '10.0.0.1',
      destinationPort: '80',
      destinationInterface: 'in',
      count: '12',
      reason: 'TCP FINs',
    },
  ],
  [
    '%ASA-5-722033: Group <RA> User <joe> IP <198.51.100.7> First UDP SVC connection established',
    { group: 'RA', user: 'joe', neighbor: '198.51.100.7' },
  ],
  [
    '%AUTHPRIV-6-SYSTEM_MSG: pam_aaa:Authentication failed for user admin from 10.1.1.1 - sshd[17]',
    { process: 'sshd', processId: '17', user: 'admin', source: '10.1.1.1' },
  ],
  [
    "%SSH-5-SSH2_USERAUTH: User 'admin' authentication for SSH2 Session from 10.1.1.1 (tty = 0) using crypto cipher",
    { user: 'admin', source: '10.1.1.1' },
  ],
  [
    '%BGP-5-MAXPFX: No. of prefix received from 10.1.1.1 (afi 0) reaches 8, max 10',
    { neighbor: '10.1.1.1', count: '8', limit: '10', source: '10.1.1.1' },
  ],
];

describe('fields of syslog messages', () => {
  for (const [line, fields] of fieldsByLine) {
    it(line.slice(0, 90), () => assert.deepEqual(parseSyslog(line)?.fields, fields));
  }
});

/** Milliseconds of reading one text in every way. */
function readingMs(text: string): number {
  const start = processorMs();
  parseSyslog(text);
  logTemplate(text);
  return processorMs() - start;
}

/** Units whose repetition makes the worst texts that we can think of. */
const hostile: readonly string[] = [
  'a',
  '1',
  ':',
  ' ',
  '%',
  '%A-',
  '%A-1-',
  'a:',
  'A_',
  '1:',
  '1.',
  'Mar 4 ',
  'a=',
  'a="\\"',
  '[a b="',
  'user ',
  'for a ',
  'by ',
  '0:',
  'ab:',
  'from 1.1.1.1 ',
  'Gi',
  '<1>',
];

const hostileHeads: readonly string[] = [
  '',
  '<189>1 2025-03-03T00:09:45.822Z r1 - - - ',
  'Mar  4 11:45:20: %ASA-6-106023: Deny tcp src ',
  'Mar  4 11:45:20 r1 rpd[1]: RPD_X_Y: ',
  'Mar  4 11:45:20: %OSPF-5-ADJCHG: Process 1, ',
];

describe('any line', () => {
  it('is read without an error, and its text is part of the line', () => {
    const words = fc.constantFrom(
      ...[
        '<189>',
        '1 ',
        'Mar  4 11:45:20',
        '2025-03-03T00:09:45Z ',
        ': ',
        '%SYS-5-A: ',
        '[a b="c"]',
      ],
      ...[' ', 'RP/0/RSP0/CPU0:', 'x[1]: ', '*', '00:01:02: ', '- ', '\uFEFF', '\r', '\0', 'é'],
    );
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.oneof(words, fc.string({ maxLength: 5 })), { maxLength: 20 })
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(line, (text) => {
        const message = parseSyslog(text, { year: 2025 });
        assert(message === undefined || text.endsWith(message.message));
        assert.equal(isLogLine(text), message !== undefined);
        assert.equal(severityOf(text), message?.severity);
        logTemplate(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('may be cut anywhere', () => {
    for (const { line } of samples) {
      for (let length = 0; length < line.length; length++) {
        const text = line.slice(0, length);
        const message = parseSyslog(text);
        assert(message === undefined || text.endsWith(message.message), text);
      }
    }
  });

  it('is read in linear time', () => {
    for (const head of hostileHeads) {
      for (const unit of hostile) {
        const ofSize = (size: number): string => head + unit.repeat(Math.ceil(size / unit.length));
        const ms = readingMs(ofSize(200_000));
        // Quadratic reading would take many seconds; linear reading takes a few milliseconds.
        assert(ms < 500, `${head}${unit}…: ${ms} ms`);
      }
    }
  });

  it('may be 10 MB long', () => {
    assert(readingMs('x'.repeat(10_000_000)) < 2000);
    assert(readingMs(`Mar  4 11:45:20 r1 a: ${'x '.repeat(5_000_000)}`) < 2000);
  });

  it('is read fast: 50,000 lines in less than two seconds', () => {
    const lines = samples.map(({ line }) => line);
    const start = processorMs();
    for (let index = 0; index < 50_000; index++) parseSyslog(lines[index % lines.length] ?? '');
    assert(processorMs() - start < 2000);
  });
});
