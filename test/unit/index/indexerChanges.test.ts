import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexProgress } from '../../../src/index/indexer.ts';
import { until } from '../support/until.ts';
import { config, useIndexer } from './useIndexer.ts';

describe('Indexer', () => {
  const at = useIndexer();

  describe('when it is cancelled', () => {
    const COUNT = 300;
    beforeEach(async () => {
      for (let index = 0; index < COUNT; index++) {
        await at().write({ [`many/n${index}.cfg`]: config(`n${index}`, 1) });
      }
    });

    /** Cancels at the n-th request for vectors. */
    const cancelAt = async (request: number): Promise<void> => {
      const abort = new AbortController();
      let requests = 0;
      at().embedder.onEmbed = () => {
        if (++requests === request) abort.abort();
      };
      await assert.rejects(at().indexer.refresh([at().workspace()], { signal: abort.signal }), {
        name: 'NetGuruError',
        reason: 'cancelled',
      });
      at().embedder.onEmbed = () => {};
    };

    it('keeps what is done, and the next run finishes the rest only', async () => {
      await cancelAt(3);
      const done = at().embedder.embedded.length;
      const indexed = at().indexedPaths().length;
      assert(indexed >= 100 && indexed < COUNT, `${indexed} indexed`);
      const progress: IndexProgress[] = [];
      await at().indexer.refresh([at().workspace()], { onProgress: (each) => progress.push(each) });
      assert.equal(new Set(at().embedder.embedded).size, at().embedder.embedded.length);
      assert(at().embedder.embedded.length > done);
      assert(progress.every(({ filesTotal }) => filesTotal === COUNT + 2 - indexed));
      await at().assertLikeNew();
    });

    it('does not go on by itself when a single file is saved later', async () => {
      await cancelAt(2);
      const indexed = at().indexedPaths().length;
      await at().write({ 'new.cfg': config('new') });
      await at().indexer.update(at().workspace(), ['new.cfg']);
      assert.equal(at().statuses()['new.cfg'], 'indexed');
      const after = at().indexedPaths().length;
      assert.equal(after, indexed + 1);
    });

    it('stops before it has begun', async () => {
      const signal = AbortSignal.abort();
      await assert.rejects(at().indexer.refresh([at().workspace()], { signal }), {
        reason: 'cancelled',
      });
      await at().refresh();
      await at().assertLikeNew();
    });

    it('does not cancel another refresh that waits for the same files', async () => {
      const abort = new AbortController();
      let second: Promise<void> | undefined;
      at().embedder.onEmbed = async () => {
        if (second) return;
        second = at().indexer.refresh([at().workspace()], { signal: abort.signal });
        second.catch(() => {});
        // It has put all files into the queue once more.
        await until(() => Object.values(at().statuses()).every((status) => status === 'queued'));
        abort.abort();
      };
      await at().refresh();
      assert(second);
      await assert.rejects(second, { reason: 'cancelled' });
      assert.equal(at().indexedPaths().length, COUNT + 2);
      await at().assertLikeNew();
    });

    it('does not cancel an update that came in between', async () => {
      const abort = new AbortController();
      let update: Promise<void> | undefined;
      at().embedder.onEmbed = async () => {
        if (update) return;
        await at().write({ 'new.cfg': config('new') });
        update = at().indexer.update(at().workspace(), ['new.cfg']);
        await until(() => at().statuses()['new.cfg'] === 'queued');
        abort.abort();
      };
      await assert.rejects(at().indexer.refresh([at().workspace()], { signal: abort.signal }), {
        reason: 'cancelled',
      });
      await update;
      assert.equal(at().statuses()['new.cfg'], 'indexed');
      await at().refresh();
      await at().assertLikeNew();
    });
  });

  describe('on single changes', () => {
    const changes: readonly (readonly [
      string,
      Record<string, string | null>,
      readonly string[],
    ])[] = [
      ['an edit', { 'r1.cfg': config('r1', 5) }, ['r1.cfg']],
      ['a new file', { 'sub/new.cfg': config('new') }, ['sub/new.cfg']],
      ['a deleted file', { 'r1.cfg': null }, ['r1.cfg']],
      ['a deleted folder', { sub: null }, ['sub']],
      ['a file that is gone again', {}, ['nowhere.cfg']],
      [
        'several at once',
        { 'r1.cfg': null, 'x.cfg': config('x'), 'sub/r2.cfg': config('r2', 4) },
        ['r1.cfg', 'x.cfg', 'sub/r2.cfg', 'x.cfg'],
      ],
      ['a new folder', { 'site/a/r7.cfg': config('r7'), 'site/r8.cfg': config('r8') }, ['site']],
      [
        'an ignored file',
        { '.gitignore': 'sub/r2.cfg\n', 'sub/r2.cfg': config('x') },
        ['sub/r2.cfg'],
      ],
    ];
    for (const [name, files, paths] of changes) {
      it(`follows ${name}`, async () => {
        await at().refresh();
        for (const [path, content] of Object.entries(files)) {
          if (content === null) await rm(join(at().net, path), { recursive: true });
          else await at().write({ [path]: content });
        }
        await at().indexer.update(at().workspace(), paths);
        const searchable = at().indexedPaths();
        await at().refresh();
        assert.deepEqual(searchable, at().indexedPaths());
        await at().assertLikeNew();
      });
    }

    it('takes a saved file up before those that wait', async () => {
      for (let index = 0; index < 300; index++) {
        await at().write({ [`many/n${index}.cfg`]: config(`n${index}`, 1) });
      }
      let update: Promise<void> | undefined;
      const order: string[] = [];
      at().embedder.onEmbed = async (texts) => {
        if (texts.some((text) => text.includes('urgent'))) order.push('urgent');
        if (texts.some((text) => text.includes('n299 '))) order.push('last');
        if (update) return;
        await at().write({ 'urgent.cfg': config('urgent') });
        update = at().indexer.update(at().workspace(), ['urgent.cfg']);
        await until(() => at().statuses()['urgent.cfg'] === 'queued');
      };
      await at().refresh();
      await update;
      assert.equal(order[0], 'urgent');
      await at().assertLikeNew();
    });

    /** Changes the workspace while the first texts are being embedded. */
    const whileEmbedding = async (change: () => Promise<void>): Promise<void> => {
      let changed: Promise<void> | undefined;
      let begun: Promise<void> | undefined;
      at().embedder.onEmbed = async () => {
        begun ??= change().then(() => {
          changed = at().indexer.update(at().workspace(), ['r1.cfg']);
        });
        await begun;
        await until(() => at().statuses()['r1.cfg'] !== 'processing');
      };
      await at().refresh();
      await changed;
    };

    it('forgets a file that is deleted while its texts are embedded', async () => {
      await whileEmbedding(() => rm(join(at().net, 'r1.cfg')));
      assert.deepEqual(at().indexedPaths(), ['sub/r2.cfg']);
      await at().assertLikeNew();
    });

    it('reads a file again that goes back to what it was while its change is embedded', async () => {
      await at().refresh();
      await at().write({ 'r1.cfg': config('changed', 5) });
      await whileEmbedding(() => at().write({ 'r1.cfg': config('r1') }));
      await at().assertLikeNew();
    });

    it('works beside a refresh and other changes', async () => {
      for (let index = 0; index < 60; index++) {
        await at().write({ [`many/n${index}.cfg`]: config(`n${index}`, 1) });
      }
      const refresh = at().indexer.refresh([at().workspace()]);
      const updates = ['r1.cfg', 'sub/r2.cfg', 'many/n7.cfg'].map(async (path) => {
        await at().write({ [path]: config(`changed-${path.length}`) });
        await at().indexer.update(at().workspace(), [path]);
      });
      await Promise.all([refresh, ...updates, at().indexer.refresh([at().workspace()])]);
      await at().refresh();
      await at().assertLikeNew();
    });
  });
});
