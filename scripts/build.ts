// npm run build [-- --production] [--target T]: the model, the corpus index and the bundles.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCorpus } from './buildCorpus.ts';
import { buildModel } from './model/build.ts';
import { hostTarget } from './vscode/targets.ts';

const root = join(import.meta.dirname, '..');
const STAMP = join(root, 'dist/.built');
/** What the build is made from, relative to the repository. */
const INPUTS = ['src', 'scripts', 'corpus', 'esbuild.mjs', 'package-lock.json'];

export interface BuildOptions {
  readonly production: boolean;
  /** A vsce target such as linux-x64; this machine's by default. */
  readonly target?: string | undefined;
}

export async function build({ production, target }: BuildOptions): Promise<void> {
  await buildModel((line) => console.error(line));
  await buildCorpus((line) => console.error(line));
  const args = [...(production ? ['--production'] : []), ...(target ? ['--target', target] : [])];
  execFileSync(process.execPath, [join(root, 'esbuild.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  // VS Code reads the translations of the code from where the manifest's `l10n` points.
  cpSync(
    join(root, 'src/l10n/bundle.l10n.pt-br.json'),
    join(root, 'dist/l10n/bundle.l10n.pt-br.json'),
  );
  writeFileSync(STAMP, target ?? hostTarget());
}

function newestChange(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestChange(join(path, name))),
    0,
  );
}

/** Builds when there is no build for this machine yet, or when something it is made from is newer. */
export async function ensureBuilt(): Promise<void> {
  const isOurs = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hostTarget();
  const built = isOurs ? statSync(STAMP).mtimeMs : 0;
  const changed = Math.max(...INPUTS.map((input) => newestChange(join(root, input))));
  if (built < changed) await build({ production: true });
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      production: { type: 'boolean', default: false },
      target: { type: 'string' },
    },
  });
  await build(values);
}
