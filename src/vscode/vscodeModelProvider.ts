import * as vscode from 'vscode';
import { cancelled, NetGuruError, sentence } from '../core/errors.ts';
import type {
  Completion,
  CompletionRequest,
  Provider,
  ProviderEvent,
  ProviderMessage,
} from '../llm/provider.ts';
import { redactingProvider } from '../llm/redactingProvider.ts';

/** VS Code's models know no system role: rules travel as the first user message. */
function toChatMessage({ role, text }: ProviderMessage): vscode.LanguageModelChatMessage {
  return role === 'assistant'
    ? vscode.LanguageModelChatMessage.Assistant(text)
    : vscode.LanguageModelChatMessage.User(text);
}

function toNetGuruError(error: unknown, signal: AbortSignal): NetGuruError {
  if (signal.aborted) return cancelled();
  if (error instanceof vscode.LanguageModelError) {
    if (error.code === vscode.LanguageModelError.NotFound.name) {
      return new NetGuruError(
        'model-not-found',
        sentence('The picked model is not available any more. Pick another one.'),
        { cause: error },
      );
    }
    if (error.code === vscode.LanguageModelError.NoPermissions.name) {
      return new NetGuruError(
        'key-refused',
        sentence('You have not allowed NetGuru to use the picked model.'),
        { cause: error },
      );
    }
    if (error.code === vscode.LanguageModelError.Blocked.name) {
      return new NetGuruError(
        'rate-limited',
        sentence('The picked model refused the request, or its quota is used up. Try again later.'),
        { cause: error },
      );
    }
  }
  return new NetGuruError(
    'stream-cut',
    sentence('The picked model failed. Try again, or pick another model.'),
    { cause: error },
  );
}

/**
 * A model that the user picked from another extension (such as Copilot), as a Provider that sends
 * no secrets of the user's files.
 */
export function vscodeModelProvider(model: vscode.LanguageModelChat): Provider {
  return redactingProvider(plainProvider(model));
}

function plainProvider(model: vscode.LanguageModelChat): Provider {
  async function* stream(
    request: CompletionRequest,
    signal: AbortSignal,
  ): AsyncGenerator<ProviderEvent> {
    const source = new vscode.CancellationTokenSource();
    const stop = (): void => source.cancel();
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      const messages = request.messages.map(toChatMessage);
      const response = await model.sendRequest(messages, {}, source.token);
      for await (const text of response.text) yield { type: 'text', text };
      yield { type: 'end', end: 'complete' };
    } catch (error) {
      throw toNetGuruError(error, signal);
    } finally {
      signal.removeEventListener('abort', stop);
      source.dispose();
    }
  }
  return {
    id: model.vendor,
    stream,
    async complete(request, signal): Promise<Completion> {
      let text = '';
      for await (const event of stream(request, signal)) {
        if (event.type === 'text') text += event.text;
      }
      return { text, end: 'complete' };
    },
    async listModels() {
      const { id, name, maxInputTokens } = model;
      return [{ id, name, maxInputTokens, maxOutputTokens: 4_096 }];
    },
    async testKey() {},
  };
}
