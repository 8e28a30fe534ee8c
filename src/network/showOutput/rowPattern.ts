/**
 * Rows of device tables, written as `Column:type | Column:type`. Cells are parted by blanks; a `?`
 * before a column makes it optional. The types below know what may stand in a cell, so that a
 * legend or a title is no row.
 */

const IPV4 = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const IPV6 = String.raw`[0-9a-fA-F]{0,4}:[0-9a-fA-F:]*(?:\d{1,3}(?:\.\d{1,3}){3})?(?:%\S+)?`;
const IP = `(?:${IPV4}|${IPV6})`;
/** `Gi0/1`, `ge-0/0/0.0`, and CDP's `Gig 1/0/1`: it has a number. */
const INTERFACE = String.raw`[A-Za-z][A-Za-z._-]*(?:\d[\w/.:-]*| \d[\d/.:]*)`;

/** A pattern for one of these words. */
function oneOf(words: string): string {
  return `(?:${words.trim().split(/\s+/).join('|')})`;
}

/** States of a switch port, as IOS, NX-OS (which cuts them) and EOS print them. */
const PORT_STATES = oneOf(`
  connected notconnect notconnec disabled err-disabled errdisabled err-vlans inactive
  monitoring suspended sfpAbsent sfpAbsen xcvrAbsent xcvrAbsen xcvrInval noOperMem
  noOperMembers channelDo faulty linkFlapE udldBi-D bpdu-Errd down up trunking hwFailure
  sfpInvali autoNego outOfServ dot1q-tun vpcPeerLn suspnd
`);

const TYPES: Readonly<Record<string, string>> = {
  word: String.raw`\S+`,
  /** Words with single blanks between them; two blanks end the cell. */
  text: String.raw`\S+(?: \S+)*`,
  /** Everything up to what follows, blanks included. */
  lazy: String.raw`\S.*?`,
  rest: String.raw`\S.*`,
  num: String.raw`\d+`,
  int: String.raw`-?\d[\d.,]*[KMGkmg]?`,
  ip: `\\*?${IP}`,
  prefix: String.raw`${IP}(?:/\d{1,3})?`,
  address: String.raw`(?:unassigned|unnumbered|dhcp|unknown|<unassigned>|--|${IP}(?:/\d{1,3})?)`,
  /** `FULL/DR`, and where the interface has none: `FULL/  -`. */
  adjacency: '[A-Za-z0-9-]+(?:/ *[A-Za-z-]+)?',
  mac: '(?:[0-9a-fA-F]{4}[.-][0-9a-fA-F]{4}[.-][0-9a-fA-F]{4}|[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}|[Ii]ncomplete|INCOMPLETE)',
  asn: String.raw`\d+(?:\.\d+)?`,
  if: INTERFACE,
  yesno: '(?:YES|NO|unset)',
  status:
    '(?:administratively down|admin down|up|down|deleted|reset|[Uu]p|[Dd]own|[Ss]hutdown|notconnect|errdisabled|lowerlayerdown)',
  updown: '(?:up|down|Up|Down|admin-down|testing|unknown|lowerlayerdown|notpresent)',
  /** `3w4d`, `00:01:02`, `never`, and Junos's `1w2d 3:04:05`. */
  age: String.raw`(?:never|\d[\w:.]*(?: \d{1,2}:\d{2}(?::\d{2})?)?)`,
  portStatus: PORT_STATES,
  vlanStatus: '(?:active|suspend(?:ed)?|sus|act/lshut|act/unsup|act/ishut|sus/lshut|inactive)',
  /** CDP's letters, with blanks between them. */
  capability: '[RTBSHIrPDCMsVZN](?: [RTBSHIrPDCMsVZN])*',
  capabilities: '(?:[A-Z](?:,[A-Z])*|[A-Z]{1,4})',
  role: '(?:[Rr]oot|[Dd]esg|[Aa]ltn|[Bb]ack|[Mm]str|[Ss]hr|[Ee]dge|[Bb]oun|designated|alternate|backup|master|disabled|DESG|ROOT|ALT|BKUP|MSTR|DIS)',
  stpState: String.raw`(?:FWD|BLK|LRN|LIS|LSN|DIS|BKN|DWN|forwarding|discarding|learning|blocking|disabled)\*?`,
  bundle: String.raw`[A-Za-z-]+\d+\([A-Za-z*]+\)`,
  protocol: String.raw`(?:LACP|PAgP|NONE|none|None|Static|static|-|\S+\([a-z]\))`,
  level: '(?:L1|L2|L1L2|L1-L2|L1/L2|1|2|3|level-1|level-2)',
  afi: '(?:IPv4|IPv6|VPNv4|VPNv6|L2VPN|EVPN|ipv4|ipv6|L2Vpn|Ipv4|Ipv6)(?: [A-Za-z-]+)*',
  stateWord: '[A-Za-z][A-Za-z0-9/()-]*',
  flag: '[*+GCOV~RS>]',
};

/** The cells of a line by the names of their columns, or undefined when it is no such row. */
export interface RowPattern {
  readonly columns: readonly string[];
  readonly match: (line: string) => readonly string[] | undefined;
}

/** Rows of terminals are short; longer lines are not tried. */
const MAX_ROW_CHARACTERS = 400;

interface Cell {
  readonly column: string;
  readonly optional: boolean;
  readonly pattern: string;
  readonly gap: string;
}

function parseCell(text: string): Cell {
  const optional = text.startsWith('?');
  const colon = text.indexOf(':');
  const column = text.slice(optional ? 1 : 0, colon);
  const type = text.slice(colon + 1);
  const pattern =
    TYPES[type] ??
    `(?:${type
      .split('|')
      .map((part) => TYPES[part] ?? part)
      .join('|')})`;
  return { column, optional, pattern, gap: type === 'text' ? String.raw`\s{2,}` : String.raw`\s+` };
}

/**
 * Compiles a row. Column names hold no colon; types may be alternatives (`age|-`), and
 * one that is not known is a pattern itself.
 */
export function rowPattern(template: string): RowPattern {
  const cells = template.split(' | ').map(parseCell);
  let source = '^\\s*';
  let gap = '';
  let leading = true;
  for (const { optional, pattern, gap: nextGap } of cells) {
    if (leading && optional) source += `(?:(${pattern})\\s+)?`;
    else if (optional) source += `(?:${gap}(${pattern}))?`;
    else source += `${leading ? '' : gap}(${pattern})`;
    if (!optional) leading = false;
    gap = nextGap;
  }
  const regex = new RegExp(`${source}\\s*$`);
  const columns = cells.map(({ column }) => column);
  return {
    columns,
    match: (line) => {
      if (line.length > MAX_ROW_CHARACTERS) return undefined;
      const match = regex.exec(line);
      return match ? columns.map((_, index) => (match[index + 1] ?? '').trim()) : undefined;
    },
  };
}
