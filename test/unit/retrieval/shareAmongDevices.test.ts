import assert from 'node:assert/strict';
import { planQuery } from '../../../src/retrieval/planQuery.ts';
import { shareAmongDevices } from '../../../src/retrieval/shareAmongDevices.ts';
import { candidate, chunksOf } from './support.ts';

const LOG = chunksOf('logs/r1.log', 'Mar  3 02:14:07: %OSPF-5-ADJCHG: Process 1, Nbr 1.1.1.1', 3);
const CONFIG = 'version 17.9\nhostname r1\n!\nrouter ospf 1\n router-id 1.1.1.1\n';

/** Documents of the ranked candidates, best first: the logs, then the first device, the second. */
function ranked() {
  return [
    { ...candidate(LOG[0], 1), chunk: { ...candidate(LOG[0]).chunk, kind: 'log' as const } },
    candidate({ ...candidate(LOG[0]).chunk, chunkId: 31, kind: 'log' }, 0.9),
    candidate({ ...candidate(LOG[0]).chunk, chunkId: 32, kind: 'log' }, 0.8),
    candidate(chunksOf('r1.cfg', CONFIG, 1)[0], 0.3),
    candidate(chunksOf('r2.cfg', CONFIG.replace('r1', 'r2'), 2)[0], 0.1),
  ];
}

describe('shareAmongDevices', () => {
  it('brings the configuration of both ends right behind the best passage', () => {
    const shared = shareAmongDevices(ranked(), [[1, 3], [2]]);
    assert.deepEqual(
      shared.map(({ chunk }) => chunk.documentId),
      [3, 1, 2, 3, 3],
    );
    const scores = shared.map(({ score }) => score);
    assert.deepEqual(
      scores,
      [...scores].sort((left, right) => right - left),
    );
  });

  for (const compared of [[], [[1]], [[1], [2], [4], [5], [6]]]) {
    it(`leaves the order alone for ${compared.length} devices`, () => {
      assert.deepEqual(shareAmongDevices(ranked(), compared), ranked());
    });
  }

  it('has nothing to share without candidates', () => {
    assert.deepEqual(shareAmongDevices([], [[1], [2]]), []);
  });
});

const DEVICES = ['r1', 'r2', 'r3'].flatMap((hostname, index) => [
  { documentId: index * 2, hostname, path: `${hostname}.cfg`, platform: 'ios-xe' },
  { documentId: index * 2 + 1, hostname, path: `logs/${hostname}.log`, platform: '' },
]);

const compared: readonly (readonly [string, readonly (readonly number[])[]])[] = [
  [
    'Compare the OSPF timers of r1 and r2',
    [
      [0, 1],
      [2, 3],
    ],
  ],
  [
    'Why does OSPF between r1 and r3 flap?',
    [
      [0, 1],
      [4, 5],
    ],
  ],
  [
    'r1 e r2 usam o mesmo MTU?',
    [
      [0, 1],
      [2, 3],
    ],
  ],
  ['Compare the timers of r1', []],
  ['Show the interfaces of r1 on r2', []],
];

describe('devices that a question sets side by side', () => {
  for (const [question, expected] of compared) {
    it(`are ${expected.length} in "${question}"`, () => {
      assert.deepEqual(planQuery(question, DEVICES).compared, expected);
    });
  }
});
