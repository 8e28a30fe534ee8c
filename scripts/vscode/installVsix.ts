import { execFileSync } from 'node:child_process';
import { ensureCodeServer } from './codeServer.ts';
import { type ServerDirs, serverEnvironment } from './server.ts';

/** Installs a .vsix as `code --install-extension` does; needs no running server. */
export function installVsix(vsix: string, dirs: ServerDirs): void {
  const { node, entry } = ensureCodeServer();
  const args = [entry, '--install-extension', vsix, '--force'];
  args.push('--extensions-dir', dirs.extensionsDir, '--user-data-dir', dirs.userDataDir);
  execFileSync(node, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: serverEnvironment({ userDataDir: dirs.userDataDir }),
  });
}
