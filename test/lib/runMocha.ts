// node test/lib/runMocha.ts <suite> <glob…>: runs test files with mocha in this process and prints
// `N passed, N failed, N skipped` last.
import { globSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root, vscodeTestDir } from '../../scripts/vscode/paths.ts';
import { runMochaSuite } from './mochaSuite.ts';
import { describeResults, isGood, writeResults } from './results.ts';

/** Journeys wait for a browser on machines that may be slow and busy. */
const TIMEOUT_MS: Readonly<Record<string, number>> = {
  unit: 20_000,
  ui: 180_000,
};

const [suite = 'unit', ...patterns] = process.argv.slice(2);
const resultsFile =
  process.env.NETGURU_TEST_RESULTS ?? join(vscodeTestDir, 'results', `${suite}.json`);
mkdirSync(dirname(resultsFile), { recursive: true });
rmSync(resultsFile, { force: true });

const files = globSync(patterns, { cwd: root })
  .sort()
  .map((file) => resolve(root, file));
const results = await runMochaSuite({
  files,
  timeoutMs: TIMEOUT_MS[suite] ?? 20_000,
});
writeResults(resultsFile, results);
console.log(describeResults(results));
// A forgotten handle (a worker, a socket) must not keep the run from ending.
process.exit(isGood(results) ? 0 : 1);
