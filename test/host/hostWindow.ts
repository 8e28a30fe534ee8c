import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import type { RunningServer } from '../../scripts/vscode/server.ts';
import { chromiumOptions } from '../lib/chromiumOptions.ts';

export interface HostRun {
  readonly server: RunningServer;
  readonly workspace: string;
  /** The bundled suite's entry. */
  readonly suite: string;
  readonly developmentExtension: string;
  /** Gets console.log and, after a failure, failure.png. */
  readonly logDir: string;
  readonly deadlineMs: number;
}

/**
 * Opens a window that runs the suite in its extension host, and says how that ended. What the
 * suite found is in its results file: the exit code is 0 also when the host was killed.
 */
export async function runInHost(run: HostRun): Promise<string> {
  const browser = await chromium.launch(chromiumOptions());
  const consoleLog = createWriteStream(join(run.logDir, 'console.log'));
  try {
    const page = await browser.newPage({
      viewport: { width: 1400, height: 900 },
    });
    page.on('console', (message) => consoleLog.write(`${message.type()}: ${message.text()}\n`));
    const ended = waitForEnd(page, run, (line) => consoleLog.write(`${line}\n`));
    await page.goto(testWindowUrl(run));
    const how = await ended;
    if (how !== 'exit code 0') {
      await page
        .screenshot({ path: join(run.logDir, 'failure.png'), timeout: 5_000 })
        .catch(() => undefined);
    }
    return how;
  } finally {
    await browser.close();
    consoleLog.end();
  }
}

function waitForEnd(page: Page, run: HostRun, log: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => resolve(`no result in ${run.deadlineMs / 1000} s`),
      run.deadlineMs,
    );
    deadline.unref();
    page.on('crash', () => resolve('the page crashed'));
    void run.server.exited.then(() => resolve('the server stopped'));
    // The names are VS Code's own; both must exist in the window.
    Promise.all([
      page.exposeFunction('codeAutomationExit', (code: number) => resolve(`exit code ${code}`)),
      page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) =>
        log(`${type}: ${format(...args)}`),
      ),
    ]).catch(reject);
  });
}

function testWindowUrl(run: HostRun): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${run.server.port}${path}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(run.developmentExtension)],
    ['extensionTestsPath', remote(run.suite)],
  ]);
  const query = new URLSearchParams({ folder: run.workspace, payload });
  return `${run.server.url}/?${query}`;
}
