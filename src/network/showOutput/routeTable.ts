import type { CustomSpec, ReadRows } from './showSpec.ts';
import type { ShowRow } from './showTable.ts';

/**
 * Routing tables of IOS, IOS-XE, IOS-XR, EOS, ASA and FRR (a code before the prefix), of NX-OS (the
 * prefix on a line of its own, next hops below) and of Junos (`*[OSPF/10]`, next hops below). One
 * row a next hop.
 */

const COLUMNS = ['VRF', 'Code', 'Prefix', 'Distance/Metric', 'Next hop', 'Age', 'Interface'];

const PREFIX = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]*)(?:\/\d{1,3})?`;
/** `O`, `O E2`, `S*`, `i*L1`, `D EX`, `B>`, `O>*`, ` C h`. */
const CODE = '[A-Za-z*>][A-Za-z0-9*+%&>!~()#]{0,5}(?: {1,2}[A-Za-z][A-Za-z0-9]?[*+%&>!]{0,3}){0,2}';
const CODED = new RegExp(
  `^\\s{0,4}(${CODE})\\s+(${PREFIX})(?: (\\d{1,3}(?:\\.\\d{1,3}){3}))?(?: \\([^)]{0,60}\\))?(?:$|,?\\s+(.*)$)`,
);
const NEXUS_PREFIX = new RegExp(`^(${PREFIX}),? +ubest/mbest: .*$`);
const NEXUS_HOP = /^\s+\*?\*?via ([\w.:%]+)(?:%\S+)?(.*)$/;
const JUNOS_PREFIX = new RegExp(
  `^(${PREFIX})\\s*(?:$|([*+-]?)\\[([\\w-]+)/(-?\\d+)(?:/-?\\d+)?\\]\\s*(.*)$)`,
);
const JUNOS_PROTOCOL = /^\s+([*+-]?)\[([\w-]+)\/(-?\d+)(?:\/-?\d+)?\]\s*(.*)$/;
const JUNOS_HOP =
  /^\s+(>?)\s*(?:to (\S+) )?(?:(?:Local )?via ([\w/.:-]+)|(Discard|Reject|Receive|MultiRecv|to table \S+)).*$/;
const CARRIED_HOP = /^\s+(?:\[(\d+\/\d+)\]\s+)?(?:via|is)\s+(.*)$/;
const CONTEXTS: readonly RegExp[] = [
  /^(?:Routing entry|IP Route Table) for VRF "([^"]+)"/,
  /^Routing Table: (\S+)/,
  /^VRF:? (?:name: )?"?([\w.-]+)"?:?\s*$/,
  /^([\w.-]+\.(?:inet|inet6|mpls|l3vpn|iso)[\w.]*): \d+ destinations/,
  /^(inet6?\.\d|mpls\.\d|iso\.\d|bgp\.\w+\.\d): \d+ destinations/,
];
const AGE =
  /^(?:never|\d+(?::\d\d){1,2}|(?:\d+[ywdhm]){1,3}|\d+w\d+d ?[\d:]*|\d+d[\d:]+|\d+[wd] [\d:]+)$/;
const INTERFACE = /^[A-Za-z][\w/.:-]*$/;
const MAX_LINE = 600;

interface Hop {
  readonly metric: string;
  readonly hop: string;
  readonly age: string;
  readonly interface: string;
}

/** What stands behind a prefix: `[110/20] via 10.0.0.1, 00:10:00, Gi0/0`, `is directly connected, Gi0/0`. */
function parseHop(text: string): Hop {
  const metric = /^\[([\d/]+)\]/.exec(text)?.[1] ?? '';
  let hop = '';
  let age = '';
  let name = '';
  const [first = '', ...others] = text.replace(/^\[[\d/]+\]\s*/, '').split(/,\s*/);
  const via = /^via ((?:VTEP )?\S+)/.exec(first)?.[1];
  if (via) hop = via;
  else if (/directly connected/.test(first)) hop = 'directly connected';
  else hop = first.replace(/^(?:is|via) /, '').slice(0, 80);
  for (const part of others) {
    if (AGE.test(part)) age ||= part;
    else if (INTERFACE.test(part) && !/^(?:weight|inactive|label|active|rib-failure)/.test(part))
      name ||= part;
  }
  return { metric, hop, age, interface: name };
}

/** IOS writes the length of equal subnets once, above them: `10.0.0.0/24 is subnetted`. */
const SUBNETTED = /^\s+[\d.]+\/(\d{1,2}) is (subnetted|variably subnetted)/;

class RouteReader {
  readonly rows: ShowRow[] = [];
  readonly titleLines: number[] = [];
  private vrf = '';
  private code = '';
  private prefix = '';
  private prefixLine = 0;
  private metric = '';
  private subnetLength = '';
  private age = '';
  private style: 'coded' | 'nexus' | 'junos' | 'none' = 'none';

  line(text: string, number: number): void {
    if (text.length > MAX_LINE) return;
    const context = CONTEXTS.map((pattern) => pattern.exec(text)?.[1]).find(Boolean);
    if (context) {
      this.vrf = context;
      this.titleLines.push(number);
      this.prefix = '';
      return;
    }
    if (this.nexus(text, number) || this.junos(text, number)) return;
    this.coded(text, number);
  }

  private push(hop: Hop, number: number): void {
    const last = this.rows[this.rows.length - 1];
    const own = this.prefixLine > (last?.endLine ?? 0) ? this.prefixLine : number;
    this.rows.push({
      cells: [this.vrf, this.code, this.prefix, hop.metric, hop.hop, hop.age, hop.interface],
      startLine: own,
      endLine: number,
    });
  }

  private nexus(text: string, number: number): boolean {
    const prefix = NEXUS_PREFIX.exec(text)?.[1];
    if (prefix) {
      this.style = 'nexus';
      this.prefix = prefix;
      this.prefixLine = number;
      return true;
    }
    const match = this.style === 'nexus' ? NEXUS_HOP.exec(text) : null;
    if (!match) return false;
    const parts = (match[2] ?? '').split(/,\s*/).filter((part) => part !== '');
    const metric = parts.find((part) => /^\[\d+\/\d+\]$/.test(part)) ?? '';
    const age = parts.find((part) => AGE.test(part)) ?? '';
    const name =
      parts.find((part) => /^[A-Z][a-zA-Z-]*\d[\w/.]*$|^mgmt0$|^Null0$/.test(part)) ?? '';
    const afterAge = age ? parts.slice(parts.indexOf(age) + 1) : [];
    this.code = afterAge
      .filter((part) => !part.startsWith('('))
      .slice(0, 2)
      .join(' ');
    this.push({ metric: metric.slice(1, -1), hop: match[1] ?? '', age, interface: name }, number);
    return true;
  }

  private junos(text: string, number: number): boolean {
    const head = JUNOS_PREFIX.exec(text);
    if (head && (head[3] || this.style === 'junos')) {
      this.style = 'junos';
      this.prefix = head[1] ?? '';
      this.prefixLine = number;
      if (head[3]) this.protocol(head[2], head[3], head[4], head[5]);
      return true;
    }
    if (this.style !== 'junos' || !this.prefix) return false;
    const protocol = JUNOS_PROTOCOL.exec(text);
    if (protocol) {
      this.prefixLine = number;
      this.protocol(protocol[1], protocol[2], protocol[3], protocol[4]);
      return true;
    }
    const hop = JUNOS_HOP.exec(text);
    if (!hop) return false;
    const next = hop[2] ?? hop[4] ?? 'directly connected';
    this.push({ metric: this.metric, hop: next, age: this.age, interface: hop[3] ?? '' }, number);
    return true;
  }

  private protocol(mark = '', name = '', preference = '', rest = ''): void {
    this.code = mark + name;
    const [age = '', ...facts] = rest.split(/,\s*/);
    this.age = age;
    const metric = facts.find((fact) => fact.startsWith('metric '))?.slice('metric '.length);
    this.metric = metric ? `${preference}/${metric}` : preference;
  }

  private coded(text: string, number: number): void {
    const subnetted = SUBNETTED.exec(text);
    if (subnetted) {
      this.subnetLength = subnetted[2] === 'subnetted' ? `/${subnetted[1]}` : '';
      return;
    }
    const match = CODED.exec(text);
    const rest = match?.[4] ?? '';
    if (
      match &&
      (rest === '' ||
        /^(?:\[|via |is (?:directly|a summary|variably|subnetted|possibly)|connected)/.test(rest))
    ) {
      // `is subnetted` and `is variably subnetted` head a classful block; they are no route.
      if (/^is (?:variably|subnetted|possibly)/.test(rest)) return;
      this.style = 'coded';
      this.code = (match[1] ?? '').replace(/\s+/g, ' ');
      // ASA writes the mask behind the network.
      const network = match[2] ?? '';
      const classful = network.includes('/') || network.includes(':') ? '' : this.subnetLength;
      this.prefix = match[3] ? `${network} ${match[3]}` : network + classful;
      this.prefixLine = number;
      const hop = parseHop(rest);
      this.metric = hop.metric;
      // The next hops may stand on the lines below.
      if (hop.hop !== '') this.push(hop, number);
      return;
    }
    const carried = this.style === 'coded' && this.prefix ? CARRIED_HOP.exec(text) : null;
    if (!carried) return;
    const hop = parseHop(text.trim());
    this.push({ ...hop, metric: hop.metric || this.metric }, number);
  }
}

function readRoutes(lines: readonly string[], first: number, last: number): ReadRows {
  const reader = new RouteReader();
  for (let number = first; number <= last; number++) reader.line(lines[number - 1] ?? '', number);
  return reader;
}

export const ROUTE_SPEC: CustomSpec = {
  shape: 'custom',
  command: /^show (?:(?:ip|ipv4|ipv6) )?route\b(?!.* summary)|^show route\b(?!-map)/,
  name: 'show ip route',
  part: '',
  header:
    /^Codes: [CL] - (?:connected|local|Connected)|^IP Route Table for VRF|^Gateway of last resort|^[\w.-]*inet6?\.\d: \d+ destinations/,
  columns: COLUMNS,
  read: readRoutes,
};
