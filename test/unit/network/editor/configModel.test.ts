import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ConfigCertainty } from '../../../../src/network/editor/configCertainty.ts';
import { ConfigModel } from '../../../../src/network/editor/configModel.ts';
import { joinDefinitions } from '../../../../src/network/editor/configNames.ts';
import { processorMs } from '../../support/processorTime.ts';

const root = join(import.meta.dirname, '../../../..');
const SAMPLE = 'test/fixtures/sample-network/configs';

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** What reaches an editor under the extensions of configurations, or looks like one in part. */
const TEXTS: readonly (readonly [what: string, text: string, certainty: ConfigCertainty])[] = [
  [
    'nginx',
    'user www-data;\nworker_processes auto;\nevents {\n    worker_connections 768;\n}\nhttp {\n    server {\n        listen 80;\n        location / {\n            proxy_pass http://a;\n        }\n    }\n}\n',
    'none',
  ],
  ['properties', 'name = value\ninterface = eth0\nhostname = a\nip = 10.0.0.1\nline = 4\n', 'none'],
  ['ini', '[metadata]\nname = x\nversion = 1.0\n\n[options]\ninterface = y\n', 'none'],
  [
    'HAProxy',
    'global\n    log /dev/log local0\ndefaults\n    mode http\nfrontend a\n    bind *:80\nbackend b\n    server c 10.0.0.1:80\n',
    'none',
  ],
  [
    'ISC DHCP',
    'option domain-name "a";\nsubnet 10.0.0.0 netmask 255.0.0.0 {\n  range 10.0.0.1 10.0.0.9;\n}\ngroup {\n  host a {\n    fixed-address b;\n  }\n}\n',
    'none',
  ],
  [
    'keepalived',
    'global_defs {\n  router_id A\n}\nvrrp_instance V {\n  interface eth0\n  virtual_router_id 51\n}\n',
    'none',
  ],
  [
    'sshd',
    'Port 22\nHostKey /etc/ssh/key\nSyslogFacility AUTH\nPermitRootLogin no\nSubsystem sftp x\n',
    'none',
  ],
  ['JSON', '{\n  "interfaces": {\n    "a": 1\n  },\n  "system": {\n  }\n}\n', 'none'],
  ['prose', 'The interface is down.\ninterface GigabitEthernet0/1 is what we changed.\n', 'none'],
  [
    'a Markdown page with a configuration in it',
    '# Page\n\nSome text.\n\n```\nversion 15.2\nhostname a\ninterface FastEthernet0/1\n```\n\nMore text.\nAnd more.\nAnd more.\nAnd more.\n',
    'none',
  ],
  ['nothing', '', 'none'],
];

describe('a configuration in the editor', () => {
  for (const [what, text, certainty] of TEXTS) {
    it(`is ${certainty === 'none' ? 'not' : certainty} seen in ${what}`, () => {
      assert.equal(new ConfigModel(text).certainty, certainty);
    });
  }

  for (const path of globSync(`${SAMPLE}/**/*.{cfg,conf}`, { cwd: root })) {
    it(`is certain in ${path.slice(SAMPLE.length + 1)}`, () => {
      assert.equal(new ConfigModel(read(path)).certainty, 'certain');
    });
  }

  for (const path of globSync('corpus/{bgp,syslog,routing}/*.md', { cwd: root })) {
    it(`is not certain in ${path}`, () => {
      assert.notEqual(new ConfigModel(read(path)).certainty, 'certain');
    });
  }
});

