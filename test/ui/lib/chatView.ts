import type { Locator, Page } from 'playwright-core';
import { scrollInChat } from './chatScroll.ts';
import type { QuickInput } from './quickInput.ts';

/** The model that NetGuru registers where no key is set. */
export const OFFLINE_MODEL = 'NetGuru Offline';

const READY_TIMEOUT_MS = 90_000;
const ANSWER_TIMEOUT_MS = 60_000;
const SEND_ATTEMPTS = 4;

/** VS Code's Chat view. */
export class ChatView {
  private readonly page: Page;
  private readonly quickInput: QuickInput;

  constructor(page: Page, quickInput: QuickInput) {
    this.page = page;
    this.quickInput = quickInput;
  }

  /** Opens the view and waits until `model` can be used. */
  async open(model = OFFLINE_MODEL): Promise<void> {
    await this.quickInput.runCommand('Chat: Open Chat');
    await this.input().waitFor();
    await this.waitForModel(model);
  }

  /**
   * Waits for a model's name in the picker: a request sent before the extension's models are known
   * is answered with 'Language model unavailable'.
   */
  async waitForModel(model: string): Promise<void> {
    await this.page
      .locator('.interactive-session [class*="chat-input-toolbar"]', {
        hasText: model,
      })
      .first()
      .waitFor({ timeout: READY_TIMEOUT_MS });
  }

  /** The editor that the question is typed into. */
  input(): Locator {
    return this.page.locator('.interactive-session .chat-editor-container .monaco-editor').first();
  }

  /** What is attached to the question that is being written, without VS Code's suggestions. */
  attachments(): Locator {
    return this.page.locator(
      '.interactive-session .chat-attached-context-attachment:not(.implicit)',
    );
  }

