/** A Cisco-like message code in a line: `%LINEPROTO-5-UPDOWN: `. */
export interface MessageCode {
  readonly facility: string;
  readonly severity: number;
  /** Junos with `explicit-priority` may write `%DAEMON-4: text` without one. */
  readonly mnemonic?: string;
  /** Index of the `%`. */
  readonly start: number;
  /** Index of the first character of the text. */
  readonly end: number;
  /** A colon closes the code. */
  readonly closed: boolean;
}

/**
 * `%FACILITY[-SUBFACILITY…]-SEVERITY-MNEMONIC`, as Cisco's message guides define it; the ASA puts
 * its logging class into the facility (`%ASA-session-6-302013`), IOS has `%OSPFv3-5-ADJCHG`.
 */
const CODE =
  /%([A-Z][A-Za-z0-9_/]*(?:-[A-Za-z0-9_/]+)*?)-([0-7])(?:-([A-Za-z0-9_]+)|(?=:))[ \t]*(:[ \t]*)?/y;
const ASA = /^(ASA|FTD|FWSM|PIX)(?:-[a-z-]*)?$/;

/** A code starts early: a later one is quoted by the text of another message. */
const LONGEST_HEADER = 300;

/** The first message code of a line, or undefined. */
export function findMessageCode(line: string, from = 0): MessageCode | undefined {
  let start = line.indexOf('%', from);
  while (start >= 0 && start - from <= LONGEST_HEADER) {
    CODE.lastIndex = start;
    const match = CODE.exec(line);
    if (match) return messageCode(match, CODE.lastIndex, line);
    start = line.indexOf('%', start + 1);
  }
  return undefined;
}

function messageCode(match: RegExpExecArray, end: number, line: string): MessageCode {
  const facility = match[1] ?? '';
  const blank = /\s/.test(line.charAt(end));
  return {
    facility: ASA.exec(facility)?.[1] ?? facility,
    severity: Number(match[2]),
    ...(match[3] === undefined ? {} : { mnemonic: match[3] }),
    start: match.index,
    end: blank ? end + 1 : end,
    closed: match[4] !== undefined,
  };
}

/** Whether a facility is one of Cisco's firewalls. */
export function isFirewallFacility(facility: string): boolean {
  return ASA.test(facility);
}
