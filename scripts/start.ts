// npm start [-- folder]: VS Code in the browser with NetGuru installed, on loopback.
// NETGURU_PORT changes the port, NETGURU_LOCALE=pt-br the language.
import { cpSync, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageExtension } from './package.ts';
import { ensureCodeServer } from './vscode/codeServer.ts';
import { installVsix } from './vscode/installVsix.ts';
import { onParentExit } from './vscode/parentExit.ts';
import { sampleNetworkDir, vscodeTestDir } from './vscode/paths.ts';
import { firstFreePort } from './vscode/port.ts';
import { startServer } from './vscode/server.ts';
import { hostTarget } from './vscode/targets.ts';

/** Fixed, since VS Code in a browser keeps keys and layout by host and port. */
const DEFAULT_PORT = 8400;

const home = join(vscodeTestDir, 'demo');

function workspaceFolder(): string {
  const given = process.argv[2];
  if (given !== undefined) {
    const folder = resolve(process.env.INIT_CWD ?? '.', given);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new Error(`${folder} is not a folder.`);
    }
    return folder;
  }
  const folder = join(home, 'workspace');
  // Copied once: what a person changes there stays.
  if (!existsSync(folder)) cpSync(sampleNetworkDir, folder, { recursive: true });
  return folder;
}

async function choosePort(): Promise<number> {
  const wanted = Number(process.env.NETGURU_PORT ?? DEFAULT_PORT);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) {
    throw new Error(`NETGURU_PORT must be a port number, not ${process.env.NETGURU_PORT}.`);
  }
  const port = await firstFreePort(wanted);
  if (port !== wanted) {
    console.log(`Port ${wanted} is taken, using ${port}. API keys are kept by port.`);
  }
  return port;
}

async function start(): Promise<number> {
  const folder = workspaceFolder();
  ensureCodeServer(console.log);
  console.log('Building and packaging NetGuru …');
  const dirs = {
    userDataDir: join(home, 'user-data'),
    extensionsDir: join(home, 'extensions'),
  };
  installVsix(await packageExtension(hostTarget()), dirs);
  const locale = process.env.NETGURU_LOCALE;
  const server = await startServer({
    ...dirs,
    port: await choosePort(),
    logFile: join(home, 'server.log'),
    args: ['--disable-workspace-trust'],
    ...(locale === undefined || locale === '' ? {} : { locale }),
  });
  const stop = (): void => {
    void server.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  onParentExit(stop);
  console.log(`
  VS Code with NetGuru:  ${server.url}/?folder=${encodeURIComponent(folder)}

  Ask @netguru in the Chat view (Ctrl+Alt+I). Ctrl+C here stops it.
`);
  return (await server.exited) ?? 1;
}

start().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
