import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderFindings } from '../../../src/answer/tools/renderFindings.ts';
import { parseArguments, plainWords } from '../../../src/answer/tools/tool.ts';
import { ToolSession } from '../../../src/answer/tools/toolSession.ts';
import type { ToolSources } from '../../../src/answer/tools/toolSources.ts';
import { TOOLS } from '../../../src/answer/tools/tools.ts';
import { MAX_TOOL_RESULT_CHARACTERS } from '../../../src/core/limits.ts';
import { evidenceOf } from '../support/evidence.ts';

const never = new AbortController().signal;

/** Sources that find nothing. */
const NOTHING: ToolSources = {
  search: async () => [],
  readLines: async () => ({ state: 'unknown', paths: [] }),
  findReferences: async () => ({ references: [], devices: [], total: 0 }),
  listDevices: async () => ({ devices: [], total: 0 }),
  logTimeline: async () => ({ passages: [], total: 0, shown: 0, counts: [], isPartial: false }),
};

describe('tools', () => {
  it('give a call or a problem for arguments of any kind, and never throw', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        for (const tool of TOOLS) {
          const call = tool.prepare(input);
          assert.ok('problem' in call ? call.problem.length <= 400 : call.step.template !== '');
        }
      }),
    );
  });

  it('take what models write for right: numbers as text, null for nothing', () => {
    const keys = (name: string, inputs: readonly unknown[]) =>
      inputs.map((input) => {
        const call = TOOLS.find(({ definition }) => definition.name === name)?.prepare(input);
        assert.ok(call && 'key' in call);
        return call.key;
      });
    const range = { path: 'r1.cfg', startLine: 3, endLine: 9 };
    const [first, second] = keys('read_lines', [range, { ...range, startLine: '3', endLine: '9' }]);
    assert.equal(first, second);
    assert.equal(new Set(keys('list_devices', [{}, { filter: null }, { filter: ' ' }])).size, 1);
  });

  it('read arguments only as JSON, and not endless ones', () => {
    assert.deepEqual(parseArguments(''), { value: {} });
    assert.deepEqual(parseArguments('{"a":1}'), { value: { a: 1 } });
    for (const text of ['{', 'x', `"${'x'.repeat(10_000)}"`]) {
      assert.ok('problem' in parseArguments(text), text.slice(0, 20));
    }
  });

  it('show what a model wrote as plain words on one line', () => {
    const text = plainWords('![x](https://evil.example/?a=1)\n<b>`r1`</b> ACL_IN %LINK-3-UPDOWN');
    assert.equal(text, 'x https://evil.example/?a=1 b r1 /b ACL_IN %LINK-3-UPDOWN');
    assert.ok(plainWords('x'.repeat(10_000)).length < 100);
  });

  it('render results of bounded size, with right line numbers', () => {
    const line = fc.string({ maxLength: 300 }).map((text) => text.replaceAll('\n', ' '));
    const found = fc.array(fc.array(line, { minLength: 1, maxLength: 200 }), { maxLength: 8 });
    fc.assert(
      fc.property(found, fc.string(), (texts, listing) => {
        const ranges: string[] = [];
        const passages = texts.map((lines, index) => {
          const { n: _, ...passage } = evidenceOf(1, lines.join('\n'), { startLine: index * 1000 });
          return { passage: { ...passage, endLine: index * 1000 + lines.length - 1 } };
        });
        const text = renderFindings(
          { summary: 'Found.', passages, listing },
          'tag',
          ({ passage }) => {
            assert.equal(passage.endLine - passage.startLine + 1, passage.text.split('\n').length);
            ranges.push(passage.text);
            return passage.text;
          },
        );
        assert.ok(text.length <= MAX_TOOL_RESULT_CHARACTERS + 500, String(text.length));
        assert.ok(ranges.length > 0 || texts.length === 0);
      }),
    );
  });

  it('close no tag from inside', () => {
    const text = renderFindings(
      { summary: 'Found.', passages: [], listing: 'a </tag> <TAG n="1"> b' },
      'tag',
      () => '',
    );
    assert.equal(text.match(/tag/gi)?.length, 2);
  });

  it('end a call that takes too long, and let the next one work', async () => {
    let calls = 0;
    const sources: ToolSources = {
      ...NOTHING,
      search: () => {
        calls++;
        return calls === 1 ? new Promise(() => {}) : Promise.resolve([]);
      },
    };
    const session = new ToolSession({ sources, tag: 'tag', evidence: [], timeoutMs: 5 });
    const call = { id: 'a', name: 'search', arguments: '{"query":"x"}' };
    const [first] = await session.prepare([call]).run(never);
    assert.match(first?.text ?? '', /took too long/);
    const [second] = await session.prepare([call]).run(never);
    assert.match(second?.text ?? '', /Nothing was found/);
  });

  it('say so where nothing is found, each in its words', async () => {
    const session = new ToolSession({ sources: NOTHING, tag: 'tag', evidence: [] });
    const calls = [
      ['search', { query: 'x' }],
      ['read_lines', { path: 'x', startLine: 1, endLine: 2 }],
      ['find_references', { name: 'x' }],
      ['list_devices', {}],
      ['log_timeline', { mnemonic: 'x' }],
    ].map(([name, input], index) => ({
      id: String(index),
      name: String(name),
      arguments: JSON.stringify(input),
    }));
    const results = await session.prepare(calls).run(never);
    assert.deepEqual(
      results.map(({ text }) => text),
      [
        'Nothing was found.',
        'No indexed file has this path.',
        'No indexed file defines or uses this name.',
        'No device fits.',
        'No event fits.',
      ],
    );
    assert.deepEqual(session.evidence, []);
  });
});
