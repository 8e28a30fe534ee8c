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
      // A list that VS Code lost while it drew the chat anew leaves its backdrop over the window.
      await this.close();
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
        if (attempt === PICK_ATTEMPTS) throw error;
        await this.close().catch(() => undefined);
      }
    }
  }

  /**
   * Closes the list, with or without rows: Escape ends a list that has the focus; one that lost it
   * ends when something else takes the focus.
   */
  async close(): Promise<void> {
    const { page } = this;
    const open = page.locator('.context-view-block, .chat-model-picker-dropdown');
    const takeFocus = [
      () => page.keyboard.press('Escape'),
      () => page.keyboard.press('F1').then(() => page.keyboard.press('Escape')),
      () => page.locator('.interactive-session .chat-editor-container textarea').first().focus(),
      () => open.first().click({ force: true, timeout: STEP_TIMEOUT_MS }),
    ];
    for (const step of takeFocus) {
      if ((await open.filter({ visible: true }).count()) === 0) return;
      await step().catch(() => undefined);
      await open
        .first()
        .waitFor({ state: 'hidden', timeout: 1_000 })
        .catch(() => undefined);
    }
    await open.first().waitFor({ state: 'hidden', timeout: STEP_TIMEOUT_MS });
  }

  private rows(): Locator {
    return this.page.locator('.chat-model-picker-dropdown .monaco-list-row');
  }
}
