/** Between two looks at the processor time; short, so that a look rarely spans two tasks. */
const LOOK_MS = 5;

/**
 * Watches how much processor time this thread takes between two turns of its loop. Unlike a
 * delay it does not count the time for which a busy machine gave the thread no processor.
 */
export function watchWork(): () => number {
  let longestMs = 0;
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    longestMs = Math.max(longestMs, (user + system) / 1_000);
    before = process.threadCpuUsage();
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    return longestMs;
  };
}
