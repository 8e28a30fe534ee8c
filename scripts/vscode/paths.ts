import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Everything the harness installs or writes; git-ignored, safe to delete. */
export const vscodeTestDir = join(root, '.vscode-test');

export const sampleNetworkDir = join(root, 'test/fixtures/sample-network');
