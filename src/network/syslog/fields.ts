import { ADDRESS, INTERFACE, MAC } from './fieldPatterns.ts';
import { FIELD_ALIASES, FIELD_RULES, FIREWALL_WORDINGS } from './fieldRules.ts';
import type { SyslogFieldName, SyslogFields, SyslogMessage } from './message.ts';

/** What the fields of a message are read from. */
export interface FieldSource extends Pick<SyslogMessage, 'message' | 'mnemonic' | 'format'> {
  /** Structured data parameters of RFC 5424. */
  readonly parameters?: readonly (readonly [name: string, value: string])[];
}

/** Fields stand near the start of a message; hostile texts are longer. */
const LONGEST_TEXT = 2000;

/**
 * Named values of a message: by the grammar of its mnemonic where the table has one, and what the
 * wording says for the rest (`neighbor 10.0.0.1`, `[user: x]`, `in vlan 10`). Link and session
 * states (`state`) are in lower case, everything else is as written.
 */
export function extractFields(source: FieldSource): SyslogFields {
  const text =
    source.message.length > LONGEST_TEXT ? source.message.slice(0, LONGEST_TEXT) : source.message;
  const fields: Record<string, string> = {};
  const isFirewall = source.format === 'asa';
  const rules =
    FIELD_RULES.get(source.mnemonic ?? '') ?? (isFirewall ? FIREWALL_WORDINGS : NO_RULES);
  // The ASA's grammar says all, and its interfaces are names: wordings would only mislead.
  let exact = false;
  for (const pattern of rules) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    for (const name in groups) add(fields, FIELD_ALIASES[name] ?? name, groups[name]);
    exact = isFirewall;
    break;
  }
  for (const [name, value] of source.parameters ?? []) addNamed(fields, name, value);
  addPairs(fields, text);
  if (!exact) addWorded(fields, text);
  if (source.format === 'rfc3164') add(fields, 'function', FUNCTION.exec(text)?.[1]);
  if (fields.state) fields.state = fields.state.toLowerCase();
  if (fields.interface?.startsWith('interface ')) fields.interface = fields.interface.slice(10);
  return fields;
}

function add(fields: Record<string, string>, name: string, value: string | undefined): void {
  if (value !== undefined && value !== '' && fields[name] === undefined) fields[name] = value;
}

const NO_RULES: readonly RegExp[] = [];

/** Names of values in structured data (Junos), in FTD's events and in `key=value` texts. */
const NAMED_FIELDS: ReadonlyMap<string, SyslogFieldName> = new Map(
  (
    [
      ['user', 'user username usr uname suser'],
      ['command', 'command cmd'],
      ['interface', 'interface interface-name ingressinterface srcintf'],
      ['neighbor', 'peer-address peer-name neighbor-address'],
      ['source', 'source-address srcip src srcaddr'],
      ['sourcePort', 'source-port srcport spt sport'],
      ['destination', 'destination-address dstip dst destaddr'],
      ['destinationPort', 'destination-port dstport dpt dport'],
      ['protocol', 'protocol-id service-name protocol proto'],
      ['acl', 'accesscontrolrulename policy-name'],
      ['action', 'accesscontrolruleaction action act'],
      ['reason', 'reason'],
      ['from', 'old-state'],
      ['to', 'new-state'],
      ['instance', 'instance-name routing-instance'],
    ] as const
  ).flatMap(([field, names]) => names.split(' ').map((name) => [name, field] as const)),
);

function addNamed(fields: Record<string, string>, name: string, value: string): void {
  const field = NAMED_FIELDS.get(name.toLowerCase());
  if (field) add(fields, field, value);
}

const EQUALS_PAIR = /(?<![\w-])([A-Za-z][\w-]{0,40})=(?:"([^"]*)"|([^\s,;"]+))/g;
const FTD_PAIR = /(?:^|, )([A-Z]\w{0,60}): ([^,]+)/g;

/** `srcip=10.1.1.1 dstip=…` and FTD's `SrcIP: 10.1.1.1, DstIP: …`. */
function addPairs(fields: Record<string, string>, text: string): void {
  if (text.includes('=')) {
    for (const [, name, quoted, plain] of text.matchAll(EQUALS_PAIR)) {
      // A reason has blanks: the wording below reads it.
      if (quoted !== undefined || name !== 'reason')
        addNamed(fields, name ?? '', quoted ?? plain ?? '');
    }
  }
  if (!text.includes('SrcIP: ')) return;
  for (const [, name, value] of text.matchAll(FTD_PAIR)) addNamed(fields, name ?? '', value ?? '');
}

