import type {
  FoundPassage,
  ReferencesQuery,
  ReferencesResult,
} from '../../retrieval/findReferences.ts';
import type { TimelineQuery } from '../../retrieval/logTimeline.ts';
import type {
  DevicesResult,
  ReadLinesQuery,
  ReadLinesResult,
  TimelineResult,
} from '../../retrieval/toolQueries.ts';

/** What the tools ask of the index. Nothing but indexed documents can be reached through it. */
export interface ToolSources {
  search(query: string, signal: AbortSignal): Promise<readonly FoundPassage[]>;
  readLines(query: ReadLinesQuery, signal: AbortSignal): Promise<ReadLinesResult>;
  findReferences(query: ReferencesQuery, signal: AbortSignal): Promise<ReferencesResult>;
  listDevices(filter: string, signal: AbortSignal): Promise<DevicesResult>;
  logTimeline(query: TimelineQuery, signal: AbortSignal): Promise<TimelineResult>;
}
