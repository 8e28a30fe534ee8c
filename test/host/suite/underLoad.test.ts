import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { offlineModel, workspaceFile } from './support/netGuru.ts';
import { watchWork } from './support/watchWork.ts';

const FILES = 3_000;
/** 20 kB each: 60 MB together. */
const INTERFACES_PER_FILE = 110;
const WATCHED_MS = 20_000;
const LIMIT_MS = 50;

interface Measured {
  readonly host: Delays;
  readonly idleThread: Delays;
  /** The longest that the host's own thread computed without giving way. */
  readonly longestWorkMs: number;
}

interface Delays {
  readonly maxMs: number;
  readonly p99Ms: number;
}

function config(number: number): string {
  const lines = [`hostname load-${number}`];
  for (let port = 0; port < INTERFACES_PER_FILE; port++) {
    lines.push(
      `interface GigabitEthernet${port % 8}/${port}`,
      ` description port ${port} of room ${(number * 7 + port) % 40}, patched by field services`,
      ` switchport access vlan ${(number + port) % 400}`,
      ' spanning-tree portfast',
      ' storm-control broadcast level 2.00',
      '!',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Runs in a thread of its own: what it sees is the machine, not the extension host's work. */
const CONTROL = `
  const { parentPort } = require('node:worker_threads');
  const histogram = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  parentPort.once('message', () => {
    histogram.disable();
    parentPort.postMessage({ max: histogram.max, p99: histogram.percentile(99) });
  });
`;

/** Delays of this process's event loop, with nothing subtracted, while `work` runs. */
async function delaysDuring(work: Promise<unknown>): Promise<Measured> {
  const control = new Worker(CONTROL, { eval: true });
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const stopWatching = watchWork();
  await Promise.race([work, delay(WATCHED_MS)]);
  const longestWorkMs = stopWatching();
  histogram.disable();
  control.postMessage('end');
  const [idle]: readonly { max: number; p99: number }[] = await once(control, 'message');
  await control.terminate();
  return {
    longestWorkMs,
    host: { maxMs: histogram.max / 1e6, p99Ms: histogram.percentile(99) / 1e6 },
    idleThread: { maxMs: (idle?.max ?? 0) / 1e6, p99Ms: (idle?.p99 ?? 0) / 1e6 },
  };
}

function show(what: string, { host, idleThread, longestWorkMs }: Measured): void {
  const text = ({ maxMs, p99Ms }: Delays): string =>
    `max ${maxMs.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms`;
  console.log(
    `        ${what}: longest work ${longestWorkMs.toFixed(1)} ms; delays ${text(host)}; of an idle thread: ${text(idleThread)}`,
  );
}

/** Last by name: the index is still busy with these files when it ends. */
describe('the event loop of the extension host', function () {
  this.timeout(180_000);
  const folder = workspaceFile('load').fsPath;
  const staged = join(folder, '../../staged-load');

  before(async () => {
    await offlineModel();
    mkdirSync(staged, { recursive: true });
    for (let number = 0; number < FILES; number++) {
      writeFileSync(join(staged, `load-${number}.cfg`), config(number));
    }
  });

  after(() => {
    rmSync(staged, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  it(`is not blocked while ${FILES} files are indexed`, async () => {
    const settings = vscode.workspace.getConfiguration('netguru');
    await settings.update('index.automatic', false, vscode.ConfigurationTarget.Global);
    cpSync(staged, folder, { recursive: true });
    const bare = await delaysDuring(delay(WATCHED_MS));
    show('without indexing', bare);
    const isDone = { value: false };
    const work = Promise.resolve(vscode.commands.executeCommand('netguru.reindex')).then(() => {
      isDone.value = true;
    });
    const indexing = await delaysDuring(work);
    show(`while indexing${isDone.value ? '' : ' (still at work)'}`, indexing);
    assert.ok(indexing.host.p99Ms < LIMIT_MS, `p99 ${indexing.host.p99Ms} ms`);
    assert.ok(indexing.longestWorkMs < LIMIT_MS, `${indexing.longestWorkMs} ms`);
  });
});
