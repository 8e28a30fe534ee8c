import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingOptionalPackages } from '../../../scripts/completeLock.ts';
import { root } from '../../../scripts/vscode/paths.ts';

describe('missingOptionalPackages', () => {
  const asks = {
    version: '1.0.0',
    dev: true,
    optionalDependencies: { 'b-linux-x64': '2.0.0' },
  };
  const b = { version: '2.0.0' };
  const missing = [{ name: 'b-linux-x64', version: '2.0.0', dev: true }];

  for (const { title, entries, expected } of [
    {
      title: 'nowhere',
      entries: { 'node_modules/a': asks },
      expected: missing,
    },
    {
      title: 'at the top',
      entries: {
        'node_modules/x/node_modules/a': asks,
        'node_modules/b-linux-x64': b,
      },
      expected: [],
    },
    {
      title: 'beside',
      entries: {
        'node_modules/x/node_modules/a': asks,
        'node_modules/x/node_modules/b-linux-x64': b,
      },
      expected: [],
    },
    {
      title: 'in another branch only',
      entries: {
        'node_modules/a': asks,
        'node_modules/y/node_modules/b-linux-x64': b,
      },
      expected: missing,
    },
  ]) {
    it(`looks where Node would: ${title}`, () => {
      assert.deepEqual(missingOptionalPackages(entries), expected);
    });
  }
});

describe('package-lock.json', () => {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');

  it('names the packages of every platform, or npm ci refuses it (npm run complete-lock)', () => {
    assert.deepEqual(missingOptionalPackages(JSON.parse(text).packages), []);
  });

  it('holds no registry addresses', () => {
    assert.doesNotMatch(text, /"resolved": "https?:/);
  });
});
