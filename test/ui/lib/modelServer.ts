import type { Server, ServerResponse } from 'node:http';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { type ChatCompletionRequest, LLMock } from '@copilotkit/aimock';

/** The key that the server accepts; every other one is refused as the providers do. */
export const GOOD_KEY = 'sk-journey-7f3a91c2d4e5';

/** A passage as the prompt shows it. */
export interface SentPassage {
  readonly n: number;
  readonly source: string;
  /** `path:startLine-endLine` */
  readonly location: string;
}

export interface SentMessage {
  readonly role: string;
  readonly text: string;
}

/** A request as it came over the wire. */
export interface ModelRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whether the client went away before the answer was complete. */
  readonly isCut: () => boolean;
}

const OPENAI_MODELS = ['gpt-5', 'gpt-4o-mini'];
const CLAUDE_MODEL = { id: 'claude-sonnet-4-5', name: 'Claude Sonnet 4.5' };
/** A question with this word is answered so slowly that it can be stopped. */
export const SLOWLY = 'slowly';
const PIECE_MS = 40;
const SLOW_PIECE_MS = 250;
const PIECE_CHARACTERS = 12;

/** The conversation of a request without the system prompt, oldest message first. */
export function messagesOf({ body }: ModelRequest): readonly SentMessage[] {
  return allMessages(body).filter(({ role }) => role !== 'system' && role !== 'developer');
}

export function systemPromptOf({ body }: ModelRequest): string {
  const { system }: { readonly system?: unknown } = JSON.parse(body);
  const inMessages = allMessages(body).find(
    ({ role }) => role === 'system' || role === 'developer',
  );
  return inMessages?.text ?? textOf(system);
}

/** Whether retrieval's search terms are asked for, ahead of the answer. */
function asksForSearchTerms(request: ModelRequest): boolean {
  return request.body !== '' && /^You write search queries/.test(systemPromptOf(request));
}

function allMessages(body: string): readonly SentMessage[] {
  const { messages = [] }: { readonly messages?: readonly { role: string; content: unknown }[] } =
    JSON.parse(body);
  return messages.map(({ role, content }) => ({ role, text: textOf(content) }));
}

/** Both wire formats: a string, or a list of parts with a text. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map(({ text }: { readonly text?: string }) => text ?? '').join('');
}

/** The numbered passages of the last message. */
export function passagesOf(request: ModelRequest): readonly SentPassage[] {
  return passagesIn(messagesOf(request).at(-1)?.text ?? '');
}

function passagesIn(text: string): readonly SentPassage[] {
  const opening = /<passage-\w+ n="(\d+)" source="([^"]*)" location="([^"]*)"/g;
  return [...text.matchAll(opening)].map(([, n, source = '', location = '']) => {
    return { n: Number(n), source, location };
  });
}

/** What a model would write: it cites the first passage of each source, and one that is not there. */
function written({ messages }: ChatCompletionRequest): { readonly content: string } {
  const text = textOf(messages.at(-1)?.content);
  const passages = passagesIn(text);
  const own = passages.find(({ source }) => source === 'user file');
  const bundled = passages.find(({ source }) => source === 'corpus');
  const content = [
    '**ACL-WAN-IN** filters what comes in from the WAN',
    own ? ` [${own.n}].` : '.',
    '\n\n```\nip access-group ACL-WAN-IN in\n```\n\n',
    'An inbound list is checked before the routing decision',
    bundled ? ` [${bundled.n}].` : '.',
    ' This sentence cites a passage that was never given [97]. The answer ends here.',
  ].join('');
  return { content };
}

/**
 * A local server of the OpenAI and Anthropic wire formats. aimock writes the answers; what stands
 * before it records the requests as they are on the wire and refuses wrong keys.
 */
export class ModelServer {
  readonly requests: ModelRequest[] = [];
  /** As after a key was revoked. */
  refusesEveryKey = false;
  private readonly mock: LLMock;
  private readonly server: Server;

  private constructor(mock: LLMock) {
    this.mock = mock;
    this.server = createServer((incoming, response) => void this.answer(incoming, response));
  }

  static async start(): Promise<ModelServer> {
    const mock = new LLMock({ port: 0, host: '127.0.0.1' });
    for (const model of [...OPENAI_MODELS, /^claude-/]) {
      const slow = { latency: SLOW_PIECE_MS, chunkSize: PIECE_CHARACTERS };
      mock.on({ model, userMessage: new RegExp(SLOWLY) }, written, slow);
      mock.on({ model }, written, { latency: PIECE_MS, chunkSize: PIECE_CHARACTERS });
    }
    await mock.start();
    const front = new ModelServer(mock);
    await new Promise<void>((resolve) => front.server.listen(0, '127.0.0.1', resolve));
    return front;
  }

  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  /** Requests for answers, without those for the list of models and for search terms. */
  questions(): readonly ModelRequest[] {
    return this.requests.filter(
      (sent) => !sent.path.startsWith('/v1/models') && !asksForSearchTerms(sent),
    );
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    await this.mock.stop();
  }

  private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const isCut = (): boolean => response.closed && !response.writableFinished;
    const received = { path, headers, body: body.toString(), isCut };
    this.requests.push(received);
    const isAnthropic = headers['anthropic-version'] !== undefined;
    const key = isAnthropic ? headers['x-api-key'] : headers.authorization;
    const isGood = key === (isAnthropic ? GOOD_KEY : `Bearer ${GOOD_KEY}`);
    if (this.refusesEveryKey || !isGood) {
      return sendJson(response, 401, isAnthropic ? ANTHROPIC_REFUSAL : OPENAI_REFUSAL);
    }
    if (isAnthropic && path.startsWith('/v1/models')) return sendJson(response, 200, CLAUDE_LIST);
    if (asksForSearchTerms(received)) {
      return sendJson(response, 200, isAnthropic ? ANTHROPIC_TERMS : OPENAI_TERMS);
    }
    const forwarded = request(`${this.mock.url}${path}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    response.on('close', () => forwarded.destroy());
    forwarded.on('error', () => response.destroy());
    forwarded.end(body);
  }
}

const SEARCH_TERMS = 'access list applied inbound WAN interface';

const OPENAI_TERMS = {
  id: 'chatcmpl-terms',
  object: 'chat.completion',
  created: 1_760_000_000,
  model: 'gpt-5',
  choices: [
    { index: 0, message: { role: 'assistant', content: SEARCH_TERMS }, finish_reason: 'stop' },
  ],
  usage: { prompt_tokens: 60, completion_tokens: 6, total_tokens: 66 },
};

const ANTHROPIC_TERMS = {
  id: 'msg_terms',
  type: 'message',
  role: 'assistant',
  model: CLAUDE_MODEL.id,
  content: [{ type: 'text', text: SEARCH_TERMS }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 60, output_tokens: 6 },
};

const OPENAI_REFUSAL = {
  error: {
    message: 'Incorrect API key provided.',
    type: 'invalid_request_error',
    param: null,
    code: 'invalid_api_key',
  },
};

const ANTHROPIC_REFUSAL = {
  type: 'error',
  error: { type: 'authentication_error', message: 'invalid x-api-key' },
};

const CLAUDE_LIST = {
  data: [
    {
      type: 'model',
      id: CLAUDE_MODEL.id,
      display_name: CLAUDE_MODEL.name,
      created_at: '2025-09-29T00:00:00Z',
    },
  ],
  has_more: false,
  first_id: CLAUDE_MODEL.id,
  last_id: CLAUDE_MODEL.id,
};

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
