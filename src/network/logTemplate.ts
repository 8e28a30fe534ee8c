/** Values that differ between two messages of one kind: numbers, addresses, times, quoted names. */
const VARIABLE =
  /\b(?:\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\d+)?|0x[0-9a-f]+|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}|(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|\d+(?:[.:]\d+)*)\b/gi;

/** The XR node, syslog sequence number and timestamp in front of a message. */
const LEADING_TIME =
  /^(?:<\d+>)?(?:[A-Z0-9]+(?:\/[A-Z0-9]+)+:)?(?:\d+: )?(?:\*|\.)?(?:\d{4}[- ])?(?:[A-Z][a-z]{2}\s+\d{1,2}|\d{4}-\d{2}-\d{2}T?)(?: \d{4})?[ T]\d{2}:\d{2}:\d{2}\S*(?: [A-Z]{3,4})?:?\s*/;

/** A log line without its time and with its values masked: equal kinds of message become equal. */
export function logTemplate(line: string): string {
  return line.replace(LEADING_TIME, '').replace(VARIABLE, '#').trim();
}

/** Cisco, NX-OS, XR, ASA and EOS message codes: %LINK-3-UPDOWN, %ASA-6-302013. */
const MNEMONIC = /%[A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)*-([0-7])-[A-Z0-9_]+/;

/** Severity 0 (emergency) to 7 (debug) of a line's message code, or undefined without one. */
export function severityOf(line: string): number | undefined {
  const digit = MNEMONIC.exec(line)?.[1];
  return digit === undefined ? undefined : Number(digit);
}

/** Looks like a line of a device or syslog server log. */
export function isLogLine(line: string): boolean {
  return LEADING_TIME.test(line) || MNEMONIC.test(line);
}
