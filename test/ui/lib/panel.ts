import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

const ANSWER_TIMEOUT_MS = 60_000;

/** NetGuru's own panel. */
export class Panel {
  private readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** Shows the panel and waits until it has its state. */
  async open(): Promise<void> {
    await this.workbench.showView('NetGuru');
    await this.part('composer').waitFor({ timeout: 30_000 });
    await this.button('send').or(this.button('stop')).first().waitFor();
  }

  frame(): FrameLocator {
    return this.workbench.webview();
  }

  part(testId: string): Locator {
    return this.frame().getByTestId(testId).filter({ visible: true });
  }

  button(testId: string): Locator {
    return this.part(testId);
  }

  async send(question: string): Promise<void> {
    await this.frame().getByTestId('question').locator('textarea').fill(question);
    await this.button('send').click();
    await this.part('user-message').filter({ hasText: question }).last().waitFor();
  }

  /** Sends a question and waits until the answer has ended, in whatever way. */
  async ask(question: string): Promise<string> {
    const before = await this.answers().count();
    await this.send(question);
    await this.answers().nth(before).waitFor();
    await this.lastAnswer()
      .and(this.frame().locator('[data-end]:not([data-end="streaming"])'))
      .waitFor({ timeout: ANSWER_TIMEOUT_MS });
    return await this.answerText();
  }

  answers(): Locator {
    return this.frame().getByTestId('answer');
  }

  lastAnswer(): Locator {
    return this.answers().last();
  }

  async answerText(): Promise<string> {
    return (await this.lastAnswer().getByTestId('answer-text').innerText()).trim();
  }

  /** How the last answer ended: `complete`, `cancelled`, `cut` …, or `streaming`. */
  async answerEnd(): Promise<string | null> {
    return await this.lastAnswer().getAttribute('data-end');
  }

  async openConversations(): Promise<void> {
    if ((await this.part('conversations').count()) > 0) return;
    await this.button('toggle-conversations').click();
    await this.part('conversations').waitFor();
  }

  conversation(title: string | RegExp): Locator {
    return this.frame().getByTestId('conversation-list').locator('li', { hasText: title });
  }
}
