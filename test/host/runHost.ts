// npm run test:host: the host suite in a real VS Code extension host (code-server), against the
// installed .vsix. The extension under development is an empty one, since VS Code runs tests only
// in a development window.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installVsix } from '../../scripts/vscode/installVsix.ts';
import { root, sampleNetworkDir, vscodeTestDir } from '../../scripts/vscode/paths.ts';
import { startServer } from '../../scripts/vscode/server.ts';
import { vsixForTests } from '../../scripts/vscode/testVsix.ts';
import { describeResults, isGood, readResults } from '../lib/results.ts';
import { bundleHostSuite } from './bundleSuite.ts';
import { runInHost } from './hostWindow.ts';

const DEADLINE_MS = 10 * 60_000;

const home = join(vscodeTestDir, 'host');
rmSync(home, { recursive: true, force: true });
mkdirSync(home, { recursive: true });
const workspace = join(home, 'workspace');
cpSync(sampleNetworkDir, workspace, { recursive: true });
const resultsFile = process.env.NETGURU_TEST_RESULTS ?? join(home, 'results.json');
rmSync(resultsFile, { force: true });
rmSync(`${resultsFile}.log`, { force: true });

const vsix = await vsixForTests();
const suite = await bundleHostSuite();
const dirs = {
  userDataDir: join(home, 'user-data'),
  extensionsDir: join(home, 'extensions'),
};
installVsix(vsix, dirs);
const server = await startServer({
  ...dirs,
  logFile: join(home, 'server.log'),
  env: { NETGURU_TEST_RESULTS: resultsFile },
  // Without the second option a built VS Code ignores the payload. It also hides toasts and skips
  // dialogs, so journeys in the browser must not use it.
  args: ['--disable-workspace-trust', '--vscode-option', 'enable-smoke-test-driver'],
});
const ended = await runInHost({
  server,
  workspace,
  suite,
  developmentExtension: join(root, 'test/fixtures/empty-extension'),
  logDir: home,
  deadlineMs: DEADLINE_MS,
}).finally(() => server.stop());

if (existsSync(`${resultsFile}.log`)) process.stdout.write(readFileSync(`${resultsFile}.log`));
const results = readResults(resultsFile);
if (results === undefined) {
  console.error(`The host suite did not finish (${ended}); see ${join(home, 'console.log')}`);
} else {
  console.log(describeResults(results));
}
process.exit(isGood(results) ? 0 : 1);
