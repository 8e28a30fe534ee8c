import {
  type ErrorCodes,
  NotificationType,
  RequestType,
  RequestType0,
  ResponseError,
} from 'vscode-jsonrpc/node';
import { z } from 'zod';
import { asNetGuruError, NetGuruError } from '../core/errors.ts';
import type { ComposedFacts } from '../core/facts.ts';
import type { Language } from '../core/language.ts';
import type { DocumentId, Evidence } from '../core/types.ts';
import type { IndexProgress, WorkspaceFolder } from '../index/indexer.ts';
import type { FoundName } from '../index/nameStore.ts';
import type { DocumentRecord } from '../index/storeRows.ts';
import type { FoundPassage, ReferencesQuery, ReferencesResult } from './findReferences.ts';
import type { KnowledgeSummary } from './knowledgeBase.ts';
import type { TimelineQuery } from './logTimeline.ts';
import type { CorpusPassage, NameQuery } from './lookUp.ts';
import type { RetrieveRequest } from './retrieve.ts';
import type {
  DevicesResult,
  ReadLinesQuery,
  ReadLinesResult,
  TimelineResult,
} from './toolQueries.ts';

/** What the extension host asks of the worker that owns the index. */
export interface OpenParams {
  readonly storeFolder: string;
  readonly corpusFolder: string;
  readonly modelFolder: string;
  readonly embedWorkerPath: string;
  readonly maxEmbedWorkers: number;
}

export interface OpenResult {
  readonly repaired: boolean;
  readonly corpusMissing: boolean;
}

export interface RefreshParams {
  readonly folders: readonly WorkspaceFolder[];
  readonly force: boolean;
}

export interface UpdateParams {
  readonly folder: WorkspaceFolder;
  readonly paths: readonly string[];
}

export interface RetrieveResult {
  readonly language: Language;
  readonly tokens: readonly string[];
  readonly unknownNames: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly facts?: ComposedFacts | undefined;
}

export const openRequest = new RequestType<OpenParams, OpenResult, void>('open');
export const refreshRequest = new RequestType<RefreshParams, null, void>('refresh');
export const updateRequest = new RequestType<UpdateParams, null, void>('update');
export const retrieveRequest = new RequestType<RetrieveRequest, RetrieveResult, void>('retrieve');
export const documentsRequest = new RequestType0<readonly DocumentRecord[], void>('documents');
export const summaryRequest = new RequestType0<KnowledgeSummary, void>('summary');
export const placesRequest = new RequestType<NameQuery, readonly FoundName[], void>('places');
export const ownersRequest = new RequestType<string, readonly FoundName[], void>('owners');
export const meaningRequest = new RequestType<string, CorpusPassage | null, void>('meaning');
export const extractedTextRequest = new RequestType<DocumentId, string | null, void>(
  'extractedText',
);
export const searchRequest = new RequestType<string, readonly FoundPassage[], void>('search');
export const readLinesRequest = new RequestType<ReadLinesQuery, ReadLinesResult, void>('readLines');
export const referencesRequest = new RequestType<ReferencesQuery, ReferencesResult, void>(
  'references',
);
export const devicesRequest = new RequestType<string, DevicesResult, void>('devices');
export const timelineRequest = new RequestType<TimelineQuery, TimelineResult, void>('timeline');
export const staleRequest = new RequestType<readonly Evidence[], readonly number[], void>('stale');
export const closeRequest = new RequestType0<null, void>('close');
export const progressNotification = new NotificationType<IndexProgress>('progress');

/** JSON-RPC leaves the codes above -32000 to applications. */
const NETGURU_ERROR: ErrorCodes = -31_000;

const errorData = z.object({
  reason: z.string(),
  sentence: z.object({
    template: z.string(),
    args: z.array(z.union([z.string(), z.number()])),
  }),
});

const REASONS = new Set<string>([
  'cancelled',
  'model-missing',
  'store-read-only',
  'store-locked',
  'disk-full',
] satisfies NetGuruError['reason'][]);

/** A thrown value on its way out of the worker. */
export function toResponseError(error: unknown): ResponseError<unknown> {
  const known = asNetGuruError(error);
  const cause = known.reason === 'internal' && known.cause instanceof Error ? known.cause : known;
  return new ResponseError(NETGURU_ERROR, cause.stack ?? cause.message, {
    reason: known.reason,
    sentence: known.sentence,
  });
}

function isReason(text: string): text is NetGuruError['reason'] {
  return REASONS.has(text);
}

/** What the host makes of a failed request. */
export function fromResponseError(error: unknown): NetGuruError {
  if (error instanceof ResponseError) {
    const parsed = errorData.safeParse(error.data);
    if (parsed.success) {
      const { reason, sentence } = parsed.data;
      return new NetGuruError(isReason(reason) ? reason : 'internal', sentence, { cause: error });
    }
  }
  return asNetGuruError(error);
}
