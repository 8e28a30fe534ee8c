import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { MAX_CHUNK_CHARACTERS } from '../../../src/core/limits.ts';
import type { LineRange } from '../../../src/core/types.ts';
import { chunkConfig } from '../../../src/ingest/chunkConfig.ts';
import { chunkDocument } from '../../../src/ingest/chunkDocument.ts';
import { chunkShowOutput } from '../../../src/ingest/chunkShowOutput.ts';
import { chunkMarkdown, chunkPlainText } from '../../../src/ingest/chunkText.ts';
import { chunkLog } from '../../../src/ingest/log/chunkLog.ts';
import { sourceLines } from '../../../src/ingest/packRanges.ts';
import { parseConfigTree } from '../../../src/network/config/configTree.ts';
import { processorMs } from '../support/processorTime.ts';

const SAMPLE = join(import.meta.dirname, '../../fixtures/sample-network');
const STYLES = ['indented', 'braces', 'set'] as const;

/** Ranges are in order, apart from each other, and inside of the text. */
function assertOrdered(ranges: readonly LineRange[], lineCount: number): void {
  let last = 0;
  for (const { startLine, endLine } of ranges) {
    assert(startLine > last, `line ${startLine} comes after ${last}`);
    assert(endLine >= startLine, `${startLine}-${endLine} is empty`);
    last = endLine;
  }
  assert(last <= lineCount, `${last} of ${lineCount} lines`);
}

function coveredLines(ranges: readonly LineRange[]): Set<number> {
  const covered = new Set<number>();
  for (const { startLine, endLine } of ranges) {
    for (let line = startLine; line <= endLine; line++) covered.add(line);
  }
  return covered;
}

/** Lines as they occur in network files, and others that try to break the structure. */
const line = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom('', ' ', '  ', '   ', '\t'),
        fc.constantFrom(
          'interface Gi0/1',
          'router bgp 65000',
          'address-family ipv4',
          'exit-address-family',
          'route-policy P',
          'end-policy',
          'exit',
          'banner motd ^C',
          '^C',
          'EOF',
          '!',
          '! comment',
          '# comment',
          '',
          'system {',
          'unit 0 {',
          '}',
          'family inet;',
          'set system host-name x',
          'set interfaces ge-0/0/0 unit 0 family inet',
          'deactivate protocols bgp',
          'ip route 10.0.0.0 255.0.0.0 Null0',
          'ip prefix-list A seq 5 permit 10.0.0.0/8',
          'access-list 1 permit any',
          '# Heading',
          '```',
          'r1#show clock',
        ),
        fc.constantFrom('', '', '', ' '.repeat(90), ` ${'x'.repeat(900)}`),
      )
      .map((parts) => parts.join('')),
  },
);
const text = fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n').replace(/\r/g, ''));

describe('chunkConfig', () => {
  for (const style of STYLES) {
    it(`puts every line into exactly one range, in order (${style})`, () => {
      fc.assert(
        fc.property(text, (config) => {
          const source = sourceLines(config);
          const ranges = chunkConfig(source, parseConfigTree(source.lines, style));
          assertOrdered(ranges, source.lines.length);
          const covered = coveredLines(ranges).size;
          assert(covered === source.lines.length || ranges.length === 0, `${covered} lines`);
        }),
        { numRuns: 300 },
      );
    });
  }

  it('loses no statement', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('indented' as const, 'braces' as const),
        (config, style) => {
          const source = sourceLines(config);
          const ranges = chunkConfig(source, parseConfigTree(source.lines, style));
          const statements = source.lines.some((each) => /^\s*(?:interface|router|ip) /.test(each));
          assert(!statements || ranges.length > 0);
        },
      ),
    );
  });

  const sections: readonly (readonly [string, string])[] = [
    ['interface GigabitEthernet0/0/0', 'interface GigabitEthernet0/0/0'],
    ['neighbor 192.0.2.1 route-map RM-WAN-IN in', 'router bgp 65010'],
    ['70 permit tcp any any established', 'ip access-list extended ACL-WAN-IN'],
    ['key-string 7 1531041C142F3965716A647A', 'key chain KC-OSPF'],
    ['access-class ACL-VTY in', 'line vty 0 4'],
  ];
  for (const [statement, section] of sections) {
    it(`keeps "${statement}" under "${section}"`, () => {
      const config = readFileSync(join(SAMPLE, 'configs/br1-rtr01.cfg'), 'utf8');
      const { chunks } = chunkDocument('br1-rtr01.cfg', config);
      const chunk = chunks.find((each) => each.text.includes(statement));
      assert(chunk);
      assert(
        `${chunk.sectionPath.join('\n')}\n${chunk.text}`.includes(section),
        `${chunk.sectionPath.join(' > ')} | ${chunk.text}`,
      );
    });
  }

  it('cuts a long section at its parts and names the section in each', () => {
    const neighbors = Array.from({ length: 120 }, (_, n) => ` neighbor 10.0.0.${n} remote-as 1`);
    const config = `version 17.9\nhostname r1\nrouter bgp 1\n${neighbors.join('\n')}\nend`;
    const { chunks } = chunkDocument('r1.cfg', config);
    const parts = chunks.filter(({ text: part }) => part.includes('neighbor'));
    assert(parts.length > 1);
    for (const part of parts) {
      assert.equal(part.sectionPath[0], 'router bgp 1');
      assert(part.text.length <= MAX_CHUNK_CHARACTERS + 'router bgp 1\n'.length);
    }
  });
});

