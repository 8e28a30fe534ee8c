import assert from 'node:assert/strict';
import { MAX_CHUNK_CHARACTERS } from '../../../src/core/limits.ts';
import { chunkConfig } from '../../../src/ingest/chunkConfig.ts';
import { rangeText, sourceLines } from '../../../src/ingest/packRanges.ts';
import { parseConfigTree } from '../../../src/network/config/configTree.ts';
import type { PlatformGuess } from '../../../src/network/platform.ts';
import { processorMs } from '../support/processorTime.ts';

interface Piece {
  readonly path: string;
  readonly text: string;
}

function pieces(text: string, style: PlatformGuess['style'] = 'indented'): Piece[] {
  const source = sourceLines(text);
  return chunkConfig(source, parseConfigTree(source.lines, style)).map((range) => ({
    path: range.sectionPath.join(' › '),
    text: rangeText(source, range),
  }));
}

function repeat(count: number, line: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => line(n)).join('\n');
}

/** Long configurations, and the section path that each line must have. */
const paths: readonly (readonly [name: string, text: string, line: RegExp, path: string])[] = [
  [
    'address families of BGP',
    `router bgp 65001\n${repeat(60, (n) => ` neighbor 10.0.0.${n} remote-as 65001`)}\n address-family ipv4 vrf CUST\n${repeat(60, (n) => `  neighbor 10.1.0.${n} activate`)}\n exit-address-family`,
    /10\.1\.0\.\d+ activate/,
    'router bgp 65001 › address-family ipv4 vrf CUST',
  ],
  [
    'a long ACL in its section',
    `ip access-list extended LONG\n${repeat(90, (n) => ` permit tcp any host 10.0.0.${n} eq 443`)}`,
    /permit/,
    'ip access-list extended LONG',
  ],
  [
    'a long ACL of single lines',
    `hostname r1\n${repeat(90, (n) => `access-list 101 permit tcp any host 10.0.0.${n} eq 443`)}`,
    /permit/,
    'access-list 101',
  ],
  [
    'a long prefix-list',
    `hostname r1\n${repeat(90, (n) => `ip prefix-list P seq ${n} permit 10.0.${n}.0/24 le 32`)}`,
    /permit/,
    'ip prefix-list P',
  ],
  [
    'a long route-map',
    repeat(
      60,
      (n) => `route-map RM permit ${n}\n match ip address prefix-list P\n set metric ${n}`,
    ),
    /set metric/,
    'route-map RM',
  ],
  [
    'ASA lists',
    `hostname a\n${repeat(90, (n) => `access-list OUT extended permit tcp any host 10.0.0.${n}`)}`,
    /permit/,
    'access-list OUT',
  ],
];

describe('chunkConfig and sections', () => {
  for (const [name, text, line, path] of paths) {
    it(`names the section in every piece of ${name}`, () => {
      const held = pieces(text).filter((piece) => line.test(piece.text));
      assert(held.length > 1);
      for (const piece of held) {
        assert(piece.path.startsWith(path), `${piece.path}: ${piece.text.slice(0, 60)}`);
        assert(piece.text.length <= MAX_CHUNK_CHARACTERS);
      }
    });
  }

  it('keeps the clauses of a route-map together, whatever stands before it', () => {
    const clauses = repeat(15, (n) => `route-map B permit ${n}\n match tag ${n}\n set metric ${n}`);
    const text = `route-map A permit 10\n match tag 1\n!\n${clauses}\n!\nroute-map C permit 10\n match tag 1`;
    const held = pieces(text).filter((piece) => /route-map B/.test(piece.text));
    assert.equal(held.length, 1);
    assert.equal(held[0]?.text.match(/route-map B/g)?.length, 15);
  });

  it('cuts a Junos policy at its terms, and names it', () => {
    const terms = repeat(40, (n) => `        term T${n} {\n            then accept;\n        }`);
    const text = `policy-options {\n    policy-statement P {\n${terms}\n    }\n}`;
    for (const piece of pieces(text, 'braces')) {
      assert(piece.path.startsWith('policy-options › policy-statement P'), piece.path);
    }
  });

  it('groups small sections of one kind, and leaves other kinds apart', () => {
    const text = `${repeat(3, (n) => `vlan ${n}\n name V${n}`)}\n!\nrouter rip\n version 2\n network 10.0.0.0`;
    const found = pieces(text).map((piece) => piece.text.split('\n')[0]);
    assert.deepEqual(found, ['vlan 0', 'router rip']);
  });

  it('gives statements that share a line to one piece', () => {
    const wide = 'x'.repeat(MAX_CHUNK_CHARACTERS);
    const text = `system { host-name ${wide}; }\nsnmp { name ${wide}; } services { ssh; }`;
    const found = pieces(text, 'braces').map((piece) => piece.text);
    assert.equal(found.join('\n'), text);
  });

  it('is linear in the number of lines', function () {
    this.timeout(20_000);
    const work = (count: number) => {
      const source = sourceLines(
        repeat(count, (n) => `access-list 101 permit ip any host 10.0.0.${n}`),
      );
      const tree = parseConfigTree(source.lines, 'indented');
      const startMs = processorMs();
      chunkConfig(source, tree);
      return processorMs() - startMs;
    };
    const once = Math.min(work(20_000), work(20_000), work(20_000));
    const twice = Math.min(work(40_000), work(40_000), work(40_000));
    assert(twice < 3.5 * once + 50, `${once} ms, then ${twice} ms`);
  });
});
