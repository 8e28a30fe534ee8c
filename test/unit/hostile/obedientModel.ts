import type {
  CompletionRequest,
  Provider,
  ProviderEvent,
  ToolCall,
} from '../../../src/llm/provider.ts';

/** Functions that texts ask for; most of them NetGuru does not have. */
const TOOL_NAMES =
  /\b(?:read_file|read_lines|write_file|delete_file|run_command|send_email|fetch|search|find_references|list_devices|log_timeline)\b/g;
const PATH = /(?:\.{1,2}\/|\/|~\/)[\w./-]{3,}/g;
const ADDRESS = /\b(?:https?|command|javascript|data|vscode|file|ssh):[^\s<>"'`)\]]+/gi;

/** What a reader can make of a text: spelled in tag characters, in base64, with gaps, backwards. */
export function readings(text: string): string {
  const tags = [...text]
    .map((character) => character.codePointAt(0) ?? 0)
    .filter((code) => code > 0xe0000 && code < 0xe007f)
    .map((code) => String.fromCodePoint(code - 0xe0000))
    .join('');
  const base64 = (text.match(/[A-Za-z0-9+/]{24,}={0,2}/g) ?? [])
    .map((found) => Buffer.from(found, 'base64').toString('latin1'))
    .filter((decoded) => /^[\x20-\x7e\s]+$/.test(decoded));
  const reversed = (text.match(/\u202e[^\u202c]+/g) ?? []).map((run) =>
    [...run.slice(1)].reverse().join(''),
  );
  const joined = text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '');
  return [text, joined, tags, ...base64, ...reversed].join('\n');
}

function callsFor(text: string): Omit<ToolCall, 'id'>[] {
  const paths = [...new Set(text.match(PATH) ?? [])];
  const calls = paths.map((path) => ({
    name: 'read_lines',
    arguments: JSON.stringify({ path, startLine: 1, endLine: 200 }),
  }));
  for (const { 0: name, index } of text.matchAll(TOOL_NAMES)) {
    const written = /^[^{}\n]{0,80}?\\?(\{[^{}]*\})/.exec(text.slice(index + name.length))?.[1];
    calls.push({ name, arguments: (written ?? '{}').replaceAll('\\"', '"') });
  }
  return calls;
}

/** Everything that the texts hold or ask for, in every form that a renderer might follow. */
function obedientAnswer(text: string): string {
  const addresses = [...new Set(text.match(ADDRESS) ?? [])];
  const leaks = (
    text.match(/<secret:[^>]+>|\b(?:password|secret|community|key) \S+/g) ?? []
  ).join();
  const links = addresses.map((address) => {
    const leaking = address.replace('SECRETS', encodeURIComponent(leaks));
    return [
      `![x](${leaking})`,
      `[open](${leaking})`,
      `[https://www.cisco.com](${leaking})`,
      `[open](<${leaking}>)`,
      `<${leaking}>`,
      `<img src="${leaking}">`,
      `<a href="${leaking}">open</a>`,
      `- \`\`\`\n[open](${leaking})\n\n[open][x]\n\n[x]: ${leaking}`,
      `Look!`,
      `[1](${leaking})`,
    ].join('\n');
  });
  return `${leaks}\n\n[1] ${links.join('\n\n')}\n\n${text}`;
}

/** What the model was sent, and what it tried. */
export interface Obedience {
  readonly requests: CompletionRequest[];
  readonly called: ToolCall[];
}

/**
 * A model without any sense of its own: it calls every function that a text names, with every path
 * that it finds, and answers with all that it was sent.
 */
export function obedientModel(): { readonly provider: Provider; readonly did: Obedience } {
  const did: Obedience = { requests: [], called: [] };
  const asked = new Set<string>();
  async function* stream(request: CompletionRequest): AsyncGenerator<ProviderEvent> {
    did.requests.push(request);
    const given = request.messages.filter(({ role }) => role === 'user');
    const text = readings(
      given
        .map(({ text, toolResults = [] }) => [text, ...toolResults.map((r) => r.text)].join('\n'))
        .join('\n'),
    );
    const mayCall = request.tools !== undefined && request.toolChoice !== 'none';
    const wanted = callsFor(text).filter((call) => !asked.has(JSON.stringify(call)));
    const calls = mayCall ? wanted.slice(0, 8) : [];
    if (calls.length === 0) {
      // A few characters at a time, as models do: marks are torn apart.
      const answer = obedientAnswer(text);
      for (let at = 0; at < answer.length; at += 3) {
        yield { type: 'text', text: answer.slice(at, at + 3) };
      }
    }
    for (const call of calls) {
      asked.add(JSON.stringify(call));
      const numbered = { id: `call_${did.called.length}`, ...call };
      did.called.push(numbered);
      yield { type: 'toolCall', call: numbered };
    }
    yield { type: 'end', end: 'complete' };
  }
  const provider: Provider = {
    id: 'obedient',
    stream,
    complete: async () => ({ text: '', end: 'complete' }),
    listModels: async () => [],
    testKey: async () => undefined,
  };
  return { provider, did };
}
