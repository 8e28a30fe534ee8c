import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { installVsix } from '../../../scripts/vscode/installVsix.ts';
import { sampleNetworkDir, vscodeTestDir } from '../../../scripts/vscode/paths.ts';
import {
  type RunningServer,
  type ServerOptions,
  startServer,
} from '../../../scripts/vscode/server.ts';
import { vsixForTests } from '../../../scripts/vscode/testVsix.ts';
import { type Settings, writeMachineSettings } from '../../../scripts/vscode/userSettings.ts';
import { openBrowser } from './browser.ts';
import { Workbench } from './workbench.ts';

export interface SessionOptions {
  /** Unique among the test files: the folder of everything this session writes. */
  readonly name: string;
  /** User settings, on top of the quiet ones. */
  readonly settings?: Settings;
  /** Settings of machine scope, such as NetGuru's endpoints. */
  readonly machineSettings?: Settings;
  /** Display language of the extension, such as `pt-br`. */
  readonly locale?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder that the workspace starts as a copy of; default: the sample network. */
  readonly workspaceFrom?: string;
  /** Changes the copied workspace before VS Code sees it. */
  readonly prepare?: (workspaceDir: string) => void;
}

/** A VS Code as users get it: own server, extensions folder and browser, the .vsix installed. */
export interface Session {
  readonly workspaceDir: string;
  /** The current window's; restartBrowser makes a new one. */
  workbench(): Workbench;
  page(): Page;
  /** Stops the server and starts it on the same port and data, then loads the window again. */
  restartServer(): Promise<void>;
  /** Closes the browser and opens it on the same profile. */
  restartBrowser(): Promise<void>;
  /** Takes a last screenshot and ends browser and server. Safe to call twice. */
  dispose(): Promise<void>;
}

/** Starts a session and waits until its window is usable. */
export async function startSession(options: SessionOptions): Promise<Session> {
  const home = join(vscodeTestDir, 'ui', options.name);
  rmSync(home, { recursive: true, force: true });
  const workspaceDir = join(home, 'workspace');
  mkdirSync(home, { recursive: true });
  cpSync(options.workspaceFrom ?? sampleNetworkDir, workspaceDir, {
    recursive: true,
  });
  options.prepare?.(workspaceDir);
  const serverOptions: ServerOptions = {
    userDataDir: join(home, 'user-data'),
    extensionsDir: join(home, 'extensions'),
    logFile: join(home, 'server.log'),
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    ...(options.env === undefined ? {} : { env: options.env }),
  };
  if (options.machineSettings !== undefined) {
    writeMachineSettings(serverOptions.userDataDir, options.machineSettings);
  }
  installVsix(await vsixForTests(), serverOptions);
  const server = await startServer(serverOptions);
  const session = new LiveSession(options.name, workspaceDir, serverOptions, server);
  try {
    await session.open();
  } catch (error) {
    await session.dispose();
    throw error;
  }
  return session;
}

class LiveSession implements Session {
  readonly workspaceDir: string;
  private readonly name: string;
  private readonly serverOptions: ServerOptions;
  private server: RunningServer | undefined;
  private browser: BrowserContext | undefined;
  private current: Workbench | undefined;

  constructor(
    name: string,
    workspaceDir: string,
    serverOptions: ServerOptions,
    server: RunningServer,
  ) {
    this.name = name;
    this.workspaceDir = workspaceDir;
    this.serverOptions = { ...serverOptions, port: server.port };
    this.server = server;
  }

  async open(): Promise<void> {
    const profileDir = join(this.serverOptions.userDataDir, '../browser');
    this.browser = await openBrowser(profileDir, this.serverOptions.locale);
    const page = this.browser.pages()[0] ?? (await this.browser.newPage());
    this.current = new Workbench(page);
    await this.load();
  }

  workbench(): Workbench {
    if (this.current === undefined) throw new Error('The session has ended.');
    return this.current;
  }

  page(): Page {
    return this.workbench().page;
  }

  async restartServer(): Promise<void> {
    await this.server?.stop();
    this.server = await startServer(this.serverOptions);
    await this.load();
  }

  async restartBrowser(): Promise<void> {
    await this.browser?.close();
    await this.open();
  }

  async dispose(): Promise<void> {
    await this.current?.screenshot(`${this.name}-last`).catch(() => undefined);
    this.current = undefined;
    await this.browser?.close();
    await this.server?.stop();
    this.browser = undefined;
    this.server = undefined;
  }

  private async load(): Promise<void> {
    if (this.server === undefined) throw new Error('The session has ended.');
    await this.workbench().open(this.server.url, this.workspaceDir);
  }
}
