import { NetGuruError, sentence } from '../core/errors.ts';
import { MAX_TOOL_ARGUMENT_CHARACTERS } from '../core/limits.ts';
import type { ServerRefusal } from './failure.ts';
import type { CompletionRequest, ToolCall } from './provider.ts';

/** A piece of a call, as both wire formats stream it. */
export interface ToolCallPart {
  /** Which call it continues; some compatible servers name only its id, or nothing. */
  readonly index?: number | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly arguments?: string | undefined;
}

interface OpenCall {
  readonly index: number | undefined;
  id: string;
  name: string;
  arguments: string;
}

/** Calls beyond this in one answer are not kept: no honest model makes that many. */
const MAX_CALLS = 64;

/** Puts the streamed pieces of tool calls together. */
export class ToolCallAssembler {
  readonly #calls: OpenCall[] = [];

  add(part: ToolCallPart): void {
    const call = this.#find(part) ?? this.#begin(part);
    if (!call) return;
    call.id ||= part.id ?? '';
    call.name ||= part.name ?? '';
    // Longer ones stay malformed, which is what the model is told.
    if (call.arguments.length <= MAX_TOOL_ARGUMENT_CHARACTERS) {
      call.arguments += part.arguments ?? '';
    }
  }

  #find({ index, id, name }: ToolCallPart): OpenCall | undefined {
    if (index !== undefined) {
      const known = this.#calls.findLast((call) => call.index === index);
      // Some servers send every parallel call whole, all with index 0.
      return known && id && name && known.id && known.id !== id ? undefined : known;
    }
    if (id) return this.#calls.find((call) => call.id === id);
    return name ? undefined : this.#calls.at(-1);
  }

  #begin({ index }: ToolCallPart): OpenCall | undefined {
    if (this.#calls.length >= MAX_CALLS) return undefined;
    const call: OpenCall = { index, id: '', name: '', arguments: '' };
    this.#calls.push(call);
    return call;
  }

  /** In the order in which they began. Calls without an id get one. */
  calls(): ToolCall[] {
    return this.#calls
      .filter(({ name }) => name !== '')
      .map((call, index) => ({
        id: call.id || `call_${index + 1}`,
        name: call.name,
        arguments: call.arguments,
      }));
  }
}

/** The arguments of a call as an object; malformed ones, and other values, are an empty object. */
export function parsedArguments({ arguments: text }: ToolCall): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

const NAMES_TOOLS = /\btool(?:s|_choice|_calls?)?\b|\btool[ -](?:use|call)|function[ _-]?call/i;
const REFUSING_STATUS: ReadonlySet<number> = new Set([400, 404, 405, 422, 500, 501]);

/** Whether the text of a failure speaks of tools. */
export function namesTools(text: string): boolean {
  return NAMES_TOOLS.test(text);
}

/** Whether a server refused a request because of the tools in it. */
export function refusesTools(
  request: CompletionRequest,
  refusal: ServerRefusal | undefined,
): boolean {
  if (!request.tools?.length || refusal?.status === undefined) return false;
  return REFUSING_STATUS.has(refusal.status) && namesTools(refusal.message);
}

/** The caller can ask again without tools. */
export function toolsRefused(label: string, cause: unknown): NetGuruError {
  const text = sentence('{0} cannot look further with this model.', label);
  return new NetGuruError('tools-refused', text, { cause });
}
