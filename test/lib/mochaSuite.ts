import { format } from 'node:util';
import Mocha from 'mocha';
import type { SuiteResults } from './results.ts';

export interface MochaSuiteOptions {
  readonly files: readonly string[];
  readonly timeoutMs: number;
  /** Gets every line that the reporter prints, besides the console. */
  readonly onPrint?: (text: string) => void;
}

/**
 * Runs test files with mocha. The same for unit tests, tests inside the extension host, and
 * journeys in the browser; `MOCHA_GREP` chooses tests by title.
 */
export async function runMochaSuite(options: MochaSuiteOptions): Promise<SuiteResults> {
  const { onPrint } = options;
  if (onPrint !== undefined) {
    const print = Mocha.reporters.Base.consoleLog;
    Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
      print(...args);
      onPrint(format(...args));
    };
  }
  const grep = process.env.MOCHA_GREP;
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: process.stdout?.isTTY === true,
    timeout: options.timeoutMs,
    slow: options.timeoutMs / 10,
    forbidOnly: process.env.CI !== undefined,
    ...(grep === undefined || grep === '' ? {} : { grep }),
  });
  for (const file of options.files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return await new Promise((resolve) => {
    const runner = mocha.run((failures) => {
      const stats = runner.stats;
      resolve({
        passed: stats?.passes ?? 0,
        failed: failures,
        skipped: stats?.pending ?? 0,
      });
    });
  });
}
