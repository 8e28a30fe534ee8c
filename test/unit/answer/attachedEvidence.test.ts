import assert from 'node:assert/strict';
import { attachedEvidence } from '../../../src/answer/attachedEvidence.ts';
import { MAX_ATTACHMENT_CHARACTERS } from '../../../src/core/limits.ts';
import type { Attachment } from '../../../src/core/types.ts';
import { corpusEvidenceOf, evidenceOf } from '../support/evidence.ts';

function attachment(text: string, startLine = 1, path = 'configs/r1.cfg'): Attachment {
  const endLine = startLine + text.split('\n').length - 1;
  return { folder: '/net', path, startLine, endLine, text };
}

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');

describe('attachedEvidence', () => {
  it('puts attachments first and numbers all from 1', () => {
    const found = [evidenceOf(1, 'other', { path: 'b.cfg' }), corpusEvidenceOf(2, 'text')];
    const all = attachedEvidence([attachment('x\ny', 5)], found);
    assert.deepEqual(
      all.map(({ n, path, startLine, endLine }) => `${n} ${path}:${startLine}-${endLine}`),
      ['1 configs/r1.cfg:5-6', '2 b.cfg:10-10', '3 corpus/bgp/bgp-best-path.md:12-12'],
    );
  });

  it('leaves out what lies in an attachment, and keeps what reaches beyond it', () => {
    const inside = evidenceOf(1, 'a\nb', { path: 'configs/r1.cfg', startLine: 2, endLine: 3 });
    const beyond = evidenceOf(2, 'a\nb', { path: 'configs/r1.cfg', startLine: 9, endLine: 12 });
    const elsewhere = { ...inside, n: 3, folder: '/lab' };
    const all = attachedEvidence([attachment(lines(10))], [inside, beyond, elsewhere]);
    assert.deepEqual(
      all.map(({ folder, startLine }) => `${folder} ${startLine}`),
      ['/net 1', '/net 9', '/lab 2'],
    );
  });

  it('cuts at a line end when an attachment is too long, with the range of what is left', () => {
    const text = lines(10_000);
    const [first, ...others] = attachedEvidence([attachment(text, 3)], []);
    assert(first && others.length === 0);
    assert(first.text.length <= MAX_ATTACHMENT_CHARACTERS);
    assert.equal(
      first.text,
      text
        .split('\n')
        .slice(0, first.endLine - 2)
        .join('\n'),
    );
  });

  it('keeps all attachments together within the limit, a line without end too', () => {
    const attachments = [
      attachment(lines(2_000)),
      attachment('x'.repeat(MAX_ATTACHMENT_CHARACTERS * 3), 1, 'b.cfg'),
      attachment(lines(2_000), 1, 'c.cfg'),
    ];
    const all = attachedEvidence(attachments, []);
    const characters = all.reduce((sum, { text }) => sum + text.length, 0);
    assert(characters <= MAX_ATTACHMENT_CHARACTERS, `${characters}`);
    assert(all.length >= 1);
  });

  it('gives what was found when nothing is attached', () => {
    const found = [evidenceOf(1, 'x')];
    assert.deepEqual(attachedEvidence([], found), found);
  });
});
