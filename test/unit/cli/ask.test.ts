import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';

const ROOT = join(import.meta.dirname, '../../..');
const ASK = join(ROOT, 'dist/ask.cjs');

const config = `version 17.9
hostname r1
!
interface GigabitEthernet0/0/1
 description uplink
 ip access-group ACL-EDGE in
!
ip access-list extended ACL-EDGE
 permit tcp any any established
 deny ip any any log
end
`;

const output = z.strictObject({
  question: z.string(),
  answer: z.string(),
  provider: z.string(),
  model: z.string(),
  evidence: z.array(
    z.strictObject({
      n: z.number().int(),
      origin: z.enum(['workspace', 'corpus']),
      path: z.string(),
      startLine: z.number().int(),
      endLine: z.number().int(),
      title: z.string(),
      score: z.number(),
      text: z.string(),
    }),
  ),
  timings: z.strictObject({
    indexMs: z.number(),
    retrieveMs: z.number(),
    firstTokenMs: z.number(),
    totalMs: z.number(),
  }),
});

describe('the ask command', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();
  const net = () => join(folder.path, 'net');

  before(function () {
    if (!existsSync(ASK)) this.skip();
  });
  beforeEach(() => writeFiles(net(), { 'r1.cfg': config }));

  async function run(...args: string[]) {
    const child = spawn(process.execPath, [ASK, ...args], {
      env: { PATH: process.env.PATH, HOME: folder.path },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exit = once(child, 'exit');
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    await exit;
    return { code: child.exitCode, stdout, stderr };
  }

  it('answers without a key, prints one JSON object, and is quicker the second time', async () => {
    const question = 'Which access list is on GigabitEthernet0/0/1 of r1?';
    const store = join(folder.path, 'store');
    const args = ['--workspace', net(), '--store', store, '--json', question];
    const { code, stdout, stderr } = await run(...args);
    assert.equal(code, 0, stderr);
    const result = output.parse(JSON.parse(stdout));
    assert.equal(stdout.trim().split('\n').length, 1);
    assert.deepEqual([result.question, result.provider], [question, 'none']);
    assert.match(result.answer, /ACL-EDGE[\s\S]*\[1\]|\[1\][\s\S]*ACL-EDGE/);
    assert.deepEqual(
      result.evidence.map(({ n }) => n),
      result.evidence.map((_, index) => index + 1),
    );
    const [first] = result.evidence;
    assert(first?.origin === 'workspace' && first.path === 'r1.cfg');
    const lines = readFileSync(join(net(), 'r1.cfg'), 'utf8').split('\n');
    assert.equal(first.text, lines.slice(first.startLine - 1, first.endLine).join('\n'));
    assert((await readdir(store)).some((name) => name.startsWith('generation-')));
    assert.deepEqual(await readdir(net()), ['r1.cfg']);

    const again = output.parse(JSON.parse((await run(...args)).stdout));
    assert.deepEqual(again.evidence, result.evidence);
  });

  it('prints the answer and its numbered sources', async () => {
    const { code, stdout } = await run('--workspace', net(), '--provider', 'none', 'ACL-EDGE?');
    assert.equal(code, 0);
    assert.match(stdout, /Sources:\n\[1\] r1\.cfg:\d+-\d+ /);
  });

  it('keeps its index out of the workspace when no store is named', async () => {
    await run('--workspace', net(), 'ACL-EDGE?');
    assert.deepEqual(await readdir(net()), ['r1.cfg']);
    assert(existsSync(join(folder.path, '.cache/netguru')));
  });

  const failures: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['no workspace', ['x'], 2, /--workspace is missing[\s\S]*npm run ask/],
    ['no question', ['--workspace', '.'], 2, /question is missing/],
    ['an unknown option', ['--workspace', '.', '--frob', 'x'], 2, /frob/],
    ['no key', ['--workspace', '.', '--provider', 'openai', 'x'], 2, /OPENAI_API_KEY/],
    ['no such folder', ['--workspace', '/no/such/folder', 'x'], 1, /not a folder/],
    ['a file as workspace', ['--workspace', ASK, 'x'], 1, /not a folder/],
  ];
  for (const [name, args, code, message] of failures) {
    it(`says what is wrong: ${name}`, async () => {
      const result = await run(...args);
      assert.equal(result.code, code);
      assert.match(result.stderr, message);
      assert.equal(result.stdout, '');
      assert.doesNotMatch(result.stderr, /at .*\.cjs:\d+/, 'no stack');
    });
  }
});
