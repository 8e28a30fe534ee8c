import { execFileSync } from 'node:child_process';

/** Makes a named pipe: whoever opens it for reading waits until somebody writes. */
export function makePipe(path: string): void {
  execFileSync('/usr/bin/mkfifo', [path]);
}
