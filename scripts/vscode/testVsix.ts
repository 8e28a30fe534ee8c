import { existsSync, globSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageExtension, vsixPath } from '../package.ts';
import { root } from './paths.ts';
import { hostTarget } from './targets.ts';

/** What the package is made of; a change in any of it makes a packed .vsix out of date. */
const INPUTS: readonly string[] = [
  'src/**/*',
  'media/**/*',
  'corpus/**/*',
  'scripts/**/*',
  'package*.json',
  'README.md',
  'LICENSE*',
  'CHANGELOG.md',
  '.vscodeignore',
  'esbuild.mjs',
];

/**
 * The .vsix to test: $NETGURU_VSIX, else the one in dist/, packed anew where it is missing or
 * older than what it is made of.
 */
export async function vsixForTests(): Promise<string> {
  const given = process.env.NETGURU_VSIX;
  if (given !== undefined && given !== '') return resolve(given);
  const target = hostTarget();
  const vsix = vsixPath(target);
  return isUpToDate(vsix) ? vsix : await packageExtension(target);
}

function isUpToDate(vsix: string): boolean {
  if (!existsSync(vsix)) return false;
  const packedAt = statSync(vsix).mtimeMs;
  return globSync([...INPUTS], { cwd: root }).every(
    (file) => statSync(join(root, file)).mtimeMs <= packedAt,
  );
}
