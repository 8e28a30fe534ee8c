import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { vscodeTestDir } from '../../../scripts/vscode/paths.ts';
import { ChatView } from './chatView.ts';
import { Editors } from './editors.ts';
import { Explorer } from './explorer.ts';
import { QuickInput } from './quickInput.ts';

/** Longer than Playwright's 30 s: build machines are slow and busy. */
const DEFAULT_TIMEOUT_MS = 45_000;
const FIRST_LOAD_TIMEOUT_MS = 120_000;
const MENU_ATTEMPTS = 5;

/** Colour themes by id, with the class that the workbench has while they are on. */
export const themes = {
  dark: { id: 'Dark Modern', className: 'vs-dark' },
  light: { id: 'Light Modern', className: 'vs' },
  highContrast: { id: 'Default High Contrast', className: 'hc-black' },
  highContrastLight: {
    id: 'Default High Contrast Light',
    className: 'hc-light',
  },
} as const;

/** The VS Code window in the browser, as a person uses it. */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly explorer: Explorer;
  readonly editors: Editors;
  readonly chat: ChatView;

  constructor(page: Page) {
    page.setDefaultTimeout(DEFAULT_TIMEOUT_MS);
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.explorer = new Explorer(page);
    this.editors = new Editors(page, this.quickInput);
    this.chat = new ChatView(page, this.quickInput);
  }

  /** Loads `workspaceDir` from a server and waits until the window is usable. */
  async open(serverUrl: string, workspaceDir: string): Promise<void> {
    await this.page.goto(`${serverUrl}/?folder=${encodeURIComponent(workspaceDir)}`);
    await this.waitUntilReady();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilReady();
  }

  /** Ready: the parts are drawn, extensions are known, and the explorer shows the folder. */
  async waitUntilReady(): Promise<void> {
    const timeout = FIRST_LOAD_TIMEOUT_MS;
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout });
    await this.activityBarItem('NetGuru').waitFor({ timeout });
    await this.activityBarItem('Explorer').waitFor({ timeout });
  }

  /** Saves .vscode-test/screenshots/<name>.png and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(vscodeTestDir, 'screenshots', `${name}.png`);
    mkdirSync(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
    return path;
  }

  /** Runs a command by its palette title, such as `NetGuru: Re-index Workspace`. */
  async command(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  activityBarItem(name: string): Locator {
    return this.page.locator(`.activitybar a.action-label[aria-label^="${name}"]`).first();
  }

  /**
   * Opens a view container unless it is open: a second click would close it. Repeated, since a
   * window that is just loading restores its views only after they can be clicked.
   */
  async showView(name: string): Promise<void> {
    const item = `.activitybar li.action-item:has(> a.action-label[aria-label^="${name}"])`;
    const opened = this.page.locator(`${item}[aria-expanded="true"]`);
    for (let attempt = 1; ; attempt++) {
      if ((await opened.count()) === 0) await this.activityBarItem(name).click();
      try {
        await opened.waitFor({ timeout: 4_000 });
        return;
      } catch (error) {
        if (attempt === MENU_ATTEMPTS) throw error;
      }
    }
  }

  /** A notification that is on the screen. */
  toast(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', {
      hasText: text,
    });
  }

  /** Presses a button of a notification. */
  async toastButton(text: string | RegExp, button: string): Promise<void> {
    await this.toast(text).getByRole('button', { name: button }).click();
  }

  /** The same text may not be shown twice while its first toast stands. */
  async clearToasts(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
    await this.page
      .locator('.notifications-toasts .notification-toast')
      .waitFor({ state: 'detached' });
  }

  /** Presses a button of the modal dialog that is open. */
  async dialogButton(button: string): Promise<void> {
    await this.page.locator('.monaco-dialog-box').getByRole('button', { name: button }).click();
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item', {
      hasText: text,
    });
  }

  /**
   * Picks an item of the context menu that is open. Repeated while the menu stays: VS Code ignores
   * clicks in the first 100 ms, so that the click that opened it does not pick something.
   */
  async menuItem(label: string): Promise<void> {
    const item = this.menuItemLocator(label);
    for (let attempt = 1; ; attempt++) {
      await item.click();
      try {
        await item.waitFor({ state: 'hidden', timeout: 2_000 });
        return;
      } catch (error) {
        if (attempt === MENU_ATTEMPTS) throw error;
      }
    }
  }

  menuItemLocator(label: string): Locator {
    return this.page.locator('.monaco-menu .action-menu-item', { hasText: label }).first();
  }

  /** The inside of the webview that is open; of the only one, or of the `nth`. */
  webview(nth = 0): FrameLocator {
    return this.page
      .frameLocator(`iframe.webview.ready >> nth=${nth}`)
      .frameLocator('iframe#active-frame');
  }

  /**
   * Switches the colour theme through the workspace's settings: user settings that are rewritten
   * on disk are noticed only once per window. Replaces .vscode/settings.json.
   */
  async setTheme(workspaceDir: string, theme: keyof typeof themes): Promise<void> {
    const { id, className } = themes[theme];
    this.writeWorkspaceSettings(workspaceDir, { 'workbench.colorTheme': id });
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Replaces the workspace's settings; VS Code notices within a second. */
  writeWorkspaceSettings(workspaceDir: string, settings: Readonly<Record<string, unknown>>): void {
    const file = join(workspaceDir, '.vscode/settings.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(settings));
  }
}
