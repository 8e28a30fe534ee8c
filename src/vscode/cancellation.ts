import type { CancellationToken } from 'vscode';

/** VS Code's cancellation as the AbortSignal that the core understands. */
export function toAbortSignal(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
