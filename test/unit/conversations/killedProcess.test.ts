import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ConversationStore } from '../../../src/conversations/conversationStore.ts';
import { CONVERSATION_FLUSH_INTERVAL_MS } from '../../../src/core/limits.ts';
import { useTemporaryFolder } from './support.ts';

const CHILD = fileURLToPath(new URL('./streamingChild.ts', import.meta.url));
/** Time a busy machine may need between the timer and the write. */
const SLACK_MS = 400;
const STREAM_MS = 1_700;

describe('a process that is killed while it streams', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();

  it('loses at most the last flush interval of the answer', async () => {
    const child = spawn(process.execPath, [CHILD, folder.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said: { readonly at: number; readonly characters: number }[] = [];
    let id = '';
    for await (const line of createInterface({ input: child.stdout })) {
      const [first = '', second = ''] = line.split(' ');
      if (first === 'id') id = second;
      else said.push({ at: Number(first), characters: Number(second) });
      const start = said[0]?.at ?? 0;
      if (said.length > 0 && (said.at(-1)?.at ?? 0) - start > STREAM_MS) {
        child.kill('SIGKILL');
        break;
      }
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    assert.equal(child.signalCode, 'SIGKILL');

    const store = new ConversationStore({
      folder: folder.path,
      onProblem: assert.fail,
    });
    const [question, answer] = (await store.read(id)).messages;
    assert.equal(question?.text, 'q');
    assert.ok(answer?.role === 'assistant');
    assert.equal(answer.end, 'cut');
    const killedAt = said.at(-1)?.at ?? 0;
    const safe = said.findLast(
      ({ at }) => at < killedAt - CONVERSATION_FLUSH_INTERVAL_MS - SLACK_MS,
    );
    assert.ok(safe !== undefined && safe.characters > 0);
    assert.ok(
      answer.text.length >= safe.characters,
      `${answer.text.length} of at least ${safe.characters} characters`,
    );
    assert.ok(answer.text.startsWith('word0 word6 '));
  });
});
