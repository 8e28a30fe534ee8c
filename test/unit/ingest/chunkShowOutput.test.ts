import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { MAX_CHUNK_CHARACTERS } from '../../../src/core/limits.ts';
import { chunkShowOutput } from '../../../src/ingest/chunkShowOutput.ts';
import { rangeText, sourceLines } from '../../../src/ingest/packRanges.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/show-output');

function chunks(text: string, path = '') {
  const source = sourceLines(text);
  return chunkShowOutput(source, path).map((range) => ({
    ...range,
    path: range.sectionPath.join(' › '),
    text: rangeText(source, range),
  }));
}

/** Every line with text is in exactly one range, and the ranges are in order. */
function assertCovers(text: string, path = ''): void {
  const lines = text.split('\n');
  let last = 0;
  const covered = new Set<number>();
  for (const { startLine, endLine } of chunks(text, path)) {
    assert(startLine > last && endLine >= startLine && endLine <= lines.length);
    for (let line = startLine; line <= endLine; line++) covered.add(line);
    last = endLine;
  }
  lines.forEach((line, index) => {
    assert(covered.has(index + 1) || line.trim() === '', `line ${index + 1} is lost`);
  });
}

const routes = Array.from(
  { length: 120 },
  (_, n) => `O        10.0.${n}.0/24 [110/20] via 10.9.9.1, 00:10:00, GigabitEthernet0/1`,
);

describe('chunkShowOutput', () => {
  it('gives each command its output, with the device', () => {
    assert.deepEqual(
      chunks('r1#sh clock\n10:00\n\nadmin@mx1> show bgp summary\npeers\n').map(
        ({ startLine, endLine, path, device, command }) => [
          startLine,
          endLine,
          path,
          device,
          command,
        ],
      ),
      [
        [1, 3, 'r1 › show clock', 'r1', 'show clock'],
        [4, 6, 'mx1 › show bgp summary', 'mx1', 'show bgp summary'],
      ],
    );
  });

  it('takes command and device from the name of a file', () => {
    const [first] = chunks('Neighbor ID\n1.1.1.1', 'R5/show_ip_ospf_neighbor.txt');
    assert.equal(first?.path, 'R5 › show ip ospf neighbor');
  });

  it('puts commands without output to the output that follows', () => {
    assert.deepEqual(
      chunks('r1#terminal length 0\nr1#sh clock\n10:00\nr1#\nr1#exit').map(
        ({ startLine, endLine, path }) => [startLine, endLine, path],
      ),
      [[1, 5, 'r1 › show clock']],
    );
  });

  it('cuts a long table at its rows and names its header', () => {
    const neighbors = Array.from(
      { length: 60 },
      (_, n) => `10.255.0.${n}        1   FULL/DR         00:00:37    10.0.0.${n}        Gi0/${n}`,
    );
    const header = 'Neighbor ID     Pri   State           Dead Time   Address         Interface';
    const found = chunks(`r1#sh ip ospf nei\n\n${header}\n${neighbors.join('\n')}`);
    assert(found.length > 2);
    assert.equal(found[0]?.path, 'r1 › show ip ospf neighbor');
    for (const { path, text } of found.slice(1)) {
      assert.equal(
        path,
        'r1 › show ip ospf neighbor › Neighbor ID Pri State Dead Time Address Interface',
      );
      assert(text.length <= MAX_CHUNK_CHARACTERS && text.startsWith('10.255.'));
    }
  });

  it('keeps the next hops of a route with its prefix', () => {
    const text = routes.map(
      (route) => `${route}\n                      [110/20] via 10.9.9.2, 00:10:00, Gi0/2`,
    );
    for (const { text: piece } of chunks(`r1#show ip route\n${text.join('\n')}`).slice(1)) {
      assert.match(piece, /^O {8}10\./);
      assert(piece.length <= MAX_CHUNK_CHARACTERS);
    }
  });

  it('names the VRF of the rows', () => {
    const table = (vrf: string) =>
      `IP Route Table for VRF "${vrf}"\n\n${routes
        .map(
          (_, n) =>
            `10.0.${n}.0/24, ubest/mbest: 1/0\n    *via 10.9.9.1, Eth1/1, [110/20], 1w2d, ospf-1`,
        )
        .join('\n')}`;
    const found = chunks(`n1# show ip route vrf all\n${table('default')}\n\n${table('CUST')}`);
    for (const [at, vrf] of [
      [1, 'default'],
      [found.length - 1, 'CUST'],
    ] as const) {
      const path = `n1 › show ip route vrf all › IP Route Table for VRF "${vrf}"`;
      assert.equal(found[at]?.path, path);
    }
  });

  it('keeps an interface whole and names it where it is too long', () => {
    const block = (n: number, lines: number) =>
      `GigabitEthernet0/${n} is up, line protocol is up\n${'  0 packets input, 0 bytes, 0 no buffer, 0 ignored\n'.repeat(lines)}`;
    const found = chunks(
      `r1#show interfaces\n${block(1, 10)}${block(2, 10)}${block(3, 10)}${block(4, 60)}`,
    );
    for (const { path, text } of found) {
      const starts = text.startsWith('r1#') || text.startsWith('Gigabit');
      assert(starts || path.includes('GigabitEthernet0/4 is up'), path);
      assert(text.length <= MAX_CHUNK_CHARACTERS);
    }
  });

  it('cuts a configuration in a capture like one in a file', () => {
    const config = Array.from(
      { length: 40 },
      (_, n) =>
        `interface GigabitEthernet0/${n}\n description port ${n}\n ip address 10.0.${n}.1 255.255.255.0\n!`,
    );
    const text = `r1#sh ver\nx\nr1#sh run\nBuilding configuration...\n\nhostname r1\n!\n${config.join('\n')}\nrouter ospf 1\n network 10.0.0.0 0.0.255.255 area 0\nend\nr1#`;
    const lines = text.split('\n');
    assertCovers(text);
    for (const { path, startLine, endLine, text: piece } of chunks(text).slice(1)) {
      assert(path.startsWith('r1 › show running-config'), path);
      assert.equal(piece, lines.slice(startLine - 1, endLine).join('\n'));
      assert(piece.length <= MAX_CHUNK_CHARACTERS);
      const ospf = piece.includes('network 10.0.0.0');
      assert(!ospf || piece.includes('router ospf 1'));
    }
  });

  for (const path of globSync('**/*.txt', { cwd: FIXTURES }).sort()) {
    it(`covers ${path} with small chunks`, () => {
      const text = readFileSync(join(FIXTURES, path), 'utf8').replace(/\n$/, '');
      assertCovers(text, path);
      for (const { text: piece } of chunks(text, path)) {
        assert(piece.length <= MAX_CHUNK_CHARACTERS);
      }
    });

    it(`answers for every beginning of ${path}`, () => {
      const text = readFileSync(join(FIXTURES, path), 'utf8');
      for (let end = 0; end < text.length; end += 97) assertCovers(text.slice(0, end), path);
    });
  }

  it('loses no line of any text', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.replace(/[\r\n]/g, '')),
      fc.constantFrom(
        'r1#sh ver',
        'r1#show run',
        'r1#sh ip route',
        'r1#',
        '',
        'interface Gi0/1',
        ' ip address 10.0.0.1 255.0.0.0',
        'banner motd ^C',
        `${'x'.repeat(900)}`,
        ...routes.slice(0, 4),
        'VLAN0010',
        '--More--',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 50 }), (lines) => assertCovers(lines.join('\n'))),
      { numRuns: 300 },
    );
  });
});
