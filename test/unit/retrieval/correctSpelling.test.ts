import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  americanSpelling,
  correctedWords,
  editDistance,
  spacedInterfaces,
} from '../../../src/retrieval/correctSpelling.ts';
import { planQuery } from '../../../src/retrieval/planQuery.ts';

const nowhere = (): boolean => false;
const everywhere = (): boolean => true;

const tokens: readonly (readonly [string, readonly string[]])[] = [
  ['neighbour flapping', ['neighbour', 'neighbor', 'flapping', 'adjchg']],
  ['po1', ['port-channel1']],
  ['vlan allowed', ['vlan', 'allowed', 'trunk']],
  ['ospf adjacncy', ['ospf', 'adjacncy', 'adjacency']],
  ['acess list', ['acess', 'access-list', 'access-group']],
  ['Which interfce has 10.1.1.1?', ['interfce', 'interface', '10.1.1.1']],
  ['Gi1/0/1', ['gigabitethernet1/0/1']],
  ['gi1/0/1', ['gigabitethernet1/0/1']],
  ['gig 1/0/1', ['gigabitethernet1/0/1']],
  ['Gi 1/0/1', ['gigabitethernet1/0/1']],
  ['portchannel 10', ['port-channel10', 'port-channel']],
  ['Po 10', ['port-channel10']],
  ['routemap', ['routemap', 'route-map']],
  ['which prefixlist?', ['prefix-list']],
  ['spaning tree priority', ['spaning', 'spanning-tree']],
  ['ruoter id', ['router']],
  ['redistribuiton of statics', ['redistribution', 'redistribute']],
  ['authentification of OSPF', ['authentication']],
  ['qual interfase tem a vlan 10?', ['interface', 'vlan10']],
];

const untouched: readonly string[] = [
  'ACL-INTERFCE',
  'INTERFCE',
  'RM_Acess',
  'interfceA1',
  'acess/list',
  'host acess.example',
  'acessList',
  'acl acess-in',
  'vlna ospd bgpp',
  'please summon elephants',
  'interface access list neighbor router policies',
];

describe('correctedWords', () => {
  for (const [question, expected] of tokens) {
    it(`looks for ${expected.join(', ')} when asked "${question}"`, () => {
      const found = planQuery(question, [], { occurs: nowhere }).tokens;
      for (const token of expected) assert(found.includes(token), found.join(' '));
    });
  }

  for (const question of untouched) {
    it(`leaves "${question}" alone`, () => {
      assert.deepEqual([...correctedWords(question, nowhere)], []);
    });
  }

  it('corrects no word that is in the index, and still knows its American spelling', () => {
    assert.deepEqual([...correctedWords('acess interfce adjacncy', everywhere)], []);
    const [corrected] = correctedWords('the neighbour', everywhere);
    assert.deepEqual(corrected, ['neighbour', ['neighbor']]);
  });

  it('asks for the words that are near to one of the field only', () => {
    const asked: string[] = [];
    correctedWords('why is the interfce on my elephant a router', (word) => {
      asked.push(word);
      return false;
    });
    assert.deepEqual(asked, ['interfce']);
  });

  it('only adds to what is looked for', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('acess', 'list', 'ospf', 'adjacncy', 'vizinho', 'RM-IN', 'gig 1/0'),
        ),
        (words) => {
          const question = words.join(' ');
          const plain = planQuery(question, []).tokens;
          const found = planQuery(question, [], { occurs: nowhere }).tokens;
          for (const token of plain) assert(found.includes(token), token);
        },
      ),
    );
  });

  it('takes any text in bounded time', function () {
    this.timeout(3_000);
    for (const text of ['interfce '.repeat(20_000), 'a'.repeat(200_000), 'gig 1/'.repeat(50_000)]) {
      assert(correctedWords(text, nowhere).size <= 24);
      spacedInterfaces(text);
    }
  });
});

const british: readonly (readonly [string, string | undefined])[] = [
  ['neighbours', 'neighbors'],
  ['behaviour', 'behavior'],
  ['authorised', 'authorized'],
  ['authorisation', 'authorization'],
  ['synchronisation', 'synchronization'],
  ['summarise', 'summarize'],
  ['tunnelled', 'tunneled'],
  ['centre', 'center'],
  ['licence', 'license'],
  ['route', undefined],
  ['hour', undefined],
  ['noise', undefined],
  ['source', undefined],
];

describe('americanSpelling', () => {
  for (const [word, expected] of british) {
    it(`spells ${word} ${expected ?? 'as it is'}`, () => {
      assert.equal(americanSpelling(word), expected);
    });
  }
});

const distances: readonly (readonly [string, string, number, number])[] = [
  ['access', 'access', 2, 0],
  ['acess', 'access', 1, 1],
  ['ruoter', 'router', 1, 1],
  ['interfce', 'interface', 1, 1],
  ['adjacncy', 'adjacency', 1, 1],
  ['authentification', 'authentication', 2, 2],
  ['route', 'policy', 1, 2],
  ['ab', 'abcdef', 2, 3],
  ['', 'a', 1, 1],
];

describe('editDistance', () => {
  for (const [left, right, limit, distance] of distances) {
    it(`is ${distance} from "${left}" to "${right}" within ${limit}`, () => {
      assert.equal(editDistance(left, right, limit), distance);
      assert.equal(editDistance(right, left, limit), distance);
    });
  }
});

describe('spacedInterfaces', () => {
  for (const [text, expected] of [
    ['gig 1/0/1 and TenGigE 0/0/0/1', ['gigabitethernet1/0/1', 'tengigabitethernet0/0/0/1']],
    ['portchannel 10, Po 3', ['port-channel10', 'port-channel3']],
    ['te 10 pedidos, be 3, vlan-x 10, area 0', []],
    ['24/7 at 1/2', []],
  ] as const) {
    it(`finds ${expected.length} in "${text}"`, () => {
      assert.deepEqual(spacedInterfaces(text), expected);
    });
  }
});
