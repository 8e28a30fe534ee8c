/**
 * Stands in for the model's thread where a test needs a thread that misbehaves: vectors begin
 * with the thread's id, and some texts are orders.
 */
import { parentPort, threadId } from 'node:worker_threads';
import { EMBEDDING_DIMENSION } from '../../../src/core/limits.ts';
import { embedRequestSchema } from '../../../src/index/embedProtocol.ts';

parentPort?.on('message', (message: unknown) => {
  const request = embedRequestSchema.parse(message);
  if (request.type !== 'embed') return;
  const { id, texts } = request;
  if (texts.includes('order: exit')) process.exit(3);
  if (texts.includes('order: throw')) throw new Error('a bug');
  if (texts.includes('order: hang')) return;
  if (texts.includes('order: talk nonsense')) {
    parentPort?.postMessage({ type: 'vectors', id, block: 'no numbers' });
    return;
  }
  if (texts.includes('order: fail')) {
    parentPort?.postMessage({
      type: 'failed',
      id,
      stage: 'run',
      detail: 'bad text',
    });
    return;
  }
  const block = new Float32Array(texts.length * EMBEDDING_DIMENSION);
  texts.forEach((text, i) => {
    block[i * EMBEDDING_DIMENSION] = threadId;
    block[i * EMBEDDING_DIMENSION + 1] = text.length;
  });
  parentPort?.postMessage({ type: 'vectors', id, block }, [block.buffer]);
});
