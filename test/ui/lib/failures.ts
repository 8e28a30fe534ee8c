import type { Session } from './session.ts';

/**
 * Saves .vscode-test/screenshots/failed-<title>.png when a test of the surrounding `describe`
 * fails.
 */
export function screenshotFailures(session: () => Session | undefined): void {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    const name = test.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
    await session()
      ?.workbench()
      .screenshot(`failed-${name}`)
      .catch(() => undefined);
  });
}
