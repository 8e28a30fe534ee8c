import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detectShowOutput } from '../../../../src/network/showOutput/detectShowOutput.ts';
import { splitShowOutput, terminalLines } from '../../../../src/network/showOutput/showSections.ts';
import { readShowTables } from '../../../../src/network/showOutput/showTables.ts';
import { processorMs } from '../../support/processorTime.ts';

function sections(text: string, path = ''): string[] {
  return splitShowOutput(terminalLines(text.split('\n')), path).map(
    ({ startLine, endLine, device = '-', command }) =>
      `${startLine}-${endLine} ${device} ${command}`.trim(),
  );
}

const OSPF = `Neighbor ID     Pri   State           Dead Time   Address         Interface
10.255.0.2        1   FULL/DR         00:00:37    10.0.0.1        GigabitEthernet0/1`;
const BRIEF = `Interface              IP-Address      OK? Method Status                Protocol
Loopback0              10.255.0.1      YES NVRAM  up                    up`;

describe('splitShowOutput', () => {
  const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
    [
      'several devices in one file',
      '',
      'r1#sh ver\nx\nr1#\nadmin@mx1> show route\ny\nRP/0/RSP0/CPU0:xr1#show clock\nz',
      ['1-2 r1 show version', '3-3 r1', '4-5 mx1 show route', '6-7 xr1 show clock'],
    ],
    [
      'text before the first prompt',
      '',
      'Welcome\n\nr1#sh ver\nx',
      ['1-2 r1', '3-4 r1 show version'],
    ],
    [
      'headings of show tech',
      'r9-show-tech.txt',
      '------------------ show version ------------------\nx\n------------------ show run ------------------\ny',
      ['1-2 r9 show version', '3-4 r9 show running-config'],
    ],
    [
      'headings of NX-OS',
      '',
      '`show version`\nx\n`show vlan`\ny',
      ['1-2 - show version', '3-4 - show vlan'],
    ],
    ['a name that says the command', 'r1_show_ip_arp.txt', 'x\ny', ['1-2 r1 show ip arp']],
    [
      'outputs known by their columns only',
      '',
      `${OSPF}\n\n${BRIEF}`,
      ['1-3 - show ip ospf neighbor', '4-5 - show ip interface brief'],
    ],
    ['text that is nothing of it', '', 'a\nb', ['1-2 -']],
    [
      'the comment that repeats the command',
      '',
      'leaf1#show running-config\n! Command: show running-config\n! device: leaf1\nhostname leaf1',
      ['1-4 leaf1 show running-config'],
    ],
    [
      'a banner with a hash that is no prompt',
      '',
      'r1#show run\nbanner motd ^C\nwelcome#all\n^C\nr1#',
      ['1-4 r1 show running-config', '5-5 r1'],
    ],
    ['an empty line', '', '', ['1-1 -']],
  ];
  for (const [title, path, text, expected] of cases) {
    it(title, () => assert.deepEqual(sections(text, path), expected));
  }

  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replace(/\n/g, '')),
    fc.constantFrom(
      'r1#sh ver',
      'r1#',
      'admin@mx1> show bgp summary',
      '{master:0}',
      '------------------ show vlan ------------------',
      ...OSPF.split('\n'),
      ...BRIEF.split('\n'),
      'inet.0: 1 destinations, 1 routes (1 active, 0 holddown, 0 hidden)',
      '10.0.0.0/8         *[Static/5] 1w2d 03:04:05',
      '                    > to 10.0.0.2 via ge-0/0/0.0',
      'O    10.0.0.0/8 [110/20] via 10.0.0.1, 00:10:00, Gi0/1',
      '10.0.0.0/30, ubest/mbest: 1/0, attached',
      '    *via 10.0.0.1, Eth1/1, [0/0], 1w2d, direct',
      '---- ------',
      'VLAN0010',
      'Gi0/1 is up, line protocol is up',
      '  Description: x',
      '',
      ' --More-- \b\b\b\b\b',
    ),
  );
  it('puts every line into one section and every row into its section', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), fc.string(), (lines, path) => {
        const cleaned = terminalLines(lines);
        let next = 1;
        for (const section of splitShowOutput(cleaned, path)) {
          assert.equal(section.startLine, next);
          assert(section.bodyLine >= section.startLine && section.bodyLine <= section.endLine + 1);
          next = section.endLine + 1;
          for (const { columns, rows, titleLines } of readShowTables(cleaned, section)) {
            let last = 0;
            for (const { cells, startLine, endLine } of rows) {
              assert.equal(cells.length, columns.length);
              assert(startLine > last && endLine >= startLine && startLine >= section.bodyLine);
              last = endLine;
            }
            for (const title of titleLines) assert(title >= section.startLine);
            assert(last <= section.endLine);
          }
        }
        assert.equal(next, lines.length + 1);
      }),
      { numRuns: 400 },
    );
  });

  const repeated: readonly (readonly [string, (count: number) => string])[] = [
    ['prompts', (count) => 'r1#show clock\n'.repeat(count)],
    ['one prompt and words', (count) => `r1#show ip route\n${'a b c d e f g h\n'.repeat(count)}`],
    [
      'rows',
      (count) =>
        `r1#show ip route\n${'O    10.0.0.0/8 [110/20] via 10.0.0.1, 00:10:00, Gi0/1\n'.repeat(count)}`,
    ],
    [
      'hostile rows',
      (count) => `r1#show interfaces status\n${`${'a '.repeat(250)}\n`.repeat(count / 8)}`,
    ],
    [
      'hostile addresses',
      (count) => `r1#show bgp summary\n${`${'1:'.repeat(250)}\n`.repeat(count / 8)}`,
    ],
    [
      'interfaces',
      (count) =>
        `r1#show interfaces\n${'Gi0/1 is up, line protocol is up\n  MTU 1500 bytes\n'.repeat(count)}`,
    ],
    [
      'neighbors',
      (count) =>
        `r1#show cdp neighbors\n${'switch\n      Gig 0/1   120   R S I  C9300 Gig 1/0/1\n'.repeat(count)}`,
    ],
  ];
  for (const [title, make] of repeated) {
    it(`takes time that grows with the text: ${title}`, () => {
      const run = (count: number): number => {
        const lines = make(count).split('\n');
        const started = processorMs();
        const cleaned = terminalLines(lines);
        for (const section of splitShowOutput(cleaned)) readShowTables(cleaned, section);
        return processorMs() - started;
      };
      run(2_000);
      const small = run(4_000);
      const large = run(16_000);
      assert(large < Math.max(small * 4 * 2.5, 400), `${small} ms, then ${large} ms`);
    });
  }

  it('reads a line of 10 MB, and one of backspaces', () => {
    for (const part of ['a#show ', ' --More-- ', '\b', '1.', '- ']) {
      const cleaned = terminalLines([part.repeat(10_000_000 / part.length), 'r1#show ip route']);
      for (const section of splitShowOutput(cleaned)) readShowTables(cleaned, section);
    }
  });
});

