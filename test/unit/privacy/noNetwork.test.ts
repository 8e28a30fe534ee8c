import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { contentOf, pdfFile } from '../ingest/pdf/pdfBytes.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DIST = join(ROOT, 'dist');
const GUARD = join(import.meta.dirname, 'networkGuard.cjs');

const line = z.object({
  event: z.enum(['armed', 'call']),
  threadId: z.number(),
  call: z.string().optional(),
  target: z.string().optional(),
  stack: z.string().optional(),
});
type Line = z.infer<typeof line>;

interface Guarded {
  readonly stdout: string;
  /** The threads that the guard was in. */
  readonly threads: ReadonlySet<number>;
  readonly calls: readonly Line[];
}

/** A page with one line of text. */
function smallPdf(text: string): Buffer {
  const content = contentOf([{ x: 72, y: 700, text, size: 12 }]);
  return pdfFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]);
}

describe('the network guard', function () {
  this.timeout(180_000);
  const folder = useTemporaryFolder();

  /** Runs Node with the guard in it and in all of its workers. */
  async function guarded(...args: readonly string[]): Promise<Guarded> {
    const file = join(folder.path, 'guard.jsonl');
    await writeFile(file, '');
    const env = {
      PATH: process.env.PATH,
      HOME: folder.path,
      NETGURU_NETWORK_GUARD: file,
      // Reaches also workers that are started without their parent's arguments.
      NODE_OPTIONS: `--require ${JSON.stringify(GUARD)}`,
    };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [...args], {
      env,
      timeout: 150_000,
      maxBuffer: 64 * 1024 * 1024,
    }).catch((error: { stdout: string; stderr: string }) => error);
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => line.parse(JSON.parse(text)));
    const armed = lines.filter(({ event }) => event === 'armed');
    assert.ok(armed.length > 0, stderr);
    return {
      stdout: `${stdout}\n${stderr}`,
      threads: new Set(armed.map(({ threadId }) => threadId)),
      calls: lines.filter(({ event }) => event === 'call'),
    };
  }

  const ATTEMPTS: Readonly<Record<string, string>> = {
    'a TCP connection': `require('node:net').connect(9, '127.0.0.1')`,
    'a TLS connection': `require('node:tls').connect(9, '127.0.0.1')`,
    'an HTTP request': `require('node:http').get('http://127.0.0.1:9/')`,
    'an HTTPS request': `require('node:https').request('https://127.0.0.1:9/').end()`,
    'an HTTP/2 session': `require('node:http2').connect('http://127.0.0.1:9')`,
    fetch: `fetch('http://127.0.0.1:9/')`,
    'a web socket': `new WebSocket('ws://127.0.0.1:9/')`,
    'a datagram': `require('node:dgram').createSocket('udp4').send('x', 9, '127.0.0.1')`,
    'a name look-up': `require('node:dns').lookup('localhost', () => {})`,
    'a promised look-up': `require('node:dns/promises').resolve4('localhost')`,
    'a resolver': `new (require('node:dns').Resolver)().resolve4('localhost', () => {})`,
    'an imported look-up': `import('node:dns').then(({ lookup }) => lookup('localhost', () => {}))`,
    'a server': `require('node:net').createServer().listen(0)`,
    'a socket below node:net': `new (process.binding('tcp_wrap').TCP)(0).connect({}, '127.0.0.1', 9)`,
    'a worker': `new (require('node:worker_threads').Worker)("fetch('http://127.0.0.1:9/')", { eval: true })`,
    'a worker with a shared environment': `{
      const { SHARE_ENV, Worker } = require('node:worker_threads');
      new Worker("require('node:net').connect(9, '127.0.0.1')", { eval: true, env: SHARE_ENV });
    }`,
  };
  for (const [name, script] of Object.entries(ATTEMPTS)) {
    it(`notes ${name}`, async () => {
      const { calls } = await guarded('-e', script);
      assert.ok(calls.length >= 1);
    });
  }

  it('notes nothing where nothing is attempted', async () => {
    assert.deepEqual((await guarded('-e', '1')).calls, []);
  });

  describe('around NetGuru', () => {
    const net = () => join(folder.path, 'net');
    before(function () {
      const bundles = ['extension.cjs', 'retrievalWorker.cjs', 'embedWorker.cjs', 'ask.cjs'];
      if (!bundles.every((name) => existsSync(join(DIST, name)))) this.skip();
    });
    beforeEach(async () => {
      cpSync(join(ROOT, 'test/fixtures/sample-network'), net(), { recursive: true });
      mkdirSync(join(net(), 'more'));
      cpSync(join(ROOT, 'test/fixtures/captures/dns_udp.pcap'), join(net(), 'more/dns.pcap'));
      await writeFile(join(net(), 'more/guide.pdf'), smallPdf('Upgrade the core switch CHG0042.'));
    });

    it('sees no connection from activation, indexing, indexing again and the tools', async () => {
      const session = join(import.meta.dirname, 'guardedSession.cjs');
      const found = await guarded(session, DIST, net(), join(folder.path, 'storage'));
      assert.deepEqual(found.calls, []);
      // It really worked: the index and the embedding ran in guarded threads of their own.
      assert.match(found.stdout, /told: \d+ files are indexed/);
      assert.match(found.stdout, /netguru_search: .*ip access-list/);
      assert.match(found.stdout, /netguru_listDevices: .*br1-rtr02/);
      assert.ok(found.threads.size >= 3, [...found.threads].join());
    });

    for (const question of [
      'Which access list filters the WAN of br1-rtr02?',
      'What is CHG0042?',
    ]) {
      it(`sees no connection from an offline answer: ${question}`, async () => {
        const store = ['--store', join(folder.path, 'store')];
        const args = ['--workspace', net(), ...store, '--provider', 'none', '--json', question];
        const found = await guarded(join(DIST, 'ask.cjs'), ...args);
        assert.deepEqual(found.calls, []);
        assert.match(found.stdout, /"evidence":\[\{/);
        assert.ok(found.threads.size >= 2, [...found.threads].join());
      });
    }
  });
});
