import * as vscode from 'vscode';
import { cancelled, NetGuruError, sentence } from '../core/errors.ts';
import type {
  Completion,
  CompletionRequest,
  Provider,
  ProviderEvent,
  ProviderMessage,
  ToolCall,
} from '../llm/provider.ts';
import { redactingProvider } from '../llm/redactingProvider.ts';
import { namesTools, parsedArguments, toolsRefused } from '../llm/toolCalls.ts';

/** VS Code's models know no system role: rules travel as the first user message. */
function toChatMessage(message: ProviderMessage): vscode.LanguageModelChatMessage {
  const { role, text, toolCalls = [], toolResults = [] } = message;
  const texts = text === '' ? [] : [new vscode.LanguageModelTextPart(text)];
  if (role === 'assistant') {
    const calls = toolCalls.map(
      (call) => new vscode.LanguageModelToolCallPart(call.id, call.name, parsedArguments(call)),
    );
    return vscode.LanguageModelChatMessage.Assistant(
      calls.length > 0 ? [...texts, ...calls] : text,
    );
  }
  const results = toolResults.map(
    (result) =>
      new vscode.LanguageModelToolResultPart(result.callId, [
        new vscode.LanguageModelTextPart(result.text),
      ]),
  );
  return vscode.LanguageModelChatMessage.User(results.length > 0 ? [...results, ...texts] : text);
}

/**
 * VS Code knows no way to forbid calls for one request, and many models refuse messages with calls
 * of tools that are not offered: `toolChoice` stays with the caller.
 */
function requestOptions({ tools = [] }: CompletionRequest): vscode.LanguageModelChatRequestOptions {
  if (tools.length === 0) return {};
  return {
    tools: tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
  };
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

/** Other extensions throw errors of all kinds: only their text says that tools were the reason. */
function refusesTools(request: CompletionRequest, error: unknown, known: NetGuruError): boolean {
  if (!request.tools?.length || known.reason !== 'stream-cut') return false;
  return error instanceof Error && namesTools(error.message);
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
    let hasText = false;
    try {
      const messages = request.messages.map(toChatMessage);
      const response = await model.sendRequest(messages, requestOptions(request), source.token);
      const calls: ToolCall[] = [];
      for await (const part of response.stream) {
        if (part instanceof vscode.LanguageModelTextPart) {
          hasText = true;
          yield { type: 'text', text: part.value };
        } else if (part instanceof vscode.LanguageModelToolCallPart) {
          const { callId: id, name, input } = part;
          calls.push({ id, name, arguments: JSON.stringify(input) });
        }
      }
      for (const call of calls) yield { type: 'toolCall', call };
      yield { type: 'end', end: 'complete' };
    } catch (error) {
      const known = toNetGuruError(error, signal);
      throw !hasText && refusesTools(request, error, known)
        ? toolsRefused(model.name, error)
        : known;
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