describe('names in the editor', () => {
  const text = read(`${SAMPLE}/br1-rtr01.cfg`);
  const lines = text.split('\n');
  const { names } = new ConfigModel(text);

  function at(lineStart: string, word: string) {
    const line = lines.findIndex((candidate) => candidate.startsWith(lineStart));
    const found = names.at(line + 1, (lines[line] ?? '').indexOf(word) + 1);
    assert.ok(found, `${word} in ${lineStart}`);
    return found;
  }

  it('lead from a use to the whole definition', () => {
    const { kind, role, definitions } = at(' ip access-group', 'ACL-WAN-IN');
    assert.deepEqual([kind, role], ['access-list', 'use']);
    assert.deepEqual(joinDefinitions(definitions), [{ startLine: 176, endLine: 185 }]);
    assert.deepEqual(
      definitions.map(({ line, start, end }) => lines[line - 1]?.slice(start, end)),
      ['ACL-WAN-IN'],
    );
  });

  it('join the entries of one policy', () => {
    const { definitions } = at('  neighbor 192.0.2.1 route-map RM-WAN-IN', 'RM-WAN-IN');
    assert.deepEqual(joinDefinitions(definitions), [{ startLine: 187, endLine: 192 }]);
  });

  it('lead from a definition to its uses with their sections', () => {
    const { role, uses } = at('ip prefix-list PL-BRANCH ', 'PL-BRANCH');
    assert.equal(role, 'definition');
    assert.deepEqual(
      uses.map(({ line, section }) => [line, section]),
      [[194, ['route-map RM-WAN-OUT permit 10']]],
    );
  });

  it('know no name beside them, and no definition that is missing', () => {
    assert.equal(names.at(78, 0), undefined);
    assert.equal(names.at(100_000, 0), undefined);
    assert.deepEqual(
      at(' match ip address prefix-list PL-BRANCH-OSPF', 'PL-BRANCH-OSPF').definitions,
      [],
    );
  });

  it('see one interface in its spellings', () => {
    const { names: own } = new ConfigModel(
      'version 15.2\nhostname a\ninterface Loopback0\n ip address 10.0.0.1 255.255.255.255\n!\nrouter bgp 1\n neighbor 10.0.0.2 update-source Lo0\n',
    );
    assert.deepEqual(
      own.at(7, 34)?.definitions.map(({ line, endLine }) => [line, endLine]),
      [[3, 4]],
    );
  });
});

/** Everything that is made of a model, so that nothing stays unmade. */
function use(text: string): void {
  const model = new ConfigModel(text);
  const lines = text.split(/\r\n|\r|\n/);
  for (const { startLine, endLine } of [...model.outline, ...model.folds]) {
    assert.ok(startLine >= 1 && endLine >= startLine && endLine <= lines.length);
  }
  for (const line of [1, 2, lines.length]) model.names.at(line, 3);
}

describe('a hostile text', () => {
  const parts = fc.constantFrom(
    ...['interface Gi0/1', ' ', '  ', '\n', '\r', '\r\n', '{', '}', ';', '!', 'set system ', '^C'],
    ...['banner motd ^C', 'router bgp 1', 'route-map A permit 10', 'version 15.2', '"', '/*', '*/'],
    ...[
      'hostname a',
      'ip prefix-list P permit 0.0.0.0/0',
      'interfaces {',
      'policy-options {',
      '\0',
    ],
  );

  it('of random parts is read without a failure', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (words) => use(words.join(''))),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), use), { numRuns: 300 });
  });

  it('cut anywhere is read without a failure', () => {
    for (const path of ['br1-rtr01.cfg', 'edge-mx01.conf', 'lab/junos-srx-1.cfg']) {
      const text = read(`${SAMPLE}/${path}`);
      for (let end = 0; end < text.length; end += 331) use(text.slice(0, end));
    }
  });

  it('with hundreds of thousands of equal parts is read', function () {
    this.timeout(60_000);
    use(`interfaces {\n${'a;\n'.repeat(200_000)}}\n`);
    use('ntp server 10.0.0.1\n'.repeat(200_000));
  });

  it('is read in linear time', function () {
    this.timeout(60_000);
    const shapes: Readonly<Record<string, (count: number) => string>> = {
      'one section each': (count) => 'interface Gi0/1\n mtu 1500\n'.repeat(count),
      nested: (count) =>
        `version 15.2\n${Array.from({ length: count }, (_, n) => `${' '.repeat(n % 200)}x`).join('\n')}`,
      braces: (count) => `interfaces {\n${'a {\n'.repeat(count)}`,
      'one name': (count) =>
        `version 15.2\n${'ip prefix-list P permit 10.0.0.0/8\n'.repeat(count)}`,
    };
    for (const [shape, make] of Object.entries(shapes)) {
      const timeOf = (count: number): number => {
        const text = make(count);
        const started = processorMs();
        use(text);
        return processorMs() - started;
      };
      timeOf(2_000);
      const once = Math.max(20, timeOf(20_000));
      assert.ok(timeOf(40_000) < 5 * once, shape);
    }
  });
});
