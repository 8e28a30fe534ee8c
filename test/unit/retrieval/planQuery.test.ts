import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Turn } from '../../../src/core/types.ts';
import { translateTerms } from '../../../src/retrieval/glossary.ts';
import { namedDevices, planQuery } from '../../../src/retrieval/planQuery.ts';

const DEVICES = [
  ['br1-rtr01', 'configs/br1-rtr01.cfg'],
  ['br1-rtr01', 'logs/br1-rtr01.log'],
  ['br1-rtr02', 'configs/br1-rtr02.cfg'],
  ['rr1', 'rr1.cfg'],
  ['rr10', 'rr10.cfg'],
  ['leaf1', 'leaf1_qfx5130.conf'],
  ['', 'core.example.net.cfg'],
  ['switch', 'switch.cfg'],
].map(([hostname = '', path = ''], documentId) => ({
  documentId,
  hostname,
  path,
  platform: path.endsWith('.log') ? 'unknown' : 'ios-xe',
}));

const names: readonly (readonly [string, readonly string[]])[] = [
  ['What is the OSPF area of br1-rtr01?', ['configs/br1-rtr01.cfg', 'logs/br1-rtr01.log']],
  [
    'compare BR1-RTR01 and br1-rtr02',
    ['configs/br1-rtr01.cfg', 'logs/br1-rtr01.log', 'configs/br1-rtr02.cfg'],
  ],
  ["What is br1-rtr02's router id?", ['configs/br1-rtr02.cfg']],
  ['Is rr1 a route reflector?', ['rr1.cfg']],
  ['Is rr10 a route reflector?', ['rr10.cfg']],
  ['show leaf1.', ['leaf1_qfx5130.conf']],
  ['what about leaf1_qfx5130', ['leaf1_qfx5130.conf']],
  ['core.example.net', ['core.example.net.cfg']],
  ['which switch is the root bridge?', []],
  ['who are you', []],
  ['', []],
];

describe('namedDevices', () => {
  for (const [question, paths] of names) {
    it(`finds ${paths.length} documents in "${question}"`, () => {
      assert.deepEqual(
        namedDevices(question, DEVICES).map(({ path }) => path),
        paths,
      );
    });
  }
});

const portuguese: readonly (readonly [string, readonly string[]])[] = [
  ['Qual é a rota padrão do br1-rtr01?', ['default', 'route', 'br1-rtr01']],
  [
    'Qual lista de acesso está aplicada na interface GigabitEthernet0/0/0?',
    ['access-list', 'applied', 'gigabitethernet0/0/0'],
  ],
  ['Quais são os vizinhos BGP do roteador?', ['neighbor', 'bgp', 'router']],
  ['Por que a sessão com 192.0.2.1 caiu?', ['session', '192.0.2.1']],
  ['Quando a interface Gi0/1 voltou?', ['gigabitethernet0/1']],
  ['Qual o custo do enlace?', ['cost', 'link']],
];

