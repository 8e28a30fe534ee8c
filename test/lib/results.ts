import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** How one test suite ended. */
export interface SuiteResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Writes a suite's results so that a reader finds a whole file or none. The exit code alone is not
 * believed: VS Code reports 0 also when its extension host was killed.
 */
export function writeResults(file: string, results: SuiteResults): void {
  writeFileSync(`${file}.tmp`, JSON.stringify(results));
  renameSync(`${file}.tmp`, file);
}

/** The results a suite left, or undefined where it did not come to its end. */
export function readResults(file: string): SuiteResults | undefined {
  if (!existsSync(file)) return undefined;
  const { passed, failed, skipped }: Record<string, unknown> = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  if (typeof passed !== 'number' || typeof failed !== 'number' || typeof skipped !== 'number') {
    return undefined;
  }
  return { passed, failed, skipped };
}

/** A suite is good when it ended, nothing failed, and something was tested at all. */
export function isGood(results: SuiteResults | undefined): results is SuiteResults {
  return results !== undefined && results.failed === 0 && results.passed > 0;
}

export function describeResults(results: SuiteResults): string {
  return `${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`;
}
