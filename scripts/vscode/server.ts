import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureCodeServer } from './codeServer.ts';
import { writeFakeLanguagePack } from './languagePack.ts';
import { freePort } from './port.ts';
import { type Settings, writeUserSettings } from './userSettings.ts';

/** Long, because test machines may be slow and busy; a healthy start takes 1 to 3 s. */
const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 8_000;

export interface ServerDirs {
  readonly userDataDir: string;
  readonly extensionsDir: string;
}

export interface ServerOptions extends ServerDirs {
  /** Default: a free one. VS Code in a browser keeps keys and layout by host and port. */
  readonly port?: number;
  readonly logFile: string;
  readonly settings?: Settings;
  /** Display language of the extension, such as `pt-br`. */
  readonly locale?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Settles with the exit code when the server has ended for whatever reason. */
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts code-server on loopback and resolves when it serves the workbench page. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const child = spawnServer(options, port);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  // Own process group: an extension host that is just being started when the server stops would
  // stay behind for ever.
  const killGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // All gone.
    }
  };
  process.once('exit', killGroup);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(killer);
    killGroup();
    process.removeListener('exit', killGroup);
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await waitForWorkbench(url, child, options.logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, port, exited, stop };
}

function spawnServer(options: ServerOptions, port: number): ChildProcess {
  const { node, entry } = ensureCodeServer();
  mkdirSync(options.extensionsDir, { recursive: true });
  mkdirSync(dirname(options.logFile), { recursive: true });
  writeUserSettings(options.userDataDir, options.settings);
  const args = [entry, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`];
  args.push('--user-data-dir', options.userDataDir, '--extensions-dir', options.extensionsDir);
  args.push('--disable-telemetry', '--disable-update-check', '--ignore-last-opened');
  args.push('--disable-getting-started-override');
  if (options.locale !== undefined) {
    writeFakeLanguagePack(options.userDataDir, options.locale);
    args.push('--locale', options.locale);
  }
  const log = openSync(options.logFile, 'a');
  try {
    return spawn(node, [...args, ...(options.args ?? [])], {
      stdio: ['ignore', log, log],
      env: serverEnvironment(options),
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

/** The caller's environment without what would change the server's behaviour. */
export function serverEnvironment(options: {
  readonly userDataDir: string;
  readonly env?: Readonly<Record<string, string>>;
}): NodeJS.ProcessEnv {
  mkdirSync(options.userDataDir, { recursive: true });
  // An own empty file: code-server would read and write the user's configuration.
  const config = join(options.userDataDir, 'config.yaml');
  writeFileSync(config, '');
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|PORT$|PASSWORD$|HASHED_PASSWORD$)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    // No marketplace.
    EXTENSIONS_GALLERY: '{}',
    ...options.env,
    CODE_SERVER_CONFIG: config,
  };
}

/**
 * Asks for the workbench page itself: /healthz answers before VS Code is loaded, and says yes with
 * an incomplete install as well.
 */
async function waitForWorkbench(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`code-server stopped while starting; see ${logFile}`);
    }
    const response = await fetch(`${url}/?ew=true`).catch(() => undefined);
    if (response?.ok === true) return;
    // 404 is normal at first: code-server listens before its routes are there.
    if (response !== undefined && response.status >= 500) {
      throw new Error(`code-server answers ${response.status}; see ${logFile}`);
    }
    if (Date.now() > deadline) {
      throw new Error(`code-server did not start in ${START_TIMEOUT_MS / 1000} s; see ${logFile}`);
    }
    await delay(100);
  }
}
