import assert from 'node:assert/strict';
import { tokenize } from '../../../src/network/tokenize.ts';
import { followReferences } from '../../../src/retrieval/followReferences.ts';
import { candidate, sampleParts } from './support.ts';

interface Case {
  readonly file: string;
  /** Text of the passage that was found. */
  readonly from: string;
  readonly question: string;
  /** Text of passages that must join. */
  readonly to: readonly string[];
}

const cases: readonly Case[] = [
  {
    file: 'configs/br1-rtr01.cfg',
    from: 'interface GigabitEthernet0/0/0\n',
    question: 'which access list filters GigabitEthernet0/0/0',
    to: ['ip access-list extended ACL-WAN-IN', 'policy-map PM-WAN-OUT', 'key chain KC-OSPF'],
  },
  {
    file: 'configs/br1-rtr01.cfg',
    from: 'neighbor 192.0.2.1 route-map RM-WAN-IN in',
    question: 'what does br1-rtr01 accept from neighbor 192.0.2.1',
    to: ['route-map RM-WAN-IN permit 10', 'ip prefix-list PL-DEFAULT'],
  },
  {
    file: 'configs/wan-xr01.cfg',
    from: 'neighbor-group NG-BRANCH\n',
    question: 'which prefixes does NG-BRANCH accept',
    to: ['route-policy RP-BRANCH-IN\n', 'prefix-set PS-BRANCH'],
  },
  {
    file: 'configs/br1-asa01.cfg',
    from: 'access-group OUTSIDE_IN in interface outside',
    question: 'what may enter the outside interface',
    to: ['access-list OUTSIDE_IN extended permit tcp any object OBJ-WEB01'],
  },
  {
    file: 'configs/edge-mx01.conf',
    from: 'neighbor 192.0.2.9',
    question: 'what does neighbor 192.0.2.9 import',
    to: ['policy-statement PS-WAN-IN', 'prefix-list PL-ACME'],
  },
];

describe('followReferences', () => {
  for (const { file, from, question, to } of cases) {
    it(`leads from ${JSON.stringify(from)} to ${to.join(' and ')}`, () => {
      const parts = sampleParts(file);
      const start = candidate(parts.chunks.find(({ text }) => text.includes(from)));
      const followed = followReferences([start], tokenize(question), () => parts);
      for (const text of to) {
        assert(
          followed.some(({ chunk }) => chunk.text.includes(text)),
          `${text} is not in:\n${followed.map(({ chunk }) => chunk.text.split('\n')[0]).join('\n')}`,
        );
      }
      assert.equal(followed[0]?.chunk.chunkId, start.chunk.chunkId);
    });
  }

  it('stays on the device', () => {
    const one = sampleParts('configs/br1-rtr01.cfg', 1);
    const two = sampleParts('configs/br1-rtr02.cfg', 2);
    const start = candidate(
      one.chunks.find(({ text }) => text.includes('access-group ACL-WAN-IN')),
    );
    const followed = followReferences([start], ['acl-wan-in'], (id) => (id === 1 ? one : two));
    assert(followed.length > 1);
    assert(followed.every(({ chunk }) => chunk.documentId === 1));
  });

  it('keeps all that was found, each once, in falling order of score', () => {
    const parts = sampleParts('configs/br1-rtr01.cfg');
    const { chunks } = parts;
    const ranked = chunks.map((chunk, index) => candidate(chunk, 1 / (index + 1)));
    const followed = followReferences(ranked, tokenize('route-map acl bgp'), () => parts);
    assert.equal(new Set(followed.map(({ chunk }) => chunk.chunkId)).size, followed.length);
    assert.equal(followed.length, chunks.length);
    const scores = followed.map(({ score }) => score);
    assert.deepEqual(
      scores,
      scores.toSorted((left, right) => right - left),
    );
  });

  it('adds a bounded number of passages', () => {
    const parts = sampleParts('configs/br1-rtr01.cfg');
    const ranked = parts.chunks.slice(0, 4).map((chunk) => candidate(chunk));
    const followed = followReferences(ranked, tokenize('interface route-map'), () => parts);
    assert(followed.length <= ranked.length + 12);
  });

  it('does not follow logs', () => {
    const parts = sampleParts('logs/br1-rtr01.log');
    const ranked = [candidate(parts.chunks[0])];
    assert.deepEqual(
      followReferences(ranked, ['acl-wan-in'], () => parts),
      ranked,
    );
  });

  it('ends at references that go round in circles', () => {
    const { length } = followReferences(
      [candidate(sampleParts('configs/br1-rtr01.cfg').chunks[0])],
      [],
      () => ({ chunks: [], names: [] }),
    );
    assert.equal(length, 1);
  });
});
