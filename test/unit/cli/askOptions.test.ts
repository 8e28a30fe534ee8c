import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { type AskOptions, parseAskOptions } from '../../../src/cli/askOptions.ts';

const KEYS = { OPENAI_API_KEY: 'sk-open', ANTHROPIC_API_KEY: 'sk-ant' };
const BASE = ['--workspace', 'net'];

interface Case {
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly expected: Partial<AskOptions>;
}

const good: readonly Case[] = [
  {
    args: [...BASE, 'Which ACL?'],
    expected: { workspace: resolve('net'), question: 'Which ACL?', json: false, provider: 'none' },
  },
  { args: [...BASE, 'Which', 'ACL?'], expected: { question: 'Which ACL?' } },
  { args: ['x', ...BASE, '--json'], expected: { question: 'x', json: true } },
  { args: [...BASE, '--store', 'index', 'x'], expected: { store: resolve('index') } },
  { args: ['--workspace=/net', 'x'], expected: { workspace: '/net' } },
  { args: [...BASE, '--', '--json'], expected: { question: '--json', json: false } },
  {
    args: [...BASE, 'x'],
    environment: KEYS,
    expected: { provider: 'openai', apiKey: 'sk-open' },
  },
  {
    args: [...BASE, 'x'],
    environment: { ANTHROPIC_API_KEY: 'sk-ant' },
    expected: { provider: 'anthropic', apiKey: 'sk-ant' },
  },
  {
    args: [...BASE, '--provider', 'anthropic', '--model', 'm', 'x'],
    environment: KEYS,
    expected: { provider: 'anthropic', apiKey: 'sk-ant', model: 'm' },
  },
  {
    args: [...BASE, '--provider', 'none', 'x'],
    environment: KEYS,
    expected: { provider: 'none', apiKey: undefined },
  },
  {
    args: [...BASE, '--base-url', 'http://127.0.0.1:1/v1', 'x'],
    environment: { ...KEYS, OPENAI_BASE_URL: 'http://evil.example' },
    expected: { baseUrl: 'http://127.0.0.1:1/v1' },
  },
  {
    args: [...BASE, 'x'],
    environment: { ...KEYS, OPENAI_BASE_URL: 'http://evil.example' },
    expected: { baseUrl: undefined },
  },
];

const bad: readonly (readonly [readonly string[], RegExp])[] = [
  [['x'], /--workspace is missing/],
  [BASE, /question is missing/],
  [[...BASE, '  '], /question is missing/],
  [[...BASE, '--provider', 'ollama', 'x'], /not ollama/],
  [[...BASE, '--provider', 'openai', 'x'], /OPENAI_API_KEY/],
  [[...BASE, '--provider', 'anthropic', 'x'], /ANTHROPIC_API_KEY/],
  [[...BASE, '--unknown', 'x'], /unknown/],
  [['--workspace'], /workspace/],
];

describe('parseAskOptions', () => {
  for (const { args, environment = {}, expected } of good) {
    it(`reads ${args.join(' ')} with ${Object.keys(environment).join() || 'no keys'}`, () => {
      const options = parseAskOptions(args, environment);
      assert.deepEqual({ ...options, ...expected }, options);
    });
  }

  for (const [args, message] of bad) {
    it(`refuses ${args.join(' ') || 'nothing'}`, () => {
      assert.throws(() => parseAskOptions(args, {}), message);
    });
  }

  it('keeps the index of each workspace in a folder of its own in the cache', () => {
    const environment = { XDG_CACHE_HOME: '/cache' };
    const storeOf = (workspace: string) =>
      parseAskOptions(['--workspace', workspace, 'x'], environment).store;
    assert(storeOf('a').startsWith(join('/cache', 'netguru')));
    assert.equal(storeOf('a'), storeOf('./a/'));
    assert.notEqual(storeOf('a'), storeOf('b'));
  });
});
