import type { ByContent, Frame, StreamDissector, Wanted } from './frame.ts';
import { bodyLayer } from './mediaTypes.ts';
import type { PacketView } from './packetView.ts';
import { dissectTls } from './tls.ts';
import { dissectWebSocket, TUNNEL, TUNNEL_ASKED, WEBSOCKET } from './upgradedStreams.ts';

/** A header that is longer is not waited for. */
const MAX_HEADER_BYTES = 32 * 1024;
const REQUEST =
  /^(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|CONNECT|TRACE|PATCH|PROPFIND|NOTIFY|SUBSCRIBE|M-SEARCH|BDELETE|REPORT|LOCK|UNLOCK|MKCOL|COPY|MOVE|CCM_POST|RPC_CONNECT|RPC_IN_DATA|RPC_OUT_DATA) /;
const RESPONSE = /^HTTP\/\d/;

interface Message {
  readonly firstLine: string;
  readonly request: boolean;
  readonly headers: ReadonlyMap<string, string>;
  /** Offset of the body. */
  readonly body: number;
}

export function looksLikeHttp(view: PacketView): boolean {
  const start = view.text(0, Math.min(view.captured, 16));
  return REQUEST.test(start) || RESPONSE.test(start);
}

/** HTTP/1.x (RFC 9112) on its usual ports. */
export const dissectHttp: StreamDissector = (view, frame) => {
  if (frame.memory.has(WEBSOCKET)) return dissectWebSocket(view, frame);
  if (frame.memory.has(TUNNEL)) return tunnelled(view, frame);
  for (let offset = 0; offset < view.captured; ) {
    const rest = view.rest(offset);
    if (!looksLikeHttp(rest)) {
      const wanted = continuation(rest, frame, offset);
      return wanted ?? true;
    }
    const next = message(rest, frame);
    if (typeof next === 'object') return { ...next, offset };
    offset += next;
  }
  return true;
};

/** What goes through a tunnel that CONNECT opened. */
function tunnelled(view: PacketView, frame: Frame): boolean | Wanted {
  frame.enter('http', 'HTTP');
  frame.say('tunnelled');
  const found = dissectTls(view, frame);
  if (found === false) frame.data(view);
  return found === false ? true : found;
}

/** HTTP on other ports: only what begins like it. */
export const HTTP_BY_CONTENT: ByContent = {
  accepts: (view) => looksLikeHttp(view) && lineEnd(view, 0) >= 0,
  dissect: dissectHttp,
};

/** Bytes that begin no message: a line is waited for, else they go on with an earlier body. */
function continuation(view: PacketView, frame: Frame, offset: number): Wanted | undefined {
  const complete = view.captured === view.reported;
  const start = view.bytes.subarray(0, 4);
  const text = start.every((byte) => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13));
  if (text && complete && lineEnd(view, 0) < 0 && view.captured < MAX_HEADER_BYTES) {
    return { offset, more: 'one segment' };
  }
  frame.enter('http', 'HTTP');
  frame.say('Continuation');
  return undefined;
}

function lineEnd(view: PacketView, from: number): number {
  return view.bytes.indexOf(0x0a, from);
}

/** Bytes that the message took, or what it waits for. */
function message(view: PacketView, frame: Frame): number | Omit<Wanted, 'offset'> {
  const complete = view.captured === view.reported;
  const found = readHeader(view);
  if (!found) {
    if (complete && view.captured < MAX_HEADER_BYTES) return { more: 'one segment' };
    frame.enter('http', 'HTTP');
    frame.say(firstLine(view));
    if (!complete) frame.enter('_ws.short');
    return view.captured;
  }
  // Answers to HEAD have no body; what follows an answer to CONNECT is the tunnel.
  const head = !found.request && /^(?:HEAD|CONNECT)$/.test(frame.requests[0] ?? '');
  const length = head ? 0 : bodyLength(view, found);
  if (typeof length === 'object') {
    if (complete) return length;
    tell(frame, found);
    return showBody(view.rest(found.body), frame, found);
  }
  tell(frame, found);
  if (length > 0) showBody(view.rest(found.body, length), frame, found);
  return found.body + length;
}

