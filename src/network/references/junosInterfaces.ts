import type { JunosStatement } from './junosStatements.ts';
import type { FoundName } from './statementPattern.ts';

const NOT_INTERFACES = new Set([
  'interface-range',
  'traceoptions',
  'interface-set',
  'apply-groups',
]);
const MAX_PORTS = 256;
/** Interfaces that the system makes. */
const SYSTEM_INTERFACE =
  /^(?:all|any|default|self|discard|lo0\.16384|dsc\.0|(?:bme|em|jsrv|pfe|pfh|vtep|vme|cbp|pip|esi|pp0|tap|mt|pe|pd|lsi|demux0)\d*(?:[-.].*)?)$/;

export function isSystemInterface(name: string): boolean {
  return SYSTEM_INTERFACE.test(name);
}

/** `ge-0/0/0` where a logical interface is meant is its unit 0. */
export function logicalName(name: string): string {
  return /\.[\d*]+$/.test(name) || isSystemInterface(name) ? name : `${name}.0`;
}

function define(name: string, word: number): FoundName {
  return { kind: 'interface', defines: true, name: name.replace(/[<>"]/g, ''), word };
}

/** `ge-0/0/6 to ge-0/0/8`: ranges of ports are short, so the last one alone if they are not. */
function portsBetween(first: string, last: string | undefined): string[] {
  const [, stem = '', from] = /^(.*\/)(\d{1,4})$/.exec(first) ?? [];
  const to = last?.startsWith(stem) ? Number(last.slice(stem.length)) : Number.NaN;
  const count = to - Number(from) + 1;
  if (!(count >= 1 && count <= MAX_PORTS)) return last === undefined ? [first] : [first, last];
  return Array.from({ length: count }, (_, index) => `${stem}${Number(from) + index}`);
}

/** The interfaces and units that a statement below `interfaces` configures. */
export function interfaceDefinitions({ words, lower }: JunosStatement): FoundName[] {
  const isNested = lower[0] === 'logical-systems' || lower[0] === 'tenants';
  const start = isNested ? 2 : 0;
  if (lower[start] !== 'interfaces') return [];
  const name = words[start + 1];
  if (name === undefined) return [];
  if (lower[start + 1] === 'interface-range') {
    const isMember = lower[start + 3] === 'member' || lower[start + 3] === 'member-range';
    const member = words[start + 4];
    if (isMember && member) {
      const last = lower[start + 5] === 'to' ? words[start + 6] : undefined;
      return portsBetween(member, last).map((port) => define(port, start + 4));
    }
    const range = words[start + 2];
    return range ? [define(range, start + 2)] : [];
  }
  if (NOT_INTERFACES.has(lower[start + 1] ?? '')) return [];
  const unit = lower[start + 2] === 'unit' ? words[start + 3] : undefined;
  const found = [define(name, start + 1)];
  if (unit !== undefined) found.push(define(`${name}.${unit.replace(/[<>]/g, '')}`, start + 3));
  return found;
}
