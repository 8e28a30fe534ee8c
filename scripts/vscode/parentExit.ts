const POLL_MS = 1_000;

/**
 * Calls back once when the process that started this one has ended. npm hands a SIGTERM to the
 * shell between it and its script only, so the script would stay behind. Does not keep the process
 * alive.
 */
export function onParentExit(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, POLL_MS);
  timer.unref();
}
