import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { MAX_LOG_DIGESTS, WHOLE_LOG_LINES } from '../../../../src/core/limits.ts';
import { type ReadLog, readLog } from '../../../../src/ingest/log/readLog.ts';
import type { LogBlock } from '../../../../src/ingest/log/readLogBlocks.ts';
import { processorMs } from '../../support/processorTime.ts';
import { useTemporaryFolder } from '../../support/temporaryFolder.ts';

const SAMPLE = join(import.meta.dirname, '../../../fixtures/sample-network/logs/br1-rtr02.log');

function logOf(lines: number): string {
  return Array.from(
    { length: lines },
    (_, n) => `Mar  3 02:14:07 fw1 %ASA-6-302013: Built connection ${n}\n`,
  ).join('');
}

describe('readLog', () => {
  const folder = useTemporaryFolder();

  async function read(content: string | Uint8Array): Promise<ReadLog & { blocks: LogBlock[] }> {
    const file = join(folder.path, 'a.log');
    await writeFile(file, content);
    const handle = await open(file);
    const blocks: LogBlock[] = [];
    try {
      const sink = { add: (block: LogBlock): void => void blocks.push(block) };
      const log = await readLog(handle, 'utf-8', { hostname: 'fw1' }, () => sink);
      return { ...log, blocks };
    } finally {
      await handle.close();
    }
  }

  const sizes: readonly (readonly [lines: number, isLong: boolean])[] = [
    [1, false],
    [WHOLE_LOG_LINES, false],
    [WHOLE_LOG_LINES + 1, true],
    [WHOLE_LOG_LINES * 4, true],
  ];
  for (const [lines, isLong] of sizes) {
    it(`keeps ${isLong ? 'blocks' : 'all lines as chunks'} of a log of ${lines} lines`, async () => {
      const log = await read(logOf(lines));
      assert.equal(log.inBlocks, isLong);
      assert.equal(log.lines, lines);
      assert.equal(
        log.blocks.reduce((sum, block) => sum + block.lines.length, 0),
        isLong ? lines : 0,
      );
      const exact = log.chunks.filter(({ derived }) => !derived);
      assert.equal(
        exact.reduce((sum, { startLine, endLine }) => sum + endLine - startLine + 1, 0),
        isLong ? 0 : lines,
      );
      assert.equal(log.chunks.length - exact.length, lines > 1 ? 1 : 0);
    });
  }

  it('keeps blocks of a short log that has a long line', async () => {
    const log = await read(`${logOf(10)}${'x'.repeat(50_000)}\n${logOf(10)}`);
    assert(log.inBlocks && log.blocks.length > 0);
  });

  it('says when there is nothing but blank lines', async () => {
    assert.equal((await read('\n  \n\n')).hasText, false);
    assert.equal((await read(logOf(1))).hasText, true);
  });

  it('gives lines and digests of every part of a log', async () => {
    const bytes = readFileSync(SAMPLE);
    for (let length = 1; length < bytes.length; length += 97) {
      const { chunks, lines } = await read(bytes.subarray(0, length));
      const text = bytes.toString('utf8', 0, length).split('\n');
      for (const chunk of chunks) {
        assert(chunk.startLine <= chunk.endLine && chunk.endLine <= lines);
        if (chunk.derived) continue;
        assert.equal(chunk.text, text.slice(chunk.startLine - 1, chunk.endLine).join('\n'));
      }
    }
  });

  it('answers for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
        const { chunks, lines } = await read(bytes);
        assert(chunks.every(({ endLine }) => endLine <= lines));
        assert(chunks.filter(({ derived }) => derived).length <= MAX_LOG_DIGESTS);
      }),
      { numRuns: 80 },
    );
  });

  it('takes twice the time for twice the lines', async () => {
    const timeOf = async (lines: number): Promise<number> => {
      const log = logOf(lines);
      const startMs = processorMs();
      await read(log);
      return processorMs() - startMs;
    };
    await timeOf(20_000);
    const once = Math.min(await timeOf(40_000), await timeOf(40_000));
    const twice = Math.min(await timeOf(80_000), await timeOf(80_000));
    assert(twice < once * 2.5 + 100, `${once} ms, ${twice} ms`);
  });
});
