// npm run test:electron: the host suite in desktop VS Code, where one can be downloaded or
// VSCODE_PATH names its executable. VSCODE_VERSION chooses the version (default: stable).
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  runTests,
} from '@vscode/test-electron';
import { root, sampleNetworkDir, vscodeTestDir } from '../../scripts/vscode/paths.ts';
import { vsixForTests } from '../../scripts/vscode/testVsix.ts';
import { describeResults, isGood, readResults } from '../lib/results.ts';
import { bundleHostSuite } from './bundleSuite.ts';

const home = join(vscodeTestDir, 'electron');
rmSync(home, { recursive: true, force: true });
mkdirSync(home, { recursive: true });
const workspace = join(home, 'workspace');
cpSync(sampleNetworkDir, workspace, { recursive: true });
const resultsFile = join(home, 'results.json');
const profileArgs = [
  `--user-data-dir=${join(home, 'user-data')}`,
  `--extensions-dir=${join(home, 'extensions')}`,
];

const executable =
  process.env.VSCODE_PATH ??
  (await downloadAndUnzipVSCode({
    version: process.env.VSCODE_VERSION ?? 'stable',
  }).catch((error: unknown) => {
    console.error(`VS Code cannot be downloaded (${String(error)}); set VSCODE_PATH to one.`);
    process.exit(1);
  }));
const [cli = executable] = resolveCliArgsFromVSCodeExecutablePath(executable);
execFileSync(cli, [...profileArgs, '--install-extension', await vsixForTests(), '--force'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  shell: process.platform === 'win32',
});
try {
  await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: join(root, 'test/fixtures/empty-extension'),
    extensionTestsPath: await bundleHostSuite(),
    extensionTestsEnv: { NETGURU_TEST_RESULTS: resultsFile },
    launchArgs: [workspace, '--disable-workspace-trust', ...profileArgs],
  });
} catch (error) {
  // The results file decides; without one this says why.
  console.error(String(error));
}
if (existsSync(`${resultsFile}.log`)) process.stdout.write(readFileSync(`${resultsFile}.log`));
const results = readResults(resultsFile);
console.log(results === undefined ? 'The host suite did not finish.' : describeResults(results));
process.exit(isGood(results) ? 0 : 1);
