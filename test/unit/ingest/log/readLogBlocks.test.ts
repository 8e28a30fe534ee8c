import assert from 'node:assert/strict';
import { appendFile, open, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { decodeText, sniffEncoding } from '../../../../src/ingest/decodeText.ts';
import {
  type LogBlock,
  LogReader,
  type LogReadSummary,
  MAX_LOG_LINE_BYTES,
  readLogBlock,
} from '../../../../src/ingest/log/readLogBlocks.ts';
import { useTemporaryFolder } from '../../support/temporaryFolder.ts';

const MEGABYTE = 1024 * 1024;

interface ReadFile {
  readonly blocks: readonly LogBlock[];
  readonly lines: readonly string[];
  readonly summary: LogReadSummary;
}

describe('LogReader', () => {
  const folder = useTemporaryFolder();
  const file = (): string => join(folder.path, 'a.log');

  async function read(bytes: Uint8Array | string): Promise<ReadFile> {
    await writeFile(file(), bytes);
    const encoding = sniffEncoding(Buffer.from(bytes)) ?? 'utf-8';
    const handle = await open(file());
    try {
      const reader = new LogReader(handle, encoding);
      const blocks: LogBlock[] = [];
      for await (const block of reader.blocks()) blocks.push(block);
      for (const block of blocks) {
        assert.deepEqual(await readLogBlock(handle, block, encoding), block.lines);
      }
      const lines = blocks.flatMap((block) => block.lines);
      return { blocks, lines, summary: reader.summary() };
    } finally {
      await handle.close();
    }
  }

  const long = Array.from({ length: 3_000 }, (_, n) => `Mar  3 02:11:04 fw1 line ${n} ção`);
  const texts: Record<string, Uint8Array> = {
    'UTF-8': Buffer.from(`${long.join('\n')}\n`),
    'a mark': Buffer.from(`\ufeff${long.join('\n')}`),
    'CR LF': Buffer.from(long.join('\r\n')),
    'CR only': Buffer.from(long.join('\r')),
    'all line ends': Buffer.from('a\r\n\r\nb\rc\n\n\rd\r\r\ne'),
    'Latin-1': Buffer.from(long.join('\n'), 'latin1'),
    'UTF-16 LE': Buffer.from(`\ufeff${long.join('\r\n')}`, 'utf16le'),
    'UTF-16 BE': Buffer.from(`\ufeff${long.join('\n')}\n`, 'utf16le').swap16(),
    'UTF-16 without a mark, CR only': Buffer.from(long.join('\r'), 'utf16le'),
    'terminal escapes': Buffer.from('\u001b[1ma\u001b[0m\nb --More-- \b\b\b\nc'),
  };
  for (const [name, bytes] of Object.entries(texts)) {
    it(`gives the lines that reading it whole gives: ${name}`, async () => {
      const decoded = decodeText(bytes);
      assert(decoded.ok);
      const { blocks, lines, summary } = await read(bytes);
      assert.deepEqual(lines, decoded.text.split('\n'));
      assert.equal(summary.lines, lines.length);
      assert.equal(summary.bytes, bytes.length);
      let [line, offset] = [1, 0];
      for (const block of blocks) {
        assert.deepEqual([block.firstLine, block.byteOffset], [line, offset]);
        line += block.lines.length;
        offset += block.byteLength;
      }
      assert.equal(offset, bytes.length);
    });
  }

  it('reads any text as it is', async () => {
    const piece = fc.constantFrom(
      'a',
      'Gi0/1',
      ' ',
      '\n',
      '\r',
      '\r\n',
      'ç',
      '😀',
      'x'.repeat(9_000),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 60 }), async (pieces) => {
        const text = `start${pieces.join('')}`;
        const { lines } = await read(text);
        const expected = text.replace(/\r\n?/g, '\n');
        assert.equal(lines.join('\n'), expected.endsWith('\n') ? expected.slice(0, -1) : expected);
      }),
      { numRuns: 60 },
    );
  });

  it('answers for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
        const { summary } = await read(bytes);
        assert.equal(summary.bytes, bytes.length);
      }),
      { numRuns: 60 },
    );
  });

  it('reads lines of mixed encodings each in its own', async () => {
    const bytes = Buffer.concat([Buffer.from('São\n'), Buffer.from('São\n', 'latin1')]);
    assert.deepEqual((await read(bytes)).lines, ['São', 'São']);
  });

  it('cuts a line of 10 MB, counts it, and goes on with the next one', async () => {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const text = `\ufefffirst\n${'çx '.repeat((10 * MEGABYTE) / 4)}\r\nlast\r\n`;
      const { lines, summary } = await read(Buffer.from(text, encoding));
      assert.deepEqual([lines.length, lines[0], lines[2]], [3, 'first', 'last'], encoding);
      assert.equal(summary.cutLines, 1);
      assert(Buffer.byteLength(lines[1] ?? '', encoding) <= MAX_LOG_LINE_BYTES);
      assert(!lines[1]?.includes('\ufffd'));
    }
  });

  it('takes binary junk in its middle for lines', async () => {
    const junk = Buffer.from(Array.from({ length: 100_000 }, (_, n) => (n * 7919) % 256));
    const bytes = Buffer.concat([Buffer.from('before\n'), junk, Buffer.from('\nafter\n')]);
    const { lines } = await read(bytes);
    assert.deepEqual([lines[0], lines.at(-1)], ['before', 'after']);
    assert(!lines.join('').includes('\0'));
  });

  it('ends where the file ended when it was opened, or ends now', async () => {
    const text = `${'x'.repeat(99)}\n`.repeat(20_000);
    for (const change of [
      () => appendFile(file(), 'more\n'.repeat(1_000)),
      () => truncate(file(), 1_500_000),
    ]) {
      await writeFile(file(), text);
      const handle = await open(file());
      const reader = new LogReader(handle, 'utf-8');
      let changed = false;
      for await (const { lines } of reader.blocks()) {
        assert(lines.every((line) => line.length === 99));
        if (!changed) await change();
        changed = true;
      }
      const { lines, bytes } = reader.summary();
      assert.equal(bytes, lines * 100);
      assert(lines === 20_000 || lines === 15_000, `${lines} lines`);
      await handle.close();
    }
  });

  it('stops when it is cancelled', async () => {
    await writeFile(file(), `${'x'.repeat(99)}\n`.repeat(50_000));
    const handle = await open(file());
    const controller = new AbortController();
    const reader = new LogReader(handle, 'utf-8');
    await assert.rejects(
      async () => {
        for await (const _ of reader.blocks(controller.signal)) controller.abort();
      },
      { reason: 'cancelled' },
    );
    assert(reader.summary().bytes < 5_000_000);
    await handle.close();
  });

  it('does not give a block whose bytes have changed', async () => {
    const { blocks } = await read('one\ntwo\nthree\n');
    await writeFile(file(), 'one\ntwO\nthree\n');
    const handle = await open(file());
    assert(blocks[0]);
    assert.equal(await readLogBlock(handle, blocks[0], 'utf-8'), undefined);
    await handle.close();
  });
});
