import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { redactSecrets } from '../../../../src/network/secrets/redactSecrets.ts';
import { SecretNames } from '../../../../src/network/secrets/secretNames.ts';

const FIXTURES = new URL('../../../fixtures/redaction/', import.meta.url);
const SAMPLE_NETWORK = new URL('../../../fixtures/sample-network/', import.meta.url);

const lineSchema = z.array(
  z.object({ id: z.string(), line: z.string(), secrets: z.array(z.string()).default([]) }),
);
const blockSchema = z.array(
  z.object({
    id: z.string(),
    text: z.string(),
    secrets: z.array(z.string()),
    keep: z.array(z.string()),
    stable: z.array(z.array(z.number())).default([]),
  }),
);
const fileSchema = z.array(z.object({ file: z.string(), line: z.number(), secret: z.string() }));

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));
}

const lineCases = lineSchema.parse(fixture('lines.json'));
const blockCases = blockSchema.parse(fixture('blocks.json'));
const unchangedCases = lineSchema.parse(fixture('unchanged.json'));
const fileCases = fileSchema.parse(fixture('sampleNetwork.json'));
const commandCases = readFileSync(new URL('commands.txt', FIXTURES), 'utf8').trim().split('\n');

/** The text with « and » around its secrets as redaction must leave it, whatever the names. */
function expected(marked: string): string {
  return marked.replace(/«[^»]*»/g, '<secret>');
}

function withoutNames(text: string): string {
  return text.replace(/<secret:[a-z-]+-\d+>/g, '<secret>');
}

describe('redactSecrets', () => {
  it('removes the secrets of known lines and keeps their number of lines', () => {
    for (const { id, line, secrets } of lineCases) {
      const redacted = redactSecrets(line);
      assert.deepEqual(
        secrets.filter((secret) => redacted.includes(secret)),
        [],
        `${id}: ${redacted}`,
      );
      assert.equal(redacted.split('\n').length, line.split('\n').length, id);
    }
  });

  it('removes exactly the marked secrets of commands, logs, fields and questions', () => {
    for (const marked of commandCases) {
      const text = marked.replaceAll('\\n', '\n');
      const redacted = redactSecrets(text.replace(/[«»]/g, ''));
      assert.equal(withoutNames(redacted), expected(text));
    }
  });

  it('removes secrets in the forms in which commands are pasted', () => {
    const forms: readonly ((line: string) => string)[] = [
      (line) => `Question: what is wrong with \`${line.trim()}\`?`,
      (line) => `why does ${line.trim()} not work`,
      (line) => `R1(config)# ${line.trim()}`,
      (line) => `Mar  1 00:01:02: User:bob  logged command:${line.trim()}`,
      (line) => line.replace(/^/gm, '+'),
      (line) => line.replace(/\n/g, '\r\n'),
      (line) => JSON.stringify({ config: `hostname r1\n${line}\nend\n` }),
      (line) => `<passage-0a1b n="1" title="t">\n${line}\n</passage-0a1b>`,
    ];
    for (const { id, line, secrets } of lineCases) {
      for (const form of forms) {
        const redacted = redactSecrets(form(line));
        const leaked = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
        assert.ok(!leaked.some((secret) => redacted.includes(secret)), `${id}: ${redacted}`);
      }
    }
  });

  it('removes blocks of several lines, and keeps what is around them', () => {
    for (const { id, text, secrets, keep, stable } of blockCases) {
      const redacted = redactSecrets(text);
      const lines = redacted.split('\n');
      assert.equal(lines.length, text.split('\n').length, id);
      assert.deepEqual(
        secrets.filter((secret) => redacted.includes(secret)),
        [],
        id,
      );
      assert.deepEqual(
        keep.filter((kept) => !redacted.includes(kept)),
        [],
        id,
      );
      for (const equal of stable) {
        assert.equal(new Set(equal.map((number) => lines[number - 1])).size, 1, id);
      }
    }
  });

  it('removes a certificate or key whose beginning is missing', () => {
    for (const { id, text, secrets } of blockCases.filter(({ secrets }) => secrets.length > 3)) {
      const lines = text.split('\n');
      for (const from of lines.keys()) {
        const redacted = redactSecrets(lines.slice(from).join('\n'));
        const leaked = secrets.filter((secret) => redacted.includes(secret));
        assert.deepEqual(leaked, [], `${id} from line ${from + 1}`);
      }
    }
  });

  it('leaves lines without secrets as they are', () => {
    for (const { id, line } of unchangedCases) assert.equal(redactSecrets(line), line, id);
  });

  it('removes the secrets of whole configurations and changes no other line', () => {
    for (const file of new Set(fileCases.map((listed) => listed.file))) {
      const text = readFileSync(new URL(file, SAMPLE_NETWORK), 'utf8');
      const before = text.split('\n');
      const after = redactSecrets(text).split('\n');
      assert.equal(after.length, before.length, file);
      const listed = fileCases.filter((known) => known.file === file);
      for (const { line, secret } of listed) {
        assert.ok(!after[line - 1]?.includes(secret), `${file}:${line}`);
      }
      const secretLines = new Set(listed.map(({ line }) => line));
      const touched = before.flatMap((line, index) =>
        line === after[index] || secretLines.has(index + 1) ? [] : [`${file}:${index + 1}`],
      );
      assert.deepEqual(touched, []);
    }
  });

  it('changes no line of logs without secrets', () => {
    for (const name of ['br1-rtr01', 'br1-asa01', 'edge-mx01', 'dc1-nxs01']) {
      const text = readFileSync(new URL(`logs/${name}.log`, SAMPLE_NETWORK), 'utf8');
      assert.equal(redactSecrets(text), text, name);
    }
  });

  it('is the same the second time', () => {
    const texts = [...lineCases.map(({ line }) => line), ...blockCases.map(({ text }) => text)];
    for (const text of [...texts, ...commandCases]) {
      const once = redactSecrets(text);
      assert.equal(redactSecrets(once), once);
    }
  });

  it('gives equal secrets equal placeholders, whatever command they are in', () => {
    const names = new SecretNames();
    const first = redactSecrets('tacacs server A\n key Maple@1924\nenable secret Oak', names);
    assert.equal(
      first,
      'tacacs server A\n key <secret:aaa-key-1>\nenable secret <secret:password-1>',
    );
    assert.equal(
      redactSecrets('snmp-server community Maple@1924 RO\nusername bob secret Elm', names),
      'snmp-server community <secret:aaa-key-1> RO\nusername bob secret <secret:password-2>',
    );
  });

  it('recognises a secret of a command elsewhere in the text, but not a common word', () => {
    const text = 'Is Falcon#9010 on R2? And cisco?\nsnmp-server community Falcon#9010 RO\n';
    assert.equal(
      redactSecrets(`${text}username cisco password 0 cisco`),
      'Is <secret:snmp-community-1> on R2? And cisco?\nsnmp-server community <secret:snmp-community-1> RO\nusername cisco password 0 <secret:password-1>',
    );
  });
});
