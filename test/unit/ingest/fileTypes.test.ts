import assert from 'node:assert/strict';
import { chunkDocument } from '../../../src/ingest/chunkDocument.ts';
import {
  declaredKind,
  declaredPlatform,
  type FileTypeGlobs,
  FileTypes,
  isDeclaredType,
} from '../../../src/ingest/fileTypes.ts';
import { guessPlatform } from '../../../src/network/platform.ts';

describe('FileTypes', () => {
  const cases: readonly (readonly [FileTypeGlobs, string, string | undefined])[] = [
    [{ '*.txt': 'ios' }, 'r1.txt', 'ios'],
    [{ '*.txt': 'ios' }, 'deep/er/r1.txt', 'ios'],
    [{ 'legacy/*.txt': 'nx-os' }, 'legacy/sw1.txt', 'nx-os'],
    [{ 'legacy/*.txt': 'nx-os' }, 'other/sw1.txt', undefined],
    [{ 'legacy/**': 'junos' }, 'legacy/a/b', 'junos'],
    [{ '*.txt': 'ios', 'r1*': 'syslog' }, 'r1.txt', 'syslog'],
    [{ 'r1*': 'syslog', '*.txt': 'ios' }, 'r1.txt', 'ios'],
    [{ '': 'ios', '[': 'ios' }, 'r1.txt', undefined],
    [{}, 'r1.txt', undefined],
  ];
  for (const [globs, path, type] of cases) {
    it(`${JSON.stringify(globs)} makes ${path} ${type}`, () => {
      assert.equal(new FileTypes(globs).typeOf(path), type);
    });
  }
});

describe('a declared type', () => {
  it('is one of the list', () => {
    assert.ok(isDeclaredType('ios-xr'));
    for (const value of ['unknown', 'IOS', 7, null]) assert.ok(!isDeclaredType(value));
  });

  it('decides the kind', () => {
    assert.equal(declaredKind('asa'), 'config');
    assert.equal(declaredKind('syslog'), 'log');
    assert.equal(declaredKind('show-output'), 'show-output');
  });

  it('decides the platform and leaves the syntax to the text', () => {
    const set = guessPlatform('set system host-name r1\nset interfaces ge-0/0/0 unit 0\n');
    assert.equal(declaredPlatform('junos', set).style, 'set');
    assert.equal(declaredPlatform('junos', guessPlatform('')).style, 'braces');
    const ios = declaredPlatform('ios', set);
    assert.deepEqual([ios.platform, ios.style], ['ios', 'indented']);
  });

  it('wins over what the text looks like', () => {
    const text = 'hostname r1\ninterface Ethernet1\n ip address 10.0.0.1 255.255.255.0\n';
    const { kind, platform } = chunkDocument('r1.cfg', text, 'nx-os');
    assert.deepEqual([kind, platform], ['config', 'nx-os']);
    assert.equal(chunkDocument('r1.cfg', text, 'text').kind, 'text');
  });
});
