import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { ConversationStore } from '../../../src/conversations/conversationStore.ts';
import { readRecords } from '../../../src/conversations/readConversation.ts';
import { evidence, useTemporaryFolder } from './support.ts';

const LINE_END = 0x0a;

async function fileWith(folder: string, texts: readonly string[]): Promise<[string, Buffer]> {
  const store = new ConversationStore({ folder, onProblem: assert.fail });
  const id = store.create('panel');
  for (const text of texts) {
    const question = await store.addUserMessage(id, { text });
    const recorder = store.startAnswer(id, question.id);
    recorder.setEvidence([evidence(1, text)]);
    recorder.addText(text);
    await recorder.finish({ end: 'complete' });
  }
  return [id, await readFile(join(folder, `${id}.jsonl`))];
}

function wholeLinesBefore(bytes: Buffer, cut: number): number {
  return bytes.subarray(0, cut).filter((byte) => byte === LINE_END).length;
}

describe('a conversation file cut anywhere', () => {
  const folder = useTemporaryFolder();
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), {
    minLength: 1,
    maxLength: 3,
  });

  it('still gives every whole record, and takes new ones', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.double({ min: 0, max: 1, noNaN: true }), async (all, part) => {
        const [id, bytes] = await fileWith(folder.path, all);
        const whole = readRecords(bytes).records;
        const cut = Math.floor(bytes.length * part);
        const kept = wholeLinesBefore(bytes, cut);
        const read = readRecords(bytes.subarray(0, cut));
        assert.deepEqual(read.records.slice(0, kept), whole.slice(0, kept));
        // A last line that lacks only its line end is whole, too.
        assert.ok(read.records.length <= kept + 1);
        assert.deepEqual(read.records, whole.slice(0, read.records.length));

        if (read.records.length === 0) return;
        await writeFile(join(folder.path, `${id}.jsonl`), bytes.subarray(0, cut));
        const store = new ConversationStore({
          folder: folder.path,
          onProblem: assert.fail,
        });
        await store.addUserMessage(id, { text: 'after the crash' });
        const after = readRecords(await readFile(join(folder.path, `${id}.jsonl`)));
        assert.equal(after.records.length, read.records.length + 1);
        assert.equal(after.brokenLines, read.brokenLines);
      }),
      { numRuns: 25 },
    );
  });

  it('at every single byte of one file', async () => {
    const [, bytes] = await fileWith(folder.path, ['Qual é o AS de rtr1? 🚀', 'ação']);
    const whole = readRecords(bytes).records;
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const { records } = readRecords(bytes.subarray(0, cut));
      assert.ok(records.length >= wholeLinesBefore(bytes, cut), `cut at ${cut}`);
      assert.deepEqual(records, whole.slice(0, records.length), `cut at ${cut}`);
    }
  });

  it('loses only the line in which a byte was destroyed', async () => {
    const [, bytes] = await fileWith(folder.path, ['one', 'two']);
    const count = readRecords(bytes).records.length;
    for (let at = 0; at < bytes.length; at += 1) {
      const damaged = Buffer.from(bytes);
      damaged[at] = 0;
      const lines = bytes[at] === LINE_END ? 2 : 1;
      assert.ok(readRecords(damaged).records.length >= count - lines, `byte ${at}`);
    }
  });

  it('any bytes give a result', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        assert.equal(readRecords(Buffer.from(bytes)).newerVersion, false);
      }),
    );
  });
});
