import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root, vscodeTestDir } from './paths.ts';

/** code-server 4.139.1 is VS Code 1.139.1 with a real Node extension host. */
const VERSION = '4.139.1';

const home = join(vscodeTestDir, `code-server-${VERSION}`);

export interface CodeServer {
  /** A Node 24 binary: code-server uses module hooks that older Nodes lack. */
  readonly node: string;
  /** code-server's command-line entry. */
  readonly entry: string;
}

/**
 * The code-server to run, installed from the npm registry on the first call (about 15 s and
 * 590 MB). Needs no compiler and no system package. An interrupted install leaves nothing behind
 * that a later call would take for complete.
 */
export function ensureCodeServer(log: (line: string) => void = console.error): CodeServer {
  if (!existsSync(join(home, '.complete'))) install(log);
  return {
    node: node24(),
    entry: join(home, 'node_modules/code-server/out/node/entry.js'),
  };
}

/** The running Node if it is a 24, else the one that the `node` devDependency brings. */
function node24(): string {
  if (process.versions.node.startsWith('24.')) return process.execPath;
  const packageJson = createRequire(join(root, 'package.json')).resolve('node/package.json');
  return join(dirname(packageJson), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function install(log: (line: string) => void): void {
  const startedAt = Date.now();
  const staging = `${home}.${process.pid}`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  log(`Installing code-server ${VERSION} into .vscode-test (about 590 MB, once) …`);
  writeFileSync(join(staging, 'package.json'), '{"private":true}\n');
  // Its install script would compile eight native modules; all but one of them ship prebuilt or
  // are optional at run time.
  npmInstall(staging, ['--no-save', `code-server@${VERSION}`]);
  const vscodeDir = join(staging, 'node_modules/code-server/lib/vscode');
  // `install`, not `ci`: the shrinkwrap inside is out of step with its package.json.
  npmInstall(vscodeDir, ['--omit=dev']);
  copyFileSync(
    join(import.meta.dirname, 'spdlogShim.cjs'),
    join(vscodeDir, 'node_modules/@vscode/spdlog/index.js'),
  );
  writeFileSync(join(staging, '.complete'), '');
  rmSync(home, { recursive: true, force: true });
  renameSync(staging, home);
  log(`code-server ${VERSION} is ready (${((Date.now() - startedAt) / 1000).toFixed(0)} s)`);
}

function npmInstall(cwd: string, args: readonly string[]): void {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...quiet, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}
