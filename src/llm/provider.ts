import type { TokenUsage } from '../core/types.ts';

/** The companies whose wire formats NetGuru speaks itself. */
export type ProviderId = 'openai' | 'anthropic';

export interface ProviderMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

export interface CompletionRequest {
  readonly model: string;
  readonly messages: readonly ProviderMessage[];
  readonly maxOutputTokens: number;
}

/** How the model ended: by itself, at the output limit, or by declining to answer. */
export type CompletionEnd = 'complete' | 'length' | 'refusal';

/** Text arrives in order; `usage` at most once; `end` exactly once and last, unless it throws. */
export type ProviderEvent =
  | { readonly type: 'text'; readonly text: string }
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
