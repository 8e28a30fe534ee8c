/**
 * The vocabulary that every layer shares. Line numbers are 1-based and inclusive; paths are
 * relative to their workspace folder (or to the extension, for corpus passages) and use `/`.
 */

/** Where a passage comes from: the user's files, or the corpus that ships with NetGuru. */
export type Origin = 'workspace' | 'corpus';

export const DOCUMENT_KINDS = [
  'config',
  'log',
  'show-output',
  'capture',
  'pdf',
  'markdown',
  'text',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const PLATFORMS = [
  'ios',
  'ios-xe',
  'nx-os',
  'ios-xr',
  'asa',
  'junos',
  'eos',
  'cisco-like',
  'unknown',
] as const;
export type Platform = (typeof PLATFORMS)[number];

export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** Where a passage stands in a file that has no lines of its own. Numbers are 1-based, inclusive. */
export interface SourcePlace {
  readonly unit: 'page' | 'packet';
  readonly first: number;
  readonly last: number;
}

/**
 * A piece of one document: the unit of retrieval and citation. Lines of a capture or a PDF count
 * in the text that NetGuru made of it; `place` then says where that stands in the file.
 */
export interface Chunk extends LineRange {
  readonly place?: SourcePlace;
  /** The text sums its lines up (a digest of a log) instead of repeating them. */
  readonly derived?: true;
  readonly kind: DocumentKind;
  readonly platform: Platform;
  readonly hostname?: string;
  /** Headings above and including this chunk, outermost first (`router bgp 65001`, `vrf CUST`). */
  readonly sectionPath: readonly string[];
  /** The cited lines, exactly as in the file (line ends normalised to `\n`). */
  readonly text: string;
}

/** A file of the workspace, named so that two folders with equal paths stay apart. */
export interface DocumentId {
  /** The workspace folder's absolute path on this machine. */
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

/** What the index is doing, for the status bar and the panel. */
export interface IndexState {
  readonly phase: 'idle' | 'indexing' | 'error';
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly chunks: number;
  /** What went wrong, or what is being worked on. */
  readonly message?: Sentence;
}

export type DocumentStatus = 'queued' | 'processing' | 'indexed' | 'skipped' | 'failed';

/** One numbered passage as it is handed to the prompt and shown as a source. */
export interface Evidence extends LineRange {
  /** The number that citations use, from 1. */
  readonly n: number;
  readonly origin: Origin;
  /** Absolute path of the workspace folder; absent for corpus passages. */
  readonly folder?: string;
  readonly path: string;
  readonly title: string;
  /** Comparable within one answer only; higher is better. */
  readonly score: number;
  readonly text: string;
  readonly place?: SourcePlace;
  readonly derived?: true;
  /** The lines that were found; the rest of the passage is what stands around them. */
  readonly focus?: LineRange;
  readonly kind: DocumentKind;
  readonly platform: Platform;
  readonly hostname?: string;
}

/** A `[n]` marker of the answer that resolves to a passage. Offsets count UTF-16 units. */
export interface Citation {
  readonly n: number;
}

export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface AnswerTimings {
  /** Time spent bringing the index up to date before retrieval, in ms (0 when it was current). */
  readonly indexMs: number;
  readonly retrieveMs: number;
  readonly firstTokenMs: number;
  readonly totalMs: number;
}

/** A localisable sentence: an English template with `{0}` placeholders, and its arguments. */
export interface Sentence {
  readonly template: string;
  readonly args: readonly (string | number)[];
}

/** How an answer ended. `partial` keeps the text so far (cancelled, or the stream was cut). */
export type AnswerEnd = 'complete' | 'length' | 'cancelled' | 'cut';

/** The one stream that the Chat participant, the panel and the `ask` command render. */
export type ChatEvent =
  | { readonly type: 'progress'; readonly message: Sentence }
  | { readonly type: 'evidence'; readonly evidence: readonly Evidence[] }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'toolStep'; readonly message: Sentence }
  | { readonly type: 'citation'; readonly citation: Citation }
  | { readonly type: 'usage'; readonly usage: TokenUsage }
  | { readonly type: 'error'; readonly error: AnswerError }
  | {
      readonly type: 'done';
      readonly end: AnswerEnd;
      readonly provider: string;
      readonly model: string;
      readonly timings: AnswerTimings;
      /** Citations that were left out: they name no passage, or its lines have changed. */
      readonly removedCitations?: number;
    };

/** What the user sees of a failure, and what code may branch on. Never holds a secret. */
export interface AnswerError {
  readonly reason: ErrorReason;
  readonly sentence: Sentence;
}

export type ErrorReason =
  | 'no-key'
  | 'key-refused'
  | 'no-credit'
  | 'rate-limited'
  | 'context-too-long'
  | 'overloaded'
  | 'model-not-found'
  | 'request-refused'
  | 'tools-refused'
  | 'network'
  | 'proxy'
  | 'certificate'
  | 'timeout'
  | 'stream-cut'
  | 'endpoint-refused'
  | 'cancelled'
  | 'model-missing'
  | 'corpus-missing'
  | 'store-read-only'
  | 'store-locked'
  | 'disk-full'
  | 'file-unreadable'
  | 'internal';

/** One earlier turn of the conversation, oldest first when in a list. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** A file, selection or pasted text that the user handed over with the question. */
export interface Attachment extends LineRange {
  readonly folder?: string;
  readonly path: string;
  readonly text: string;
}

export type AskCommand = 'explain' | 'troubleshoot' | 'search' | 'logs';

export interface AskRequest {
  readonly question: string;
  readonly command?: AskCommand;
  readonly attachments: readonly Attachment[];
  readonly history: readonly Turn[];
}
