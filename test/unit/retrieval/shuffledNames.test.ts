import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Embedder } from '../../../src/index/embedder.ts';
import { KnowledgeBase } from '../../../src/retrieval/knowledgeBase.ts';
import { realEmbedder } from '../support/realEmbedder.ts';
import { useTemporaryFolder, writeFiles } from '../support/temporaryFolder.ts';
import { SAMPLE } from './support.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FIRST = 5;
const LEAST_HITS = 0.9;
const MOST_APART = 0.02;

const Questions = z.array(
  z.object({
    id: z.string(),
    question: z.string(),
    expect: z.array(z.object({ file: z.string(), startLine: z.int(), endLine: z.int() })).min(1),
  }),
);
type Question = z.infer<typeof Questions>[number];

const QUESTIONS = Questions.parse(
  JSON.parse(readFileSync(join(ROOT, 'test/fixtures/sample-questions.json'), 'utf8')),
);

const NAMES = [
  'agg-eos01',
  'br1-asa01',
  'br1-rtr01',
  'br1-rtr02',
  'br1-sw01',
  'dc1-nxs01',
  'dc1-nxs02',
  'edge-mx01',
  'wan-xr01',
  'as2border1',
  'dc1-leaf1a',
  'junos-srx-1',
];
/** Names of another company, which say nothing of place or platform. */
const OTHER_NAMES = [
  'kestrel7',
  'nyc-a2-14',
  'zeus',
  'hera-b',
  'pluto3',
  'lisbon-9c',
  'ulmeiro12',
  'garnet-04',
  'quasar-k1',
  'mole77',
  'tapir-x',
  'onyx-5e',
];

type Renaming = (text: string) => string;

function renaming(names: readonly string[], others: readonly string[]): Renaming {
  const renamed = new Map(names.map((name, index) => [name, others[index] ?? name]));
  const pattern = new RegExp(`(?<![\\w-])(?:${names.join('|')})(?![\\w-])`, 'g');
  return (text) => text.replace(pattern, (name) => renamed.get(name) ?? name);
}

/** The sample network with names replaced in file names and in all text, line by line the same. */
function renamedSample(rename: Renaming): Record<string, string> {
  const files = readdirSync(SAMPLE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:cfg|conf|log)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [
      rename(file.slice(SAMPLE.length + 1)),
      rename(readFileSync(file, 'utf8')),
    ]),
  );
}

/** Ids of the questions of which no expected lines are among the first five passages. */
async function missed(base: KnowledgeBase, questions: readonly Question[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { id, question, expect } of questions) {
    const { evidence } = await base.retrieve({ question });
    const own = evidence.filter(({ origin }) => origin === 'workspace').slice(0, FIRST);
    const hit = own.some(({ path, startLine, endLine }) =>
      expect.some(
        (place) => place.file === path && startLine <= place.endLine && place.startLine <= endLine,
      ),
    );
    if (!hit) ids.push(`${id} ${question}`);
  }
  return ids;
}

function hitAt5(missing: readonly string[]): number {
  return 1 - missing.length / QUESTIONS.length;
}

describe('retrieval over the sample network under other names', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let embedder: Embedder;
  let base: KnowledgeBase;
  let asItIs: readonly string[];

  async function missedUnder(rename: Renaming): Promise<string[]> {
    const workspace = join(folder.path, 'network');
    await writeFiles(workspace, renamedSample(rename));
    // One store after another network: texts without a name keep their vectors.
    await base.refresh([{ folder: workspace, excludeGlobs: [] }]);
    return missed(
      base,
      QUESTIONS.map(({ id, question, expect }) => ({
        id,
        question: rename(question),
        expect: expect.map((place) => ({ ...place, file: rename(place.file) })),
      })),
    );
  }

  before(async () => {
    embedder = await realEmbedder();
  });
  beforeEach(async () => {
    base ??= await KnowledgeBase.open({
      storeFolder: join(folder.path, 'store'),
      corpusFolder: join(ROOT, 'dist/corpus-index'),
      embedder,
    });
    asItIs ??= await missedUnder((text) => text);
  });
  after(async () => {
    await base.close();
    await embedder.dispose();
  });

  it('finds the answers under the names that it has', () => {
    assert(hitAt5(asItIs) >= LEAST_HITS, asItIs.join('\n'));
  });

  const shuffled: readonly (readonly [string, readonly string[]])[] = [
    ['names of another company', OTHER_NAMES],
    ['names of one another', [...NAMES.slice(5), ...NAMES.slice(0, 5)]],
  ];
  for (const [what, others] of shuffled) {
    it(`finds as much where devices and files bear ${what}`, async () => {
      const renamed = await missedUnder(renaming(NAMES, others));
      assert(hitAt5(renamed) >= LEAST_HITS, renamed.join('\n'));
      // Of so few questions, one is more than two in a hundred.
      const apart = Math.max(MOST_APART, 1.001 / QUESTIONS.length);
      const difference = Math.abs(hitAt5(renamed) - hitAt5(asItIs));
      assert(difference <= apart, `${asItIs.join('\n')}\n→\n${renamed.join('\n')}`);
    });
  }
});
