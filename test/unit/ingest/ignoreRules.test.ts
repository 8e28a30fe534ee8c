import assert from 'node:assert/strict';
import { IgnoreRules } from '../../../src/ingest/ignoreRules.ts';

interface Case {
  readonly name: string;
  readonly globs?: readonly string[];
  /** Folder, file, patterns; outer ones first. */
  readonly files?: readonly (readonly [string, string, string])[];
  /** Path (with `/` at the end for a folder) and why it is left out. */
  readonly paths: Readonly<Record<string, string | undefined>>;
}

const cases: readonly Case[] = [
  { name: 'no rules', paths: { 'a.cfg': undefined, 'x/b.cfg': undefined } },
  {
    name: 'a .gitignore',
    files: [['', '.gitignore', '*.bak\n/top.cfg\nold/\n# comment\n']],
    paths: {
      'a.bak': '.gitignore',
      'x/y/a.bak': '.gitignore',
      'top.cfg': '.gitignore',
      'x/top.cfg': undefined,
      'old/': '.gitignore',
      'x/old/': '.gitignore',
      old: undefined,
    },
  },
  {
    name: 'negation',
    files: [['', '.gitignore', '*.log\n!keep.log\n']],
    paths: { 'a.log': '.gitignore', 'keep.log': undefined, 'x/keep.log': undefined },
  },
  {
    name: 'an inner file that keeps what an outer one leaves out',
    files: [
      ['', '.gitignore', '*.log\n'],
      ['site', '.gitignore', '!*.log\n'],
    ],
    paths: { 'a.log': '.gitignore', 'site/a.log': undefined, 'other/a.log': '.gitignore' },
  },
  {
    name: 'an inner file, only below its folder',
    files: [['site/a', '.gitignore', 'x.cfg\n/y.cfg']],
    paths: {
      'x.cfg': undefined,
      'site/x.cfg': undefined,
      'site/a/x.cfg': '.gitignore',
      'site/a/deep/x.cfg': '.gitignore',
      'site/a/y.cfg': '.gitignore',
      'site/a/deep/y.cfg': undefined,
      'site/ab/x.cfg': undefined,
    },
  },
  {
    name: 'a .netguruignore over the .gitignore of its folder',
    files: [
      ['', '.gitignore', 'lab/\n'],
      ['', '.netguruignore', '!lab/\nsecret.cfg\n'],
    ],
    paths: { 'lab/': undefined, 'secret.cfg': '.netguruignore' },
  },
  {
    name: 'files.exclude',
    globs: ['**/*.tmp', '**/build', 'only/here.cfg', '{a,b}/*.txt'],
    files: [['', '.gitignore', '!x.tmp']],
    paths: {
      'x.tmp': 'files.exclude',
      'd/.hidden.tmp': 'files.exclude',
      'build/': 'files.exclude',
      'd/build/': 'files.exclude',
      'only/here.cfg': 'files.exclude',
      'd/only/here.cfg': undefined,
      'b/x.txt': 'files.exclude',
      'c/x.txt': undefined,
    },
  },
  {
    name: 'folders that never hold network files',
    paths: { '.git/': '.git', 'a/node_modules/': 'node_modules', node_modules: undefined },
  },
  {
    name: 'ignore files with CRLF and a byte-order mark',
    files: [['', '.gitignore', '\ufeff*.bak\r\nold/\r\n']],
    paths: { 'a.bak': '.gitignore', 'old/': '.gitignore', 'a.cfg': undefined },
  },
];

describe('IgnoreRules', () => {
  for (const { name, globs = [], files = [], paths } of cases) {
    it(`follows ${name}`, () => {
      let rules = IgnoreRules.create(globs);
      for (const [base, source, patterns] of files) rules = rules.with(base, source, patterns);
      const reasons = Object.keys(paths).map((path) => [
        path,
        rules.reasonToSkip(path.replace(/\/$/, ''), path.endsWith('/')),
      ]);
      assert.deepEqual(Object.fromEntries(reasons), paths);
    });
  }

  it('does not change when an inner file is added', () => {
    const outer = IgnoreRules.create([]);
    outer.with('', '.gitignore', '*');
    assert.equal(outer.reasonToSkip('a.cfg', false), undefined);
  });
});