  /** Types a question after what stands in the input (such as a sticky `@netguru `) and sends it. */
  async send(text: string): Promise<void> {
    const before = await this.lastIndex();
    await this.type(text);
    // Closes the completion list, which would swallow Enter.
    await this.page.keyboard.press('Escape');
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('Enter');
      try {
        await this.responseAfter(before).waitFor({ timeout: 10_000 });
        return;
      } catch (error) {
        if (attempt === SEND_ATTEMPTS || !(await this.inputEndsWith(text))) throw error;
        await this.input().click();
      }
    }
  }

  /** Sends a question to @netguru, which stays in the input after the first one. */
  async askNetGuru(question: string, timeoutMs = ANSWER_TIMEOUT_MS): Promise<string> {
    const typed = await this.input().innerText();
    return await this.ask(
      typed.includes('@netguru') ? question : `@netguru ${question}`,
      timeoutMs,
    );
  }

  /** Sends a question and returns the whole answer. */
  async ask(question: string, timeoutMs = ANSWER_TIMEOUT_MS): Promise<string> {
    await this.send(question);
    return await this.finishedAnswer(timeoutMs);
  }

  /** Requests that are drawn: those far out of view are not in the page. */
  requests(): Locator {
    return this.page.locator('.interactive-session .monaco-list-row.request');
  }

  /** Answers that are drawn. */
  responses(): Locator {
    return this.page.locator('.interactive-session .monaco-list-row.response');
  }

  lastResponse(): Locator {
    return this.page.locator(
      '.interactive-session .monaco-list-row.response[data-last-element="true"]',
    );
  }

  /** The text of the last answer as far as it has come, without progress and buttons. */
  async answerSoFar(): Promise<string> {
    const parts = await this.lastResponse().locator('.value > .rendered-markdown').allInnerTexts();
    // Code blocks are drawn with no-break spaces.
    return parts.join('\n').replaceAll('\u00a0', ' ').trim();
  }

  /** Waits until the last answer is complete (or stopped, or failed) and returns its text. */
  async finishedAnswer(timeoutMs = ANSWER_TIMEOUT_MS): Promise<string> {
    await this.lastResponse()
      .locator('.interactive-response:not(.chat-response-loading)')
      .waitFor({ timeout: timeoutMs });
    return await this.answerSoFar();
  }

  /** Waits for `text` in the last answer, which may still be growing. */
  async waitForAnswer(text: string | RegExp, timeoutMs = ANSWER_TIMEOUT_MS): Promise<void> {
    await this.lastResponse().filter({ hasText: text }).waitFor({ timeout: timeoutMs });
  }

  /** Present while an answer is being made. */
  stopButton(): Locator {
    return this.page.locator(
      '.interactive-session .chat-execute-toolbar a.action-label.codicon-stop-circle',
    );
  }

  async stop(): Promise<void> {
    await this.stopButton().click();
    await this.stopButton().waitFor({ state: 'detached' });
  }

  /** A button that the last answer offers. */
  button(name: string | RegExp): Locator {
    return this.lastResponse().getByRole('button', { name });
  }

  /** Links of the last answer: Markdown links and the file chips of `stream.anchor`. */
  links(): Locator {
    return this.lastResponse().locator('.value .rendered-markdown a[data-href]');
  }

  link(text: string | RegExp): Locator {
    return this.links().filter({ hasText: text }).first();
  }

  /** Clicks a link of the last answer, wherever in a long answer it stands. */
  async openLink(link: Locator): Promise<void> {
    await scrollInChat(this.page, link);
    await link.click();
  }

  /** Unfolds what stands behind 'Completed n steps' and 'Used n references'; gives the rows. */
  async references(): Promise<Locator> {
    const response = this.lastResponse();
    const steps = response.locator('details.completed-response-disclosure:not([open]) > summary');
    if ((await steps.count()) > 0) {
      await scrollInChat(this.page, steps);
      await steps.click();
    }
    const label = response.locator('.chat-used-context-label a.monaco-button');
    if ((await label.getAttribute('aria-expanded')) === 'false') {
      await scrollInChat(this.page, label);
      await label.click();
    }
    const rows = response.locator('.chat-used-context-list .monaco-list-row');
    await rows.first().waitFor();
    return rows;
  }

  /** A follow-up question that is offered below the last answer. */
  followUp(text: string | RegExp): Locator {
    return this.page.locator('.interactive-session .interactive-session-followups .monaco-button', {
      hasText: text,
    });
  }

  async newChat(): Promise<void> {
    await this.page
      .locator('.composite.title a.action-label[aria-label^="New Chat"]')
      .first()
      .click();
    await this.requests().first().waitFor({ state: 'detached' });
  }

  /** Position of the last request or answer, -1 in an empty chat. */
  private async lastIndex(): Promise<number> {
    const last = this.page.locator(
      '.interactive-session .monaco-list-row:is(.request, .response)[data-last-element="true"]',
    );
    if ((await last.count()) === 0) return -1;
    return Number(await last.getAttribute('data-index'));
  }

  /** The answer that follows the request after that position. */
  private responseAfter(index: number): Locator {
    return this.page.locator(
      `.interactive-session .monaco-list-row.response[data-index="${index + 2}"]`,
    );
  }

  /** Long text wraps into lines, so white space does not count. */
  private async inputEndsWith(text: string): Promise<boolean> {
    const squash = (value: string): string => value.replace(/\s+/g, '');
    const lines = await this.input().locator('.view-line').allInnerTexts();
    return squash(lines.join('')).endsWith(squash(text));
  }

  /** By keyboard, since the input is a Monaco editor. */
  private async type(text: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.input().click();
      await this.page.keyboard.press('ControlOrMeta+End');
      await this.page.keyboard.type(text, { delay: 15 });
      if (await this.inputEndsWith(text)) return;
      if (attempt === SEND_ATTEMPTS) throw new Error('The chat input does not take the text.');
      for (let count = text.length; count > 0; count--) await this.page.keyboard.press('Backspace');
    }
  }
}
