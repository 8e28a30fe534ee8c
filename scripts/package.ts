// npm run package [-- --target T | --all]: dist/netguru-<target>.vsix, by default for this machine.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { root } from './vscode/paths.ts';
import { hostTarget, isTarget, TARGETS, type Target } from './vscode/targets.ts';

export function vsixPath(target: Target): string {
  return join(root, 'dist', `netguru-${target}.vsix`);
}

/** Builds NetGuru for `target` and packs it; returns the path of the .vsix. */
export async function packageExtension(target: Target): Promise<string> {
  const vsix = vsixPath(target);
  await build({ production: true, target });
  const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce')), '../vsce');
  const args = [vsce, 'package', '--no-dependencies', '--target', target, '-o', vsix];
  // Without these two vsce asks on the terminal, or wants a public repository.
  args.push('--skip-license', '--allow-missing-repository', '--no-rewrite-relative-links');
  // To stderr, so that a caller's own output stays its own.
  execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  return vsix;
}

function wantedTargets(): readonly Target[] {
  const { values } = parseArgs({
    options: { target: { type: 'string' }, all: { type: 'boolean', default: false } },
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