describe('the other chunkers', () => {
  const chunkers = {
    chunkMarkdown,
    chunkPlainText,
    chunkShowOutput,
    chunkLog,
  };
  for (const [name, chunk] of Object.entries(chunkers)) {
    it(`${name} leaves out blank lines at most, and keeps the order`, () => {
      fc.assert(
        fc.property(text, (input) => {
          const source = sourceLines(input);
          const ranges = chunk(source);
          assertOrdered(ranges, source.lines.length);
          const covered = coveredLines(ranges);
          source.lines.forEach((each, index) => {
            assert(covered.has(index + 1) || each.trim() === '', `line ${index + 1} is lost`);
          });
        }),
        { numRuns: 200 },
      );
    });
  }

  it('chunkMarkdown gives each section its headings, and none from inside code', () => {
    const markdown = 'intro\n# A\ntext\n## B\n```\n# not a heading\n```\n# C\nlast';
    const found = chunkMarkdown(sourceLines(markdown)).map(
      ({ startLine, endLine, sectionPath }) => `${startLine}-${endLine} ${sectionPath.join('/')}`,
    );
    assert.deepEqual(found, ['1-1 ', '2-3 A', '4-7 A/B', '8-9 C']);
  });

  it('chunkShowOutput gives each command its output', () => {
    const capture = 'r1#show clock\n10:00\n\nadmin@mx1> show bgp summary\npeers\n';
    const found = chunkShowOutput(sourceLines(capture)).map(
      ({ startLine, endLine, sectionPath }) => `${startLine}-${endLine} ${sectionPath.join('/')}`,
    );
    assert.deepEqual(found, ['1-3 r1/show clock', '4-6 mx1/show bgp summary']);
  });
});

describe('chunkDocument', () => {
  for (const path of globSync('**/*.{cfg,conf,log,md}', { cwd: SAMPLE })) {
    it(`gives the exact lines of ${path}`, () => {
      const content = readFileSync(join(SAMPLE, path), 'utf8').replace(/\n$/, '');
      const lines = content.split('\n');
      const { chunks, lineCount, kind } = chunkDocument(path, content);
      assert.equal(lineCount, lines.length);
      assertOrdered(chunks, lines.length);
      for (const chunk of chunks) {
        assert.equal(chunk.text, lines.slice(chunk.startLine - 1, chunk.endLine).join('\n'));
        assert(chunk.kind === kind && chunk.text.trim() !== '');
        const longest = Math.max(...chunk.text.split('\n').map((each) => each.length));
        assert(chunk.text.length <= MAX_CHUNK_CHARACTERS + longest);
      }
      const covered = coveredLines(chunks);
      lines.forEach((each, index) => {
        assert(covered.has(index + 1) || each.trim() === '', `line ${index + 1} is lost`);
      });
    });
  }

  it('answers for any text under any name', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('a.cfg', 'a.log', 'a.md', 'a.txt', 'a', '.x'),
        (content, path) => {
          const { chunks, lineCount } = chunkDocument(path, content);
          const lines = content.split('\n');
          assert.equal(lineCount, lines.length);
          assertOrdered(chunks, lines.length);
          for (const chunk of chunks) {
            assert.equal(chunk.text, lines.slice(chunk.startLine - 1, chunk.endLine).join('\n'));
          }
        },
      ),
    );
  });

  const devices: readonly (readonly [string, string, string | undefined])[] = [
    ['a/b/core.cfg', 'version 17.9\nhostname r1\n', 'r1'],
    ['a/b/core.cfg', 'interface Gi0/1\nrouter bgp 1\n', 'core'],
    ['br1-rtr01.log', 'Mar  3 02:14:07 x %LINK-3-UPDOWN: y', 'br1-rtr01'],
    ['notes.md', '# hostname r1', undefined],
  ];
  for (const [path, content, hostname] of devices) {
    it(`takes ${path} for a document of ${hostname}`, () => {
      const document = chunkDocument(path, content);
      assert.equal(document.hostname, hostname);
      for (const chunk of document.chunks) assert.equal(chunk.hostname, hostname);
    });
  }

  it('is quick on text that is made to be slow', function () {
    this.timeout(60_000);
    for (const [path, content] of [
      ['blank.cfg', `version 17.9\nhostname r1\n${'\n'.repeat(300_000)}end`],
      ['deep.cfg', Array.from({ length: 3_000 }, (_, n) => `${' '.repeat(n)}x`).join('\n')],
      ['braces.conf', `system {\n${'a {\n'.repeat(20_000)}`],
      ['set.cfg', `${'set system a b c d e f g h\n'.repeat(20_000)}`],
      ['deepSet.cfg', `set system ${'a '.repeat(9_000)}\n`.repeat(2)],
      [
        'flat.cfg',
        `version 17.9\nhostname r1\n${'ip route 10.0.0.0 255.0.0.0 Null0\n'.repeat(50_000)}`,
      ],
    ] as const) {
      const startMs = processorMs();
      chunkDocument(path, content);
      const tookMs = processorMs() - startMs;
      assert(tookMs < 4_000, `${path} took ${tookMs} ms`);
    }
  });
});
