import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 2;

/** Waits until something is true; the test's own time limit ends it otherwise. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await wait(POLL_MS);
}
