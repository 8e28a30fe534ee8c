import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Indexer } from '../../../src/index/indexer.ts';
import { KnowledgeStore } from '../../../src/index/knowledgeStore.ts';
import { FakeEmbedder } from '../support/fakeEmbedder.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';
import { storeSnapshot } from './storeSnapshot.ts';

const CHILD = fileURLToPath(new URL('./indexingChild.ts', import.meta.url));
const MODEL = 'fake-model';
const KILLS = 10;
const FOLDERS = 4;
const FILES_PER_FOLDER = 40;
const QUESTIONS = ['description r7 port 1', 'hostname r30', 'GigabitEthernet0/0/2', 'ntp server'];

function config(name: string): string {
  const ports = Array.from(
    { length: 4 },
    (_, port) =>
      `interface GigabitEthernet0/0/${port}\n description ${name} port ${port}\n ${'mtu 9000\n load-interval 30\n '.repeat(6)}no shutdown\n!`,
  );
  return `version 17.9\nhostname ${name}\n!\n${ports.join('\n')}\nntp server 10.0.0.1\nend\n`;
}

/** Runs the child until it ends or was killed `afterMs` into its work; how long it worked. */
async function runChild(root: string, store: string, afterMs?: number): Promise<number> {
  const child = spawn(process.execPath, [CHILD, root, store], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let startMs = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'begin') continue;
    startMs = performance.now();
    if (afterMs !== undefined) {
      await Promise.race([wait(afterMs), exited]);
      child.kill('SIGKILL');
    }
  }
  await exited;
  assert(child.signalCode === 'SIGKILL' || child.exitCode === 0, `exit code ${child.exitCode}`);
  return performance.now() - startMs;
}

describe('an indexing process that is killed', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const root = () => join(folder.path, 'net');
  const storeFolder = () => join(folder.path, 'store');
  const folders = () =>
    readdirSync(root())
      .sort()
      .map((name) => ({ folder: join(root(), name), excludeGlobs: [] }));

  async function finished(store: string) {
    const opened = await KnowledgeStore.open(store, MODEL);
    const embedder = new FakeEmbedder();
    await new Indexer(opened, embedder).refresh(folders());
    const snapshot = await storeSnapshot(opened, QUESTIONS);
    await opened.close();
    return { repaired: opened.repaired, embedded: embedder.embedded.length, snapshot };
  }

  it('leaves a store that the next one finishes, whenever it was killed', async () => {
    for (let index = 0; index < FOLDERS * FILES_PER_FOLDER; index++) {
      const path = `site${index % FOLDERS}/r${index}.cfg`;
      await writeFiles(root(), { [path]: config(`r${index}`) });
    }
    const wholeMs = await runChild(root(), join(folder.path, 'whole'));
    const clean = await finished(join(folder.path, 'whole'));
    assert.equal(clean.embedded, 0);
    for (let kill = 0; kill < KILLS; kill++) {
      // Points spread over the whole run; every third store goes on from an earlier kill.
      if (kill % 3 === 0) await rm(storeFolder(), { recursive: true, force: true });
      const share = (kill + Math.random()) / KILLS;
      await runChild(root(), storeFolder(), wholeMs * share);
      if (kill % 3 !== 2) continue;
      const { repaired, snapshot } = await finished(storeFolder());
      assert.equal(repaired, false, 'a kill damages nothing');
      assert.deepEqual(snapshot, clean.snapshot);
    }
    const { snapshot } = await finished(storeFolder());
    assert.deepEqual(snapshot, clean.snapshot);
  });

  it('leaves a store that follows edits and deletions made after it was killed', async () => {
    for (let index = 0; index < FILES_PER_FOLDER; index++) {
      await writeFiles(root(), { [`site/r${index}.cfg`]: config(`r${index}`) });
    }
    await runChild(root(), storeFolder(), 120);
    await rm(join(root(), 'site/r7.cfg'));
    await writeFiles(root(), { 'site/r8.cfg': config('changed'), 'site/new.cfg': config('new') });
    const { snapshot } = await finished(storeFolder());
    assert.deepEqual(snapshot, (await finished(join(folder.path, 'clean'))).snapshot);
  });
});