describe('detectShowOutput', () => {
  for (const [title, path, text, sure, platform] of [
    ['prompts', '', 'r1#sh ver\nx\nr1#sh clock', true, 'cisco-like'],
    ['a name and rows', 'R1/show_ip_ospf_neighbor.txt', OSPF, true, 'unknown'],
    ['rows alone', 'x.txt', OSPF, true, 'unknown'],
    ['Junos', '', 'admin@mx1> show version\nJunos: 21.4R1', true, 'junos'],
    ['NX-OS', '', 'n1# show ver\nCisco Nexus Operating System (NX-OS) Software', true, 'nx-os'],
    [
      'what a neighbor says of itself',
      '',
      'r1#show cdp nei det\nDevice ID: x\nVersion :\nCisco IOS XR Software, Version 7\nr1#',
      true,
      'cisco-like',
    ],
    [
      'a configuration',
      'r1.cfg',
      'hostname r1\ninterface Gi0/1\n ip address 10.0.0.1 255.0.0.0',
      false,
      'unknown',
    ],
    ['prose', 'a.txt', 'Use show ip route to see the routes.', false, 'unknown'],
    ['nothing', '', '', false, 'unknown'],
  ] as const) {
    it(title, () => {
      const guess = detectShowOutput(path, text.split('\n'));
      assert.equal(guess.confidence >= 0.6, sure, guess.reasons.join('; '));
      assert.equal(guess.platform, platform);
    });
  }
});