/**
 * A field and a wording that names it: the first group is the value. The pattern is tried only on
 * texts that hold one of the hints in lower case, which is much faster.
 */
type Wording = readonly [name: SyslogFieldName, hints: readonly string[], pattern: RegExp];

const WORDINGS: readonly Wording[] = [
  [
    'neighbor',
    ['neighb', 'nbr', 'peer', 'notification'],
    pattern(
      `(?:neighbou?r|nbr|peer|NOTIFICATION (?:sent to|received from))(?: address| addr| at| ip)?[: =]+(${ADDRESS})`,
    ),
  ],
  [
    'user',
    ['user', ' for ', 'by user'],
    pattern(
      `(?:\\buser(?:name)?(?:[ :]+|\\s*=\\s*)["'\`]?(?!auth|entry|login|log|from|on\\b|is\\b|was|has\\b|requested|unknown)|Accepted \\S+ for |Failed \\S+ for (?:invalid user )?|session (?:opened|closed) for user |by user ')([^\\s'"\`,;:()\\]\\[]+)`,
    ),
  ],
  [
    'source',
    ['from', 'source', 'src', 'rhost'],
    pattern(
      `(?:\\bfrom(?: host| IP| address)?|\\[Source|\\bsource(?: address)?|\\bsrc(?: ip)?|rhost)[ :=]+'?(${ADDRESS})`,
    ),
  ],
  ['vrf', ['vrf'], pattern(`\\bVRF(?: name)?[: =]+['"]?([\\w.:-]*[\\w-])`)],
  [
    'as',
    ['as '],
    pattern(`\\b(?:remote AS|External AS|Internal AS|AS)[: =]+(\\d+(?:\\.\\d+)?)\\b`),
  ],
  ['vlan', ['vlan'], pattern(`\\bVLAN(?: ID)?[ :=#]*0*(\\d{1,4})\\b`)],
  ['area', ['area'], pattern(`\\barea (\\d+(?:\\.\\d+){0,3})`)],
  ['acl', ['access-', 'acl'], pattern(`(?:\\baccess-(?:list|group) |\\bACL:? )["']?([\\w.-]+)`)],
  [
    'interface',
    ['interface ', 'port ', 'intf '],
    pattern(`\\b(?:on )?(?:interface|port|intf) (${INTERFACE})(?![\\w/])`),
  ],
  ['reason', ['reason'], pattern(`\\breason(?:: | ?= ?)"?([^"=]*[^"=\\s.])\\.?"?$`)],
  ['code', ['code '], pattern(`\\bcode (\\d+ \\([^)]*\\)(?: subcode \\d+ \\([^)]*\\))?)`)],
  ['domain', ['domain'], pattern(`\\bdomain (\\d+)\\b`)],
  ['instance', ['(instance'], pattern(`\\(instance ([\\w.:-]+)\\)`)],
  ['state', ['changed state'], pattern(`changed state to ((?:administratively )?\\w+)`)],
  ['state', [' is up', ' is down'], pattern(`\\bis (up|down)\\b`)],
];

function pattern(source: string): RegExp {
  return new RegExp(source, 'i');
}

/** Values that speak for themselves, case-sensitive. */
const SHAPES: readonly (readonly [name: SyslogFieldName, pattern: RegExp])[] = [
  ['mac', new RegExp(`\\b(${MAC})(?![\\w:-])`)],
  ['interface', new RegExp(`\\b(?<![/.-])(${INTERFACE})(?![\\w/])`)],
];

/** `bgp_hold_timeout:4821: `: the function and line of Junos' own code in front of a text. */
const FUNCTION = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?:\(\))?:(?:\d+:)?/;

function addWorded(fields: Record<string, string>, text: string): void {
  const lower = text.toLowerCase();
  for (const [name, hints, wording] of WORDINGS) {
    if (fields[name] !== undefined || !holdsAny(lower, hints)) continue;
    add(fields, name, wording.exec(text)?.[1]);
  }
  for (const [name, shape] of SHAPES) {
    if (fields[name] === undefined) add(fields, name, shape.exec(text)?.[1]);
  }
}

function holdsAny(text: string, hints: readonly string[]): boolean {
  for (const hint of hints) if (text.includes(hint)) return true;
  return false;
}
