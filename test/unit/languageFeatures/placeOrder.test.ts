import assert from 'node:assert/strict';
import type { NamePlace } from '../../../src/vscode/languageFeatures/nameIndex.ts';
import {
  definitionsElsewhere,
  type Here,
  referencesElsewhere,
} from '../../../src/vscode/languageFeatures/placeOrder.ts';

const HERE: Here = { folder: '/net', path: 'r1/base.cfg', hostname: 'r1' };

function place(
  path: string,
  hostname: string | undefined,
  role: NamePlace['role'],
  named: Pick<NamePlace, 'kind' | 'name'> = { kind: 'access-list', name: 'ACL' },
): NamePlace {
  const host = hostname === undefined ? {} : { hostname };
  return { folder: '/net', path, ...host, ...named, role, line: 1, endLine: 2 };
}

const PLACES = (named?: Pick<NamePlace, 'kind' | 'name'>): readonly NamePlace[] => [
  place('r1/base.cfg', 'r1', 'definition', named),
  place('r2.cfg', 'r2', 'definition', named),
  place('r2.cfg', 'r2', 'use', named),
  place('r1/acls.cfg', 'R1', 'definition', named),
  place('snippet.cfg', undefined, 'use', named),
];

const paths = (places: readonly NamePlace[]): string[] => places.map(({ path }) => path);

describe('places in other files', () => {
  it('define a name only on the same device', () => {
    assert.deepEqual(paths(definitionsElsewhere(PLACES(), HERE)), ['r1/acls.cfg']);
  });

  it('may be of any device for a file that names none', () => {
    const snippet = { folder: '/net', path: 'snippet.cfg' };
    assert.deepEqual(paths(definitionsElsewhere(PLACES(), snippet)), [
      'r1/base.cfg',
      'r2.cfg',
      'r1/acls.cfg',
    ]);
  });

  const REFERENCES: readonly (readonly [Pick<NamePlace, 'kind' | 'name'>, readonly string[]])[] = [
    [{ kind: 'access-list', name: 'ACL' }, ['r1/acls.cfg', 'r2.cfg', 'r2.cfg', 'snippet.cfg']],
    [{ kind: 'access-list', name: '101' }, ['r1/acls.cfg']],
    [{ kind: 'interface', name: 'Loopback0' }, ['r1/acls.cfg']],
    [{ kind: 'track', name: '10' }, ['r1/acls.cfg']],
  ];
  for (const [named, expected] of REFERENCES) {
    it(`mention ${named.kind} ${named.name}, the same device first`, () => {
      assert.deepEqual(paths(referencesElsewhere(PLACES(named), HERE)), expected);
    });
  }

  it('are those of the open file neither', () => {
    const same = { ...place('r1/base.cfg', 'r1', 'use'), folder: '/other' };
    assert.deepEqual(referencesElsewhere([same], HERE), [same]);
    assert.deepEqual(referencesElsewhere([{ ...same, folder: '/net' }], HERE), []);
  });
});
