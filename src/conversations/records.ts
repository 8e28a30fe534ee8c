import { z } from 'zod';
import { type AnswerError, DOCUMENT_KINDS, type ErrorReason, PLATFORMS } from '../core/types.ts';

/**
 * The lines of a conversation file. A line is one JSON object with `v` (schema version), `type`
 * and `at` (ms since 1970). Lines are only ever appended; a change of meaning raises the version.
 */
export const CONVERSATION_SCHEMA_VERSION = 1;

const lineRange = { startLine: z.int(), endLine: z.int() };

const evidenceSchema = z
  .object({
    n: z.int(),
    origin: z.enum(['workspace', 'corpus']),
    folder: z.string().exactOptional(),
    path: z.string(),
    ...lineRange,
    title: z.string(),
    score: z.number(),
    text: z.string(),
    focus: z.object(lineRange).readonly().exactOptional(),
    kind: z.enum(DOCUMENT_KINDS),
    place: z
      .object({ unit: z.enum(['page', 'packet']), first: z.number(), last: z.number() })
      .readonly()
      .exactOptional(),
    derived: z.literal(true).exactOptional(),
    platform: z.enum(PLATFORMS),
    hostname: z.string().exactOptional(),
  })
  .readonly();

const attachmentSchema = z
  .object({
    folder: z.string().exactOptional(),
    path: z.string(),
    ...lineRange,
    text: z.string(),
  })
  .readonly();

const sentenceSchema = z
  .object({
    template: z.string(),
    args: z.array(z.union([z.string(), z.number()])).readonly(),
  })
  .readonly();

const REASONS: Readonly<Record<ErrorReason, true>> = {
  'no-key': true,
  'key-refused': true,
  'no-credit': true,
  'rate-limited': true,
  'context-too-long': true,
  overloaded: true,
  'model-not-found': true,
  'request-refused': true,
  'tools-refused': true,
  network: true,
  proxy: true,
  certificate: true,
  timeout: true,
  'stream-cut': true,
  'endpoint-refused': true,
  cancelled: true,
  'model-missing': true,
  'corpus-missing': true,
  'store-read-only': true,
  'store-locked': true,
  'disk-full': true,
  'file-unreadable': true,
  internal: true,
};

function isReason(value: string): value is ErrorReason {
  return Object.hasOwn(REASONS, value);
}

/** A reason that this version does not know is read as `internal`, not as a broken line. */
const errorSchema = z.object({ reason: z.string(), sentence: sentenceSchema }).transform(
  (error): AnswerError => ({
    reason: isReason(error.reason) ? error.reason : 'internal',
    sentence: error.sentence,
  }),
);

const usageSchema = z.object({ inputTokens: z.number(), outputTokens: z.number() }).readonly();

const timingsSchema = z
  .object({
    indexMs: z.number(),
    retrieveMs: z.number(),
    firstTokenMs: z.number(),
    totalMs: z.number(),
  })
  .readonly();

const common = { v: z.literal(CONVERSATION_SCHEMA_VERSION), at: z.number() };

const recordSchema = z.discriminatedUnion('type', [
  z.object({
    ...common,
    type: z.literal('created'),
    id: z.string(),
    source: z.enum(['panel', 'chat']),
  }),
  z.object({ ...common, type: z.literal('renamed'), title: z.string() }),
  z.object({ ...common, type: z.literal('deleted') }),
  z.object({ ...common, type: z.literal('restored') }),
  z.object({
    ...common,
    type: z.literal('userMessage'),
    id: z.string(),
    text: z.string(),
    command: z.enum(['explain', 'troubleshoot', 'search', 'logs']).exactOptional(),
    attachments: z.array(attachmentSchema).readonly(),
  }),
  z.object({
    ...common,
    type: z.literal('answerStarted'),
    id: z.string(),
    replyTo: z.string(),
  }),
  z.object({
    ...common,
    type: z.literal('answerSources'),
    id: z.string(),
    evidence: z.array(evidenceSchema).readonly(),
  }),
  z.object({
    ...common,
    type: z.literal('answerText'),
    id: z.string(),
    /** UTF-16 offset in the answer: a line that was written twice changes nothing. */
    offset: z.int().nonnegative(),
    text: z.string(),
  }),
  z.object({
    ...common,
    type: z.literal('answerFinished'),
    id: z.string(),
    end: z.enum(['complete', 'length', 'cancelled', 'cut', 'error']),
    provider: z.string().exactOptional(),
    model: z.string().exactOptional(),
    usage: usageSchema.exactOptional(),
    timings: timingsSchema.exactOptional(),
    removedCitations: z.int().exactOptional(),
    error: errorSchema.exactOptional(),
  }),
]);

export type ConversationRecord = z.infer<typeof recordSchema>;

/** What one line holds. `newer`: written by a later schema version, to be left alone. */
type ParsedLine =
  | { readonly state: 'record'; readonly record: ConversationRecord }
  | { readonly state: 'broken' }
  | { readonly state: 'newer' };

const versionSchema = z.object({ v: z.number() });

/** Total: any text gives one of the three states. */
export function parseLine(line: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { state: 'broken' };
  }
  const version = versionSchema.safeParse(value);
  if (version.success && version.data.v > CONVERSATION_SCHEMA_VERSION) return { state: 'newer' };
  const parsed = recordSchema.safeParse(value);
  return parsed.success ? { state: 'record', record: parsed.data } : { state: 'broken' };
}

/** One line with its line end. JSON escapes line breaks, so a record is never split. */
export function formatLine(record: ConversationRecord): string {
  return `${JSON.stringify(record)}\n`;
}
