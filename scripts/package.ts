// npm run package [-- --target T | --all]: dist/netguru-<target>.vsix, by default for this machine.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { root } from './vscode/paths.ts';
import { hostTarget, isTarget, TARGETS, type Target } from './vscode/targets.ts';

/** Where the package is laid out before vsce packs it; also what a developer's VS Code may load. */
const staging = join(root, 'dist/package');

export function vsixPath(target: Target): string {
  return join(root, 'dist', `netguru-${target}.vsix`);
}

/** Builds NetGuru for `target` and packs it; returns the path of the .vsix. */
export async function packageExtension(target: Target): Promise<string> {
  const vsix = vsixPath(target);
  await build({ production: true, target });
  stage();
  const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce')), '../vsce');
  const args = [vsce, 'package', '--no-dependencies', '--target', target, '-o', vsix];
  // Without these two vsce asks on the terminal, or wants a public repository.
  args.push('--skip-license', '--allow-missing-repository', '--no-rewrite-relative-links');
  // To stderr, so that a caller's own output stays its own.
  execFileSync(process.execPath, args, {
    cwd: staging,
    stdio: ['ignore', 2, 2],
  });
  return vsix;
}

/** What is copied as it is; .vscodeignore decides what of it goes into the package. */
const STAGED = ['README.md', 'LICENSE', 'CHANGELOG.md', '.vscodeignore', 'media', 'corpus'];
const STAGED_DIST = /^(?:[^/]*\.cjs|(?:webview|models|corpus-index|native|l10n)(?:\/.*)?)$/;

/**
 * Lays out the extension as VS Code wants it. The manifest's translations must lie beside it,
 * while the repository keeps them in src/l10n; and a user needs no scripts and no dependencies.
 */
function stage(): void {
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  for (const name of STAGED) cpSync(join(root, name), join(staging, name), { recursive: true });
  const dist = join(root, 'dist');
  for (const name of readdirSync(dist).filter((entry) => STAGED_DIST.test(entry))) {
    cpSync(join(dist, name), join(staging, 'dist', name), { recursive: true });
  }
  for (const name of ['package.nls.json', 'package.nls.pt-br.json']) {
    cpSync(join(root, 'src/l10n', name), join(staging, name));
  }
  const manifest: Record<string, unknown> = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  for (const key of ['scripts', 'dependencies', 'devDependencies', 'allowScripts', 'private']) {
    delete manifest[key];
  }
  writeFileSync(join(staging, 'package.json'), JSON.stringify(manifest, null, 2));
}

function wantedTargets(): readonly Target[] {
  const { values } = parseArgs({
    options: {
      target: { type: 'string' },
      all: { type: 'boolean', default: false },
    },
  });
  if (values.all) return TARGETS;
  const name = values.target ?? hostTarget();
  if (isTarget(name)) return [name];
  throw new Error(`Unknown target ${name}; choose one of ${TARGETS.join(', ')}.`);
}

if (import.meta.main) {
  for (const target of wantedTargets()) {
    const vsix = await packageExtension(target);
    console.log(`${relative(root, vsix)}: ${(statSync(vsix).size / 1e6).toFixed(1)} MB`);
  }
}
