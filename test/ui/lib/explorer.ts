import type { Locator, Page } from 'playwright-core';

/** The file tree. Paths are relative to the workspace folder, with `/`. */
export class Explorer {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the folders on the way and returns the row of a file or folder. */
  async reveal(path: string): Promise<Locator> {
    const names = path.split('/');
    let row = this.row(names[0] ?? '', 1);
    for (const [index, name] of names.entries()) {
      row = this.row(name, index + 1);
      await row.waitFor();
      const isLast = index === names.length - 1;
      if (!isLast && (await row.getAttribute('aria-expanded')) === 'false') await row.click();
    }
    return row;
  }

  /** Selects several files as with Ctrl held down. */
  async select(paths: readonly string[]): Promise<void> {
    for (const [index, path] of paths.entries()) {
      const row = await this.reveal(path);
      await row.click(index === 0 ? {} : { modifiers: ['ControlOrMeta'] });
    }
  }

  /** Opens the context menu of a file; with several selected, of the selection it is part of. */
  async openContextMenu(path: string): Promise<void> {
    const row = await this.reveal(path);
    await row.click({ button: 'right' });
  }

  /** By name and depth: two equal names at one depth under different folders are not told apart. */
  private row(name: string, level: number): Locator {
    return this.page
      .locator(`.explorer-folders-view .monaco-list-row[aria-level="${level}"]`)
      .filter({ has: this.page.getByText(name, { exact: true }) })
      .first();
  }
}
