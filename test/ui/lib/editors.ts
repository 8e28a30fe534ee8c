import { basename } from 'node:path/posix';
import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quickInput.ts';

/** Text editors and their tabs. Paths are relative to the workspace folder, with `/`. */
export class Editors {
  private readonly page: Page;
  private readonly quickInput: QuickInput;

  constructor(page: Page, quickInput: QuickInput) {
    this.page = page;
    this.quickInput = quickInput;
  }

  /** Opens a file through quick open and waits until its text is drawn. */
  async open(path: string): Promise<void> {
    await this.quickInput.pickFrom(path, this.quickInput.rowLabelled(basename(path)));
    await this.activeTab(basename(path)).waitFor();
    await this.line('').first().waitFor();
  }

  tab(fileName: string): Locator {
    return this.page.locator(`.tabs-container .tab[data-resource-name="${fileName}"]`).first();
  }

  activeTab(fileName: string): Locator {
    return this.page.locator(`.tabs-container .tab.active[data-resource-name="${fileName}"]`);
  }

  /** Drawn lines of the active editor that hold `text`. */
  line(text: string | RegExp): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .view-line', {
      hasText: text,
    });
  }

  /** Puts the cursor on a line, as with Go to Line. */
  async goToLine(line: number): Promise<void> {
    await this.quickInput.pickFrom(`:${line}`, this.quickInput.row(String(line)));
  }

  /** Selects whole lines, both inclusive and 1-based, in the active editor. */
  async selectLines(first: number, last: number): Promise<void> {
    await this.goToLine(first);
    await this.page.keyboard.press('Home');
    for (let line = first; line < last; line++) await this.page.keyboard.press('Shift+ArrowDown');
    await this.page.keyboard.press('Shift+End');
  }

  /**
   * Where the cursor is, as the status bar tells it: `Ln 12, Col 1`, with the size of the
   * selection if there is one.
   */
  position(): Locator {
    return this.page.locator('.part.statusbar #status\\.editor\\.selection');
  }

  /** Context menu of the text, at the selection if there is one. */
  async openContextMenu(): Promise<void> {
    await this.page.keyboard.press('Shift+F10');
  }

  async openTabContextMenu(fileName: string): Promise<void> {
    await this.tab(fileName).click({ button: 'right' });
  }
}