function firstLine(view: PacketView): string {
  const end = lineEnd(view, 0);
  return view.text(0, Math.min(end < 0 ? view.captured : end, 120)).replace(/\.+$/, '');
}

function readHeader(view: PacketView): Message | undefined {
  const headers = new Map<string, string>();
  const limit = Math.min(view.captured, MAX_HEADER_BYTES);
  let first = '';
  for (let at = 0; at < limit; ) {
    const end = lineEnd(view, at);
    if (end < 0) return undefined;
    const stop = end > at && view.u8(end - 1) === 0x0d ? end - 1 : end;
    if (stop === at && first) {
      return { firstLine: first, request: !RESPONSE.test(first), headers, body: end + 1 };
    }
    const line = view.text(at, stop - at);
    const colon = line.indexOf(':');
    if (!first) first = line || ' ';
    else if (colon > 0)
      headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
    at = end + 1;
  }
  return undefined;
}

/** Length of the body, or what it waits for. */
function bodyLength(view: PacketView, found: Message): number | Omit<Wanted, 'offset'> {
  const available = view.captured - found.body;
  if (/chunked/i.test(found.headers.get('transfer-encoding') ?? ''))
    return chunked(view, found.body);
  const length = found.headers.get('content-length');
  if (length !== undefined && /^\d{1,12}$/.test(length)) {
    const bytes = Number(length);
    return available < bytes ? { more: bytes - available } : bytes;
  }
  const bodiless = found.request || /^HTTP\/\S+ (?:1\d\d|204|304)/.test(found.firstLine);
  if (bodiless) return 0;
  return view.atEnd ? available : { more: 'until the end' };
}

function chunked(view: PacketView, start: number): number | Omit<Wanted, 'offset'> {
  for (let at = start; ; ) {
    const end = lineEnd(view, at);
    if (end < 0) return { more: 'one segment' };
    const size = Number.parseInt(view.text(at, end - at), 16);
    if (!Number.isFinite(size) || size < 0) return view.captured - start;
    const next = end + 1 + size + 2;
    if (size === 0) {
      const last = lineEnd(view, end + 1);
      return last < 0 ? { more: 'one segment' } : last + 1 - start;
    }
    if (next > view.captured) return { more: next - view.captured };
    at = next;
  }
}

function showBody(view: PacketView, frame: Frame, found: Message): number {
  if (view.captured === 0) return found.body;
  for (const layer of bodyLayer(found.headers.get('content-type'), view)) frame.enter(layer);
  if (view.captured < view.reported) frame.enter('_ws.short');
  return found.body + view.captured;
}

const MAX_WAITING_REQUESTS = 64;

/** The request or status line without its query, which may hold secrets. */
function tell(frame: Frame, found: Message): void {
  frame.enter('http', 'HTTP');
  const line = found.firstLine.replace(/\?\S*/, '?…').slice(0, 160);
  frame.say(line);
  const status = /^HTTP\/\S+ (\d{3})/.exec(found.firstLine)?.[1];
  if (!found.request && !status?.startsWith('1')) frame.requests.shift();
  else if (found.request && frame.requests.length < MAX_WAITING_REQUESTS) {
    frame.requests.push(found.firstLine.split(' ', 1)[0] ?? '');
  }
  if (status === '101' && /websocket/i.test(found.headers.get('upgrade') ?? '')) {
    frame.memory.set(WEBSOCKET, '');
  }
  if (found.request && found.firstLine.startsWith('CONNECT ')) frame.memory.set(TUNNEL_ASKED, '');
  else if (status === '200' && frame.memory.delete(TUNNEL_ASKED)) frame.memory.set(TUNNEL, '');
  if (status === undefined) {
    const host = found.headers.get('host');
    frame.fact('Applications', `HTTP ${line}${host ? ` to host ${host}` : ''}`);
  } else {
    const failed = status.startsWith('4') || status.startsWith('5');
    frame.fact('Applications', `HTTP answer ${line} from ${frame.source}`, failed);
  }
}
