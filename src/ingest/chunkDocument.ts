import type { Chunk, DocumentKind, Platform, Sentence } from '../core/types.ts';
import { type AddressUse, addressesIn } from '../network/address/addresses.ts';
import { classifyLines, coverageOf } from '../network/config/configLines.ts';
import { type ConfigNode, parseConfigTree } from '../network/config/configTree.ts';
import { deviceNameFromPath, findHostname } from '../network/hostname.ts';
import { guessPlatform, type PlatformGuess } from '../network/platform.ts';
import { configReferences, type Definition } from '../network/references.ts';
import { detectShowOutput } from '../network/showOutput/detectShowOutput.ts';
import { chunkConfig, type SectionRange } from './chunkConfig.ts';
import { chunkShowOutput, type ShowRange } from './chunkShowOutput.ts';
import { chunkMarkdown, chunkPlainText } from './chunkText.ts';
import { detectKind } from './fileKind.ts';
import { type DeclaredType, declaredKind, declaredPlatform } from './fileTypes.ts';
import { chunkLog } from './log/chunkLog.ts';
import { rangeText, type SourceLines, sourceLines } from './packRanges.ts';

/** Changes to how documents are cut must raise this: stored chunks of another version are rebuilt. */
export const CHUNKER_VERSION = 3;

/** A name that a document defines or uses. */
export interface DocumentName extends Definition {
  readonly role: 'definition' | 'use';
}

/** Statements of a configuration by whether their platform's grammar has them. */
export interface StatementCount {
  readonly understood: number;
  readonly unrecognised: number;
}

export interface ChunkedDocument {
  readonly kind: DocumentKind;
  readonly platform: Platform;
  readonly hostname?: string;
  readonly lineCount: number;
  readonly chunks: readonly Chunk[];
  /** What a configuration defines and uses, in line order; empty for other documents. */
  readonly names: readonly DocumentName[];
  /** Addresses and networks of configurations and device outputs. */
  readonly addresses: readonly AddressUse[];
  /** What the user should know of a document that is indexed all the same. */
  readonly note?: Sentence;
  /** How many statements of a configuration NetGuru's grammar knows; absent for other documents. */
  readonly statements?: StatementCount;
}

function cut(
  kind: DocumentKind,
  path: string,
  source: SourceLines,
  tree: readonly ConfigNode[],
): readonly (SectionRange | ShowRange)[] {
  switch (kind) {
    case 'config':
      return chunkConfig(source, tree);
    case 'log':
      return chunkLog(source);
    case 'markdown':
      return chunkMarkdown(source);
    case 'show-output':
      return chunkShowOutput(source, path);
    case 'text':
    case 'capture':
    case 'pdf':
      return chunkPlainText(source);
  }
}

function namesOf(
  kind: DocumentKind,
  source: SourceLines,
  guess: PlatformGuess,
  tree: readonly ConfigNode[],
): DocumentName[] {
  if (kind !== 'config') return [];
  const { definitions, uses } = configReferences(source.lines, guess, tree);
  return [
    ...definitions.map((definition) => ({ ...definition, role: 'definition' as const })),
    ...uses.map((use) => ({ ...use, endLine: use.line, role: 'use' as const })),
  ].sort((left, right) => left.line - right.line);
}

function countStatements(
  kind: DocumentKind,
  source: SourceLines,
  guess: PlatformGuess,
): StatementCount | undefined {
  if (kind !== 'config') return undefined;
  const { understood, unrecognised } = coverageOf(classifyLines(source.lines, guess));
  return { understood, unrecognised };
}

function addressesOf(
  kind: DocumentKind,
  source: SourceLines,
  guess: PlatformGuess,
  tree: readonly ConfigNode[],
): AddressUse[] {
  if (kind === 'config') return addressesIn(source.lines, guess, tree);
  return kind === 'show-output' ? addressesIn(source.lines, guess) : [];
}

function platformOf(
  kind: DocumentKind,
  path: string,
  source: SourceLines,
  guess: PlatformGuess,
): Platform {
  if (kind === 'config') return guess.platform;
  if (kind !== 'show-output') return 'unknown';
  const shown = detectShowOutput(path, source.lines).platform;
  return shown === 'unknown' ? guess.platform : shown;
}

function hostnameFor(kind: DocumentKind, path: string, text: string): string | undefined {
  if (kind === 'config' || kind === 'show-output') {
    return findHostname(text) ?? deviceNameFromPath(path);
  }
  return kind === 'log' ? deviceNameFromPath(path) : undefined;
}

/** A text with what is known of it before it is cut. */
export interface RecognisedText {
  readonly path: string;
  readonly text: string;
  readonly source: SourceLines;
  readonly kind: DocumentKind;
  readonly guess: PlatformGuess;
}

/** Tells what a text is. `path` is folder-relative with `/`; `declared` replaces the detection. */
export function recogniseText(path: string, text: string, declared?: DeclaredType): RecognisedText {
  const source = sourceLines(text);
  const detected = guessPlatform(text, path);
  const guess = declared ? declaredPlatform(declared, detected) : detected;
  const kind = declared ? declaredKind(declared) : detectKind(path, source.lines, guess);
  return { path, text, source, kind, guess };
}

/** `cutDocument` of a text that nobody has recognised yet. */
export function chunkDocument(
  path: string,
  text: string,
  declared?: DeclaredType,
): ChunkedDocument {
  return cutDocument(recogniseText(path, text, declared));
}

/** Cuts a document's text into chunks along its own structure. Total: any text gives chunks. */
export function cutDocument({ path, text, source, kind, guess }: RecognisedText): ChunkedDocument {
  const platform = platformOf(kind, path, source, guess);
  const hostname = hostnameFor(kind, path, text);
  const tree = kind === 'config' ? parseConfigTree(source.lines, guess.style) : [];
  const chunks = cut(kind, path, source, tree).map((range): Chunk => {
    const { startLine, endLine, sectionPath } = range;
    const device = 'device' in range ? range.device : hostname;
    return {
      startLine,
      endLine,
      kind,
      platform,
      ...(device ? { hostname: device } : {}),
      sectionPath,
      text: rangeText(source, { startLine, endLine }),
    };
  });
  const statements = countStatements(kind, source, guess);
  return {
    kind,
    platform,
    ...(statements ? { statements } : {}),
    ...(hostname ? { hostname } : {}),
    lineCount: source.lines.length,
    chunks,
    names: namesOf(kind, source, guess, tree),
    addresses: addressesOf(kind, source, guess, tree),
  };
}
