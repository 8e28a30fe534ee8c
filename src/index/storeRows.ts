import type { SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import {
  type Chunk,
  DOCUMENT_KINDS,
  type DocumentId,
  type DocumentKind,
  type DocumentStatus,
  PLATFORMS,
  type Platform,
  type Sentence,
} from '../core/types.ts';
import type { StatementCount } from '../ingest/chunkDocument.ts';
import { DECLARED_TYPES, type DeclaredType } from '../ingest/fileTypes.ts';

/** What is remembered of a file, searchable or not. Times are ms since 1970. */
export interface DocumentRecord extends DocumentId {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** SHA-256 of the file's bytes; empty while it was never read. */
  readonly hash: string;
  /** What the user declared it to be when it was read. */
  readonly declared?: DeclaredType;
  readonly status: DocumentStatus;
  readonly reason?: Sentence;
  readonly kind?: DocumentKind;
  readonly platform?: Platform;
  readonly hostname?: string;
  readonly lineCount: number;
  /** Of a configuration: statements that its platform's grammar knows, and those it does not. */
  readonly statements?: StatementCount;
  readonly chunkCount: number;
  readonly queuedAtMs?: number;
  readonly finishedAtMs?: number;
}

export type DocumentFacts = Omit<DocumentRecord, 'chunkCount'>;

/** A chunk as it is stored, with the hashes of the texts whose vectors find it. */
export interface StoredChunk {
  readonly chunk: Chunk;
  readonly unitHashes: readonly string[];
}

/** A chunk with its place, as search gives it back. */
export interface FoundChunk extends Chunk, DocumentId {
  readonly chunkId: number;
  readonly documentId: number;
  readonly documentTitle: string;
}

const documentRow = z.object({
  folder: z.string(),
  path: z.string(),
  size_bytes: z.number(),
  modified_ms: z.number(),
  hash: z.string(),
  declared: z.enum(DECLARED_TYPES).nullable(),
  status: z.enum(['queued', 'processing', 'indexed', 'skipped', 'failed']),
  reason: z.string().nullable(),
  kind: z.enum(DOCUMENT_KINDS).nullable(),
  platform: z.enum(PLATFORMS).nullable(),
  hostname: z.string().nullable(),
  line_count: z.number(),
  understood: z.number().nullable(),
  unrecognised: z.number().nullable(),
  queued_at: z.number().nullable(),
  finished_at: z.number().nullable(),
  chunk_count: z.number(),
});

const sentenceText = z.object({
  template: z.string(),
  args: z.array(z.union([z.string(), z.number()])),
});

const chunkRow = documentRow.pick({ folder: true, path: true, hostname: true }).extend({
  chunk_id: z.number(),
  document_id: z.number(),
  title: z.string(),
  kind: documentRow.shape.kind,
  platform: documentRow.shape.platform,
  start_line: z.number(),
  end_line: z.number(),
  section_path: z.string(),
  text: z.string(),
  place: z.string().nullable(),
  derived: z.number(),
});

const sectionPathText = z.array(z.string());

const placeText = z.object({
  unit: z.enum(['page', 'packet']),
  first: z.number(),
  last: z.number(),
});

export const countsRow = z.object({
  files: z.number(),
  chunks: z.number(),
  units: z.number(),
  lines: z.number(),
});

const DOCUMENT_COLUMNS = [
  'folder',
  'path',
  'size_bytes',
  'modified_ms',
  'hash',
  'declared',
  'status',
  'reason',
  'kind',
  'platform',
  'hostname',
  'title',
  'line_count',
  'understood',
  'unrecognised',
  'queued_at',
  'finished_at',
] as const;

/** Writes a document's row, in place of its former one, and gives its id. */
export const PUT_DOCUMENT = `INSERT INTO documents (${DOCUMENT_COLUMNS.join(',')})
  VALUES (${DOCUMENT_COLUMNS.map((name) => `:${name}`).join(',')})
  ON CONFLICT (folder, path) DO UPDATE SET
  ${DOCUMENT_COLUMNS.map((name) => `${name} = excluded.${name}`).join(',')} RETURNING id`;

/** The columns of `chunks c JOIN documents d` that `toChunk` reads. */
export const CHUNK_COLUMNS = `c.id AS chunk_id, d.id AS document_id, d.folder, d.path,
  coalesce(c.hostname, d.hostname) AS hostname, d.title,
  d.kind, d.platform, c.start_line, c.end_line, c.section_path, c.text, c.place, c.derived`;

/** What `PUT_DOCUMENT` takes, by column. */
export function documentValues(
  facts: DocumentFacts,
  title: string,
): Record<(typeof DOCUMENT_COLUMNS)[number], SQLInputValue> {
  return {
    folder: facts.folder,
    path: facts.path,
    size_bytes: facts.sizeBytes,
    modified_ms: facts.modifiedMs,
    hash: facts.hash,
    declared: facts.declared ?? null,
    status: facts.status,
    reason: facts.reason ? JSON.stringify(facts.reason) : null,
    kind: facts.kind ?? null,
    platform: facts.platform ?? null,
    hostname: facts.hostname ?? null,
    title,
    line_count: facts.lineCount,
    understood: facts.statements?.understood ?? null,
    unrecognised: facts.statements?.unrecognised ?? null,
    queued_at: facts.queuedAtMs ?? null,
    finished_at: facts.finishedAtMs ?? null,
  };
}

/** @throws zod's error for a row of another schema */
export function toDocument(row: unknown): DocumentRecord {
  const value = documentRow.parse(row);
  return {
    folder: value.folder,
    path: value.path,
    sizeBytes: value.size_bytes,
    modifiedMs: value.modified_ms,
    hash: value.hash,
    status: value.status,
    lineCount: value.line_count,
    chunkCount: value.chunk_count,
    ...(value.reason ? { reason: sentenceText.parse(JSON.parse(value.reason)) } : {}),
    ...(value.declared ? { declared: value.declared } : {}),
    ...(value.understood === null || value.unrecognised === null
      ? {}
      : { statements: { understood: value.understood, unrecognised: value.unrecognised } }),
    ...(value.kind ? { kind: value.kind } : {}),
    ...(value.platform ? { platform: value.platform } : {}),
    ...(value.hostname ? { hostname: value.hostname } : {}),
    ...(value.queued_at === null ? {} : { queuedAtMs: value.queued_at }),
    ...(value.finished_at === null ? {} : { finishedAtMs: value.finished_at }),
  };
}

/** @throws zod's error for a row of another schema */
export function toChunk(row: unknown): FoundChunk {
  const value = chunkRow.parse(row);
  return {
    chunkId: value.chunk_id,
    documentId: value.document_id,
    documentTitle: value.title,
    folder: value.folder,
    path: value.path,
    startLine: value.start_line,
    endLine: value.end_line,
    kind: value.kind ?? 'text',
    platform: value.platform ?? 'unknown',
    sectionPath: sectionPathText.parse(JSON.parse(value.section_path)),
    text: value.text,
    ...(value.hostname ? { hostname: value.hostname } : {}),
    ...(value.place ? { place: placeText.parse(JSON.parse(value.place)) } : {}),
    ...(value.derived === 1 ? { derived: true } : {}),
  };
}
