import type { Chunk, DocumentKind, Platform } from '../core/types.ts';
import { parseConfigTree } from '../network/configTree.ts';
import { deviceNameFromPath, findHostname } from '../network/hostname.ts';
import { guessPlatform, type PlatformGuess } from '../network/platform.ts';
import { chunkConfig, type SectionRange } from './chunkConfig.ts';
import { chunkLog } from './chunkLog.ts';
import { chunkMarkdown, chunkPlainText, chunkShowOutput } from './chunkText.ts';
import { detectKind } from './fileKind.ts';
import { type DeclaredType, declaredKind, declaredPlatform } from './fileTypes.ts';
import { rangeText, type SourceLines, sourceLines } from './packRanges.ts';

/** Changes to how documents are cut must raise this: stored chunks of another version are rebuilt. */
export const CHUNKER_VERSION = 1;

export interface ChunkedDocument {
  readonly kind: DocumentKind;
  readonly platform: Platform;
  readonly hostname?: string;
  readonly lineCount: number;
  readonly chunks: readonly Chunk[];
  /** Lines of a long log that are not searchable because their kind of message fills it. */
  readonly sampledLines: number;
}

function cut(
  kind: DocumentKind,
  source: SourceLines,
  guess: PlatformGuess,
): { ranges: readonly SectionRange[]; sampledLines: number } {
  switch (kind) {
    case 'config':
      return {
        ranges: chunkConfig(source, parseConfigTree(source.lines, guess.style)),
        sampledLines: 0,
      };
    case 'log':
      return chunkLog(source);
    case 'markdown':
      return { ranges: chunkMarkdown(source), sampledLines: 0 };
    case 'show-output':
      return { ranges: chunkShowOutput(source), sampledLines: 0 };
    case 'text':
      return { ranges: chunkPlainText(source), sampledLines: 0 };
  }
}

function hostnameFor(kind: DocumentKind, path: string, text: string): string | undefined {
  if (kind === 'config' || kind === 'show-output')
    return findHostname(text) ?? deviceNameFromPath(path);
  return kind === 'log' ? deviceNameFromPath(path) : undefined;
}

/**
 * Cuts a document's text into chunks along its own structure. Total: any text gives chunks.
 * `path` is folder-relative with `/`;
 * `declared` replaces the detection.
 */
export function chunkDocument(
  path: string,
  text: string,
  declared?: DeclaredType,
): ChunkedDocument {
  const source = sourceLines(text);
  const detected = guessPlatform(text);
  const guess = declared ? declaredPlatform(declared, detected) : detected;
  const kind = declared ? declaredKind(declared) : detectKind(path, source.lines, guess);
  const platform = kind === 'config' || kind === 'show-output' ? guess.platform : 'unknown';
  const hostname = hostnameFor(kind, path, text);
  const { ranges, sampledLines } = cut(kind, source, guess);
  const chunks = ranges.map(
    ({ startLine, endLine, sectionPath }): Chunk => ({
      startLine,
      endLine,
      kind,
      platform,
      ...(hostname ? { hostname } : {}),
      sectionPath,
      text: rangeText(source, { startLine, endLine }),
    }),
  );
  return {
    kind,
    platform,
    ...(hostname ? { hostname } : {}),
    lineCount: source.lines.length,
    chunks,
    sampledLines,
  };
}
