// What VS Code calls inside its extension host, from code-server and from the desktop alike.
import { appendFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { runMochaSuite } from '../../lib/mochaSuite.ts';
import { describeResults, isGood, writeResults } from '../../lib/results.ts';

/** Generous: the first embedding of a cold process on a busy machine is inside it. */
const TEST_TIMEOUT_MS = 60_000;

export async function run(): Promise<void> {
  const resultsFile = process.env.NETGURU_TEST_RESULTS;
  if (resultsFile === undefined) throw new Error('NETGURU_TEST_RESULTS is not set.');
  const results = await runMochaSuite({
    files: globSync('**/*.test.cjs', { cwd: __dirname })
      .sort()
      .map((file) => join(__dirname, file)),
    timeoutMs: TEST_TIMEOUT_MS,
    // The console of an extension host carries the workbench's own log as well; the runner prints
    // this file instead.
    onPrint: (text) => appendFileSync(`${resultsFile}.log`, `${text}\n`),
  });
  writeResults(resultsFile, results);
  if (!isGood(results)) throw new Error(describeResults(results));
}
