// npm test: packs NetGuru once, then runs the unit tests, the tests inside VS Code's extension host
// and the journeys in the browser. The very last line sums all of them.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeResults, isGood, readResults, type SuiteResults } from '../test/lib/results.ts';
import { packageExtension } from './package.ts';
import { ensureChromium } from './vscode/chromium.ts';
import { ensureCodeServer } from './vscode/codeServer.ts';
import { onParentExit } from './vscode/parentExit.ts';
import { root, vscodeTestDir } from './vscode/paths.ts';
import { hostTarget } from './vscode/targets.ts';

interface Suite {
  readonly name: string;
  readonly script: string;
  /** After that the suite counts as failed: nothing may hang a build for ever. */
  readonly deadlineMs: number;
}

const suites: readonly Suite[] = [
  { name: 'unit', script: 'test:unit', deadlineMs: 10 * 60_000 },
  { name: 'host', script: 'test:host', deadlineMs: 12 * 60_000 },
  { name: 'ui', script: 'test:ui', deadlineMs: 20 * 60_000 },
];

/** What a suite counts as that did not come to its end. */
const UNFINISHED: SuiteResults = { passed: 0, failed: 1, skipped: 0 };

async function runSuite(suite: Suite, vsix: string): Promise<SuiteResults> {
  const startedAt = Date.now();
  console.log(`\n=== ${suite.name} tests`);
  const resultsFile = join(vscodeTestDir, 'results', `${suite.name}.json`);
  mkdirSync(join(vscodeTestDir, 'results'), { recursive: true });
  rmSync(resultsFile, { force: true });
  await runScript(suite, {
    NETGURU_VSIX: vsix,
    NETGURU_TEST_RESULTS: resultsFile,
  });
  const results = readResults(resultsFile);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
  if (results === undefined || results.passed + results.failed === 0) {
    console.log(
      `The ${suite.name} tests did not come to an end, or there are none (${seconds} s).`,
    );
    return UNFINISHED;
  }
  console.log(`${suite.name}: ${describeResults(results)} (${seconds} s)`);
  return results;
}

/** Runs an npm script in its own process group, so that a deadline ends all that it started. */
function runScript(suite: Suite, env: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '-s', suite.script], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32',
    });
    const endGroup = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Ended by itself.
      }
    };
    const deadline = setTimeout(() => {
      console.log(`No end after ${suite.deadlineMs / 60_000} minutes.`);
      endGroup();
    }, suite.deadlineMs);
    process.once('exit', endGroup);
    child.once('exit', () => {
      clearTimeout(deadline);
      process.removeListener('exit', endGroup);
      resolve();
    });
  });
}

async function runAll(): Promise<SuiteResults> {
  ensureCodeServer(console.log);
  ensureChromium(console.log);
  const vsix = await packageExtension(hostTarget());
  const all: SuiteResults[] = [];
  for (const suite of suites) all.push(await runSuite(suite, vsix));
  return all.reduce((sum, results) => ({
    passed: sum.passed + results.passed,
    failed: sum.failed + results.failed,
    skipped: sum.skipped + results.skipped,
  }));
}

const giveUp = (): never => process.exit(1);
process.once('SIGINT', giveUp).once('SIGTERM', giveUp);
onParentExit(giveUp);
const total = await runAll().catch((error: unknown) => {
  console.error(error);
  return UNFINISHED;
});
console.log(`\nNetGuru: ${describeResults(total)}`);
process.exitCode = isGood(total) ? 0 : 1;
