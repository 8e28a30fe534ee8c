/**
 * Runs a slow refresh after changes: many changes at once end in one or two runs, the last of
 * which sees them all. `refresh` must not throw.
 */
export function refreshSoon(refresh: () => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'again' = 'idle';
  const start = (): void => {
    if (state !== 'idle') {
      state = 'again';
      return;
    }
    state = 'running';
    void refresh().then(() => {
      const again = state === 'again';
      state = 'idle';
      if (again) start();
    });
  };
  return start;
}
