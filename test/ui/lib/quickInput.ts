import type { Locator, Page } from 'playwright-core';

const ATTEMPTS = 6;

/** The box at the top of the window: command palette, quick open, quick picks and input boxes. */
export class QuickInput {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  widget(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  box(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-box input');
  }

  row(text: string | RegExp): Locator {
    return this.rows().filter({ hasText: text }).first();
  }

  /** The row whose label is exactly `label`. */
  rowLabelled(label: string): Locator {
    return this.rows()
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first();
  }

  rows(): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  /** Runs a command by its palette title. */
  async runCommand(title: string): Promise<void> {
    await this.pickFrom(`>${title}`, this.rowLabelled(title));
  }

  /**
   * Opens the palette, types `query` (with `>` for commands, a path for files) and clicks `row`. The whole gesture is repeated where it fails: at start-up the workbench moves the
   * focus, which closes the palette.
   */
  async pickFrom(query: string, row: Locator): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.page.keyboard.press('F1');
        await this.box().waitFor({ state: 'visible', timeout: 5_000 });
        await this.box().fill(query, { timeout: 5_000 });
        await row.click({ timeout: 8_000 });
        return;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Whether the palette offers a command of that title. */
  async hasCommand(title: string): Promise<boolean> {
    await this.page.keyboard.press('F1');
    await this.box().fill(`>${title}`);
    // Either a row with the title or the row that says that nothing matches comes up.
    await this.rows().first().waitFor();
    const texts = await this.rows().allInnerTexts();
    await this.page.keyboard.press('Escape');
    return texts.some((text) => text.includes(title));
  }

  /** Chooses from a quick pick that an extension has opened; `filter` is typed first if given. */
  async choose(text: string | RegExp, filter?: string): Promise<void> {
    await this.box().waitFor({ state: 'visible' });
    if (filter !== undefined) await this.box().fill(filter);
    await this.row(text).click();
    // An input box may follow in the same place: it must not be taken for the one of this list.
    await this.row(text).waitFor({ state: 'hidden' });
  }

  /**
   * Types into an input box and presses Enter. A next box may follow at once.
   *
   * @returns the kind of the box: `password` hides what is typed, `text` does not.
   */
  async answer(text: string): Promise<string | null> {
    const box = this.box();
    await box.waitFor({ state: 'visible' });
    await box.fill(text);
    const type = await box.getAttribute('type');
    await box.press('Enter');
    return type;
  }

  /** What an input box says about its value, such as a refusal. */
  message(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-message');
  }

  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.box().waitFor({ state: 'hidden' });
  }
}
