import type { TokenUsage } from '../core/types.ts';

/** The companies whose wire formats NetGuru speaks itself. */
export type ProviderId = 'openai' | 'anthropic';

/** A function that the model may ask to be called. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema of type `object`. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

export interface ToolCall {
  /** Names the call within its conversation. */
  readonly id: string;
  readonly name: string;
  /** JSON as the model wrote it, which may be malformed or of another shape than asked for. */
  readonly arguments: string;
}

export interface ToolResult {
  readonly callId: string;
  readonly text: string;
}

export interface ProviderMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
  /** Of an assistant's message: the calls that it ended with. */
  readonly toolCalls?: readonly ToolCall[];
  /** Of a user's message: one for each call of the assistant's message before it. */
  readonly toolResults?: readonly ToolResult[];
}

export interface CompletionRequest {
  readonly model: string;
  readonly messages: readonly ProviderMessage[];
  readonly maxOutputTokens: number;
  /** What the model may call; only streams hand calls over. */
  readonly tools?: readonly ToolDefinition[];
  /** `none`: the tools are named, since earlier messages use them, but may not be called now. */
  readonly toolChoice?: 'auto' | 'none';
}

/** How the model ended: by itself, at the output limit, or by declining to answer. */
export type CompletionEnd = 'complete' | 'length' | 'refusal';

/**
 * Text arrives in order; complete tool calls after it, in their order; `usage` at most once; `end`
 * exactly once and last, unless it throws.
 */
export type ProviderEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'toolCall'; readonly call: ToolCall }
  | { readonly type: 'usage'; readonly usage: TokenUsage }
  | { readonly type: 'end'; readonly end: CompletionEnd };

export interface Completion {
  readonly text: string;
  readonly usage?: TokenUsage;
  readonly end: CompletionEnd;
}

export interface ModelInfo {
  readonly id: string;
  readonly name: string;
  readonly maxInputTokens: number;
  readonly maxOutputTokens: number;
}

/** Every method throws NetGuruError only, and never lets the key into it. */
export interface Provider {
  /** 'openai', 'anthropic', or a VS Code model vendor. */
  readonly id: string;
  /** @throws NetGuruError `tools-refused` where the request has tools and the model knows none */
  stream(request: CompletionRequest, signal: AbortSignal): AsyncIterable<ProviderEvent>;
  complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion>;
  /** The chat models that this key can really use, best first. */
  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]>;
  /** One cheap call that proves the key works. */
  testKey(signal: AbortSignal): Promise<void>;
}

export interface ProviderSettings {
  readonly apiKey: string;
  readonly baseUrl?: string;
  /** The editor's proxy-aware fetch, or a test's; the global one by default. */
  readonly fetch?: typeof fetch;
}
