import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Embedder } from '../../../src/index/embedder.ts';
import { KnowledgeBase } from '../../../src/retrieval/knowledgeBase.ts';
import { realEmbedder } from '../support/realEmbedder.ts';
import { useTemporaryFolder } from '../support/temporaryFolder.ts';
import { SAMPLE } from './support.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CORPUS = join(ROOT, 'dist/corpus-index');
const FIRST = 5;

/** A question, and the places of which one must be among the first five. */
const questions: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
  [
    'Which access list filters incoming traffic on GigabitEthernet0/0/0 of br1-rtr01?',
    [['configs/br1-rtr01.cfg', 77]],
  ],
  ['What is the HSRP priority of VLAN 10 on br1-rtr01?', [['configs/br1-rtr01.cfg', 100]]],
  [
    'What local preference does br1-rtr01 set on routes that it learns from 192.0.2.1?',
    [['configs/br1-rtr01.cfg', 189]],
  ],
  ['When did GigabitEthernet0/0/0 on br1-rtr01 go down?', [['logs/br1-rtr01.log', 8]]],
  [
    'Which route policy does wan-xr01 apply to routes from the branch neighbors?',
    [['configs/wan-xr01.cfg', 111]],
  ],
  ['Which public object is OBJ-WEB01 translated to on br1-asa01?', [['configs/br1-asa01.cfg', 79]]],
  ['Which firewall filter is on ge-0/0/1 of edge-mx01?', [['configs/edge-mx01.conf', 45]]],
  [
    'Where was %VPC-2-PEER_KEEP_ALIVE_RECV_FAIL logged?',
    [
      ['logs/dc1-nxs01.log', 4],
      ['logs/dc1-nxs02.log', 7],
    ],
  ],
  [
    'What is the native VLAN of the trunk from br1-sw01 to br1-rtr01?',
    [['configs/br1-sw01.cfg', 36]],
  ],
  [
    'Qual lista de acesso está aplicada na interface GigabitEthernet0/0/0 do br1-rtr01?',
    [['configs/br1-rtr01.cfg', 77]],
  ],
  ['Em qual área OSPF está a Gi0/0/1.10 do br1-rtr01?', [['configs/br1-rtr01.cfg', 97]]],
  ['Quando a sessão BGP do edge-mx01 com 203.0.113.65 caiu?', [['logs/edge-mx01.log', 11]]],
  ['Qual servidor NTP o edge-mx01 usa?', [['configs/edge-mx01.conf', 27]]],
  ['Qual é a prioridade do spanning-tree no switch br1-sw01?', [['configs/br1-sw01.cfg', 14]]],
];

describe('retrieval over the sample network, with the real model', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let embedder: Embedder;
  let base: KnowledgeBase;

  before(async () => {
    embedder = await realEmbedder();
  });
  beforeEach(async () => {
    base ??= await KnowledgeBase.open({
      storeFolder: join(folder.path, 'store'),
      corpusFolder: CORPUS,
      embedder,
    });
    await base.refresh([{ folder: SAMPLE, excludeGlobs: [] }]);
  });
  after(async () => {
    await base.close();
    await embedder.dispose();
  });

  it('indexes every file', () => {
    for (const { path, status } of base.documents()) assert.equal(status, 'indexed', path);
    const { files, chunks, units } = base.summary();
    assert(files >= 21 && chunks > 300 && units > 100, `${files} ${chunks} ${units}`);
  });

  for (const [question, places] of questions) {
    it(`finds where "${question}" is answered`, async () => {
      const { evidence } = await base.retrieve({ question });
      const own = evidence.filter(({ origin }) => origin === 'workspace').slice(0, FIRST);
      assert(
        own.some(({ path, startLine, endLine }) =>
          places.some(([file, line]) => path === file && startLine <= line && line <= endLine),
        ),
        own.map(({ path, startLine, endLine }) => `${path}:${startLine}-${endLine}`).join('\n'),
      );
    });
  }

  it('numbers the evidence and quotes the exact lines', async () => {
    for (const [question] of questions) {
      const { evidence } = await base.retrieve({ question });
      assert.deepEqual(
        evidence.map(({ n }) => n),
        evidence.map((_, index) => index + 1),
      );
      for (const { origin, path, startLine, endLine, text, derived } of evidence) {
        const file = join(origin === 'corpus' ? ROOT : SAMPLE, path);
        const lines = readFileSync(file, 'utf8').split('\n');
        if (derived) {
          for (const [, line, quoted] of text.matchAll(/^line (\d+): (.*)$/gm)) {
            assert.equal(quoted, lines[Number(line) - 1], `${path}:${line}`);
          }
          continue;
        }
        assert.equal(text, lines.slice(startLine - 1, endLine).join('\n'), `${path}:${startLine}`);
      }
    }
  });

  it('gives passages of the corpus beside those of the files', async function () {
    if (!existsSync(CORPUS)) this.skip();
    assert.equal(base.corpusMissing, false);
    const { evidence } = await base.retrieve({
      question: 'Why does the OSPF neighbor of br1-rtr01 stay in EXSTART?',
    });
    const corpus = evidence.filter(({ origin }) => origin === 'corpus');
    assert(corpus.some(({ path }) => /^corpus\/.*ospf/.test(path)));
    assert(evidence.some(({ origin }) => origin === 'workspace'));
    assert(corpus.every((passage) => passage.folder === undefined));
  });

  it('looks at the attached file first', async () => {
    const attached = [{ folder: SAMPLE, path: 'configs/dc1-nxs02.cfg' }];
    const { evidence } = await base.retrieve({ question: 'explain the BGP section', attached });
    assert.equal(evidence[0]?.path, 'configs/dc1-nxs02.cfg');
  });

  it('understands a follow-up by the question before it', async () => {
    const history = [
      { role: 'user', text: 'Which access list is on GigabitEthernet0/0/0 of br1-rtr01?' },
      { role: 'assistant', text: 'ACL-WAN-IN.' },
    ] as const;
    const { evidence } = await base.retrieve({ question: 'and what does it permit?', history });
    const own = evidence.slice(0, FIRST);
    assert(own.some(({ path, text }) => /br1-rtr01/.test(path) && /established/.test(text)));
  });

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort();
    await assert.rejects(base.retrieve({ question: 'x' }, signal), { reason: 'cancelled' });
  });

  it('answers from the files alone where the corpus is missing', async () => {
    const other = await KnowledgeBase.open({
      storeFolder: join(folder.path, 'other'),
      corpusFolder: join(folder.path, 'nowhere'),
      embedder,
    });
    assert.equal(other.corpusMissing, true);
    assert.deepEqual((await other.retrieve({ question: 'bgp' })).evidence, []);
    await other.close();
  });
});
