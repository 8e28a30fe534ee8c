import type { Locator, Page } from 'playwright-core';

const PICK_ATTEMPTS = 4;
const STEP_TIMEOUT_MS = 5_000;

/** The model picker of VS Code's Chat view. */
export class ModelPicker {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** What is picked. */
  label(): Locator {
    return this.page.locator('.interactive-session a.model-picker-name .chat-input-picker-label');
  }

  /** Opens the list with all of its sections. */
  async open(): Promise<void> {
    if ((await this.rows().count()) === 0) {
      const timeout = STEP_TIMEOUT_MS;
      await this.page.locator('.interactive-session a.model-picker-name').click({ timeout });
    }
    await this.rows().first().waitFor({ timeout: STEP_TIMEOUT_MS });
    const others = this.rows().filter({ hasText: 'Other Models' });
    if ((await others.count()) === 0) return;
    if ((await others.getAttribute('aria-expanded')) === 'true') return;
    await others.click({ timeout: STEP_TIMEOUT_MS });
  }

  row(name: string): Locator {
    return this.rows().filter({ has: this.page.locator(`.title:text-is("${name}")`) });
  }

  /** Repeated where it fails: the list is drawn anew when the models change. */
  async pick(name: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.open();
        await this.row(name).click({ timeout: STEP_TIMEOUT_MS });
        await this.label().filter({ hasText: name }).waitFor({ timeout: STEP_TIMEOUT_MS });
        return;
      } catch (error) {
        await this.close();
        if (attempt === PICK_ATTEMPTS) throw error;
      }
    }
  }

  async close(): Promise<void> {
    // Also where the list is empty: VS Code opens it so while it draws the chat anew.
    const list = this.page.locator('.chat-model-picker-dropdown');
    if (await list.first().isVisible()) await this.page.keyboard.press('Escape');
    await list.first().waitFor({ state: 'hidden' });
  }

  private rows(): Locator {
    return this.page.locator('.chat-model-picker-dropdown .monaco-list-row');
  }
}
