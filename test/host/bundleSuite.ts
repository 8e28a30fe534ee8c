import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/vscode/paths.ts';

/**
 * Bundles the host suite into dist/test-host as CommonJS, which is what VS Code's extension host
 * loads `vscode` into, and returns the path of its entry.
 */
export async function bundleHostSuite(): Promise<string> {
  const outdir = join(root, 'dist/test-host');
  rmSync(outdir, { recursive: true, force: true });
  const suiteDir = join(root, 'test/host/suite');
  await build({
    entryPoints: [
      join(suiteDir, 'index.ts'),
      ...globSync('**/*.test.ts', { cwd: suiteDir }).map((file) => join(suiteDir, file)),
    ],
    outdir,
    outbase: suiteDir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(outdir, 'index.cjs');
}
