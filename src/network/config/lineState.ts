/**
 * What NetGuru makes of one line: a statement that it knows on this platform in this section, a
 * line deliberately without meaning (comments, separators, what lies in a banner or certificate,
 * `exit`), a statement that it does not know, or nothing.
 */
export type LineState = 'understood' | 'ignored' | 'unrecognised' | 'blank';
