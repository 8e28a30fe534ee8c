import type { SyslogProcess } from './message.ts';

/** What follows the time of a line without a message code. */
export interface DaemonText {
  readonly host?: string;
  readonly node?: string;
  readonly process?: SyslogProcess;
  /** Cisco's debug lines: `CEF-HWIDB: text`. */
  readonly facility?: string;
  readonly mnemonic?: string;
  /** A Junos tag: `RPD_OSPF_NBRDOWN`. */
  readonly tag?: string;
  readonly message: string;
}

const HOST = /[ \t]*([^\s:[\]]+(?::+[^\s:[\]]+)*)(?=[ \t]|$)/y;
const NODE = /[ \t]*((?:fpc|FPC|cfeb|feb|sfm|scb|lcc|member)\d+)[ \t]+(?=\S)/y;
const PROCESS = /[ \t]*([^\s:[\]]{1,64})(?:\[(\d{1,9})\])?:(?=[ \t]|$)[ \t]*/y;
const PID_ONLY = /[ \t]*([^\s:[\]]{1,64})\[(\d{1,9})\][ \t]+/y;
/** Names of Junos messages are upper-case words joined by underscores. */
const TAG = /(?:%[A-Z]+-[0-7]-)?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?::[ \t]*|[ \t]+|$)/y;
/** A routing engine's name in front of the host's: `re0.mx1`, `re0-mx1`. */
const ROUTING_ENGINE = /^(re[01])[.-](?=\S)/;
const DEBUG_CODE = /[ \t]*([A-Z][A-Z0-9_]*)-([A-Z][A-Z0-9_]*):[ \t]+/y;

/**
 * Reads host, process and Junos tag behind a time. Behind a time that ends with a colon (a Cisco
 * device's own) there is no host.
 */
export function readDaemonText(line: string, start: number, clockColon: boolean): DaemonText {
  if (clockColon) return readDebugText(line, start);
  let index = start;
  let host = match(HOST, line, index)?.[1];
  let node: string | undefined;
  if (host !== undefined) {
    index = HOST.lastIndex;
    const engine = ROUTING_ENGINE.exec(host)?.[1];
    if (engine) host = host.slice(engine.length + 1);
    node = engine;
    const slot = match(NODE, line, index)?.[1];
    if (slot) {
      index = NODE.lastIndex;
      node = slot;
    }
  }
  const process = readProcess(line, index);
  if (process) index = process.end;
  const named = process?.process.pid === undefined ? process?.process.name : undefined;
  const tag = match(TAG, line, index)?.[1];
  const tagged = tag !== undefined && process !== undefined;
  return {
    ...(host === undefined ? {} : { host }),
    ...(node === undefined ? {} : { node }),
    ...(process && { process: process.process }),
    ...(tagged ? { tag } : lonelyTag(named)),
    message: line.slice(tagged ? TAG.lastIndex : index).replace(/^[ \t]+/, ''),
  };
}

/** `host TAG: text` without a process: the tag stands where the process would. */
function lonelyTag(name: string | undefined): { tag?: string } {
  return name !== undefined && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){2,}$/.test(name) ? { tag: name } : {};
}

function readProcess(
  line: string,
  index: number,
): { process: SyslogProcess; end: number } | undefined {
  const found = match(PROCESS, line, index);
  const end = found ? PROCESS.lastIndex : 0;
  const read = found ?? match(PID_ONLY, line, index);
  const name = read?.[1];
  if (!read || !name) return undefined;
  const pid = read[2] === undefined ? {} : { pid: Number(read[2]) };
  return { process: { name, ...pid }, end: found ? end : PID_ONLY.lastIndex };
}

function readDebugText(line: string, start: number): DaemonText {
  const text = start + (/^ ?:/.exec(line.slice(start, start + 2))?.[0].length ?? 0);
  const code = match(DEBUG_CODE, line, text);
  if (!code?.[1] || !code[2]) return { message: line.slice(text).replace(/^[ \t]+/, '') };
  return { facility: code[1], mnemonic: code[2], message: line.slice(DEBUG_CODE.lastIndex) };
}

function match(pattern: RegExp, line: string, index: number): RegExpExecArray | undefined {
  pattern.lastIndex = index;
  return pattern.exec(line) ?? undefined;
}