describe('planQuery', () => {
  it('asks the corpus about the platform of a named device, not about its name', () => {
    const { corpusTokens } = planQuery('Why is NAT broken on br1-rtr01?', DEVICES);
    assert.ok(corpusTokens.includes('nat') && corpusTokens.includes('ios-xe'));
    assert.deepEqual(
      corpusTokens.filter((token) => /br1|rtr01|unknown/.test(token)),
      [],
    );
  });

  it('looks in logs for codes, times and days, in both languages', () => {
    const english = planQuery('What happened on br1-rtr01 on March 3rd at 02:14?', DEVICES);
    assert.deepEqual(english.deviceNames, ['br1-rtr01']);
    const portugueseToo = planQuery(
      'O que houve em 3 de março às 02:14 com %OSPF-5-ADJCHG?',
      DEVICES,
    );
    for (const { logTokens } of [english, portugueseToo]) {
      assert(logTokens.includes('@3-3') && logTokens.includes('02:14'), logTokens.join(' '));
    }
    assert(portugueseToo.logTokens.includes('%ospf-5-adjchg'));
    assert(!english.logTokens.includes('what'));
  });

  for (const [question, tokens] of portuguese) {
    it(`looks for ${tokens.join(', ')} when asked "${question}"`, () => {
      const plan = planQuery(question, DEVICES);
      assert.equal(plan.language, 'pt-br');
      for (const token of tokens) assert(plan.tokens.includes(token), plan.tokens.join(' '));
    });
  }

  it('leaves an English question as it is', () => {
    const plan = planQuery('Which access list is on Gi0/1?', DEVICES);
    assert.equal(plan.language, 'en');
    assert.equal(plan.text, 'Which access list is on Gi0/1?');
    assert(plan.tokens.includes('gigabitethernet0/1'));
    for (const word of ['which', 'is', 'on']) assert(!plan.tokens.includes(word));
  });

  const turns: readonly Turn[] = [
    { role: 'user', text: 'Which route-map filters what br1-rtr02 learns from 192.0.2.5?' },
    { role: 'assistant', text: 'RM-WAN-IN [1]' },
  ];
  const followUps: readonly (readonly [string, boolean])[] = [
    ['and on br1-rtr01?', true],
    ['why?', true],
    ['E no outro?', true],
    ['What does it do with prefixes longer than /24 in detail?', true],
    ['Which VLANs are allowed on the trunk port of br1-sw01 towards the firewall?', false],
  ];
  for (const [question, leans] of followUps) {
    it(`${leans ? 'takes' : 'does not take'} "${question}" for a follow-up`, () => {
      const plan = planQuery(question, DEVICES, { history: turns });
      assert.equal(plan.tokens.includes('192.0.2.5'), leans);
      assert.equal(plan.documentIds.includes(2), leans);
      assert.deepEqual(
        planQuery(question, DEVICES, { history: [] }).tokens.includes('192.0.2.5'),
        false,
      );
    });
  }

  it('asks the corpus for the platform of a named device, not for its name', () => {
    const { corpusTokens, tokens } = planQuery('Which VLANs may rr10 carry on a trunk?', DEVICES);
    assert(tokens.includes('rr10') && !corpusTokens.includes('rr10'));
    assert(corpusTokens.includes('ios-xe') && corpusTokens.includes('trunk'));
  });

  it("adds a model's search terms to the user's own words, and to nothing else", () => {
    const question = 'Qual lista de acesso filtra a WAN?';
    const plain = planQuery(question, DEVICES);
    const rewritten = 'which route-map br1-rtr02 192.0.2.5 went down';
    const plan = planQuery(question, DEVICES, { rewritten });
    assert.equal(plan.text, `${plain.text}\n${rewritten}`);
    const added = ['route-map', 'route', 'map', 'br1-rtr02', '192.0.2.5'];
    for (const token of [...plain.tokens, ...added]) assert(plan.tokens.includes(token), token);
    assert(!plan.tokens.includes('which'));
    assert(plan.corpusTokens.includes('route-map'));
    const { text, tokens, corpusTokens } = plain;
    assert.deepEqual({ ...plan, text, tokens, corpusTokens }, plain);
    assert.deepEqual(planQuery(question, DEVICES, { rewritten: '' }), plain);
  });

  const events: readonly (readonly [string, boolean])[] = [
    ['When did the link to wan-xr01 go down?', true],
    ['What happened on br1-asa01 on March 3?', true],
    ['Quando a sessão BGP caiu?', true],
    ['Which ACL is applied to the WAN interface?', false],
  ];
  for (const [question, aboutEvents] of events) {
    it(`takes "${question}" for a question about ${aboutEvents ? 'events' : 'configuration'}`, () => {
      assert.equal(planQuery(question, []).aboutEvents, aboutEvents);
    });
  }

  it('takes /logs for a question about events', () => {
    assert(planQuery('anything', [], { command: 'logs' }).aboutEvents);
  });

  const across: readonly (readonly [string, boolean])[] = [
    ['Which routers run OSPF?', true],
    ['Quais dispositivos usam TACACS?', true],
    ['Does every switch have BPDU guard?', true],
    ['What is the router id of br1-rtr01?', false],
  ];
  for (const [question, acrossDevices] of across) {
    it(`"${question}" ${acrossDevices ? 'spreads over' : 'stays on'} devices`, () => {
      assert.equal(planQuery(question, []).acrossDevices, acrossDevices);
    });
  }

  it('answers for any question, in bounded time and size', function () {
    this.timeout(5_000);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (question) => {
        const { tokens } = planQuery(question, DEVICES, { history: turns });
        assert.equal(new Set(tokens).size, tokens.length);
      }),
    );
    for (const text of ['a-'.repeat(50_000), 'é '.repeat(30_000), 'A_'.repeat(50_000)]) {
      assert(planQuery(text, DEVICES).tokens.length <= 200);
    }
  });

  it('takes the names of built-in properties for plain words', () => {
    for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const { tokens } = planQuery(`what is a ${word} in eBGP`, DEVICES);
      assert(tokens.every((token) => typeof token === 'string'));
      assert.doesNotMatch(translateTerms(word), /function/);
    }
  });

  it('translates whole terms only, longer ones first', () => {
    assert.equal(translateTerms('lista de acesso'), 'access list');
    assert.equal(translateTerms('RM-REDE-IN'), 'rm-rede-in');
    assert.equal(translateTerms('sub rede'), 'subnet');
  });
});
