import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Waits until `isTrue`, and returns how long that took in ms.
 *
 * @throws Error naming `what` after `timeoutMs`
 */
export async function until(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs = 45_000,
): Promise<number> {
  const startedAt = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - startedAt > timeoutMs) {
      throw new Error(`Not within ${timeoutMs / 1000} s: ${what}`);
    }
    await delay(POLL_MS);
  }
  return performance.now() - startedAt;
}

/** The different texts that `read` gives, in order, until `isDone`. */
export async function textsUntil(
  read: () => Promise<string>,
  isDone: () => Promise<boolean>,
): Promise<readonly string[]> {
  const seen: string[] = [];
  const note = (text: string): void => {
    if (text !== '' && text !== seen.at(-1)) seen.push(text);
  };
  await until('the text is complete', async () => {
    const done = await isDone();
    note(await read());
    return done;
  });
  return seen;
}
