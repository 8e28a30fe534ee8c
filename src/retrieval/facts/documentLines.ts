import type { FactPlace } from '../../core/facts.ts';
import type { DocumentStore } from '../../index/documentStore.ts';
import type { FoundChunk } from '../../index/storeRows.ts';

/** One statement of a configuration with the sections that it is in, outermost first. */
export interface Statement {
  /** 1-based. */
  readonly line: number;
  /** Without indentation and Junos' closing marks. */
  readonly text: string;
  readonly path: readonly string[];
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function bareStatement(line: string): string {
  return line.trim().replace(/\s*[{;]$/, '');
}

const COMMENT_OR_CLOSING = /^\s*(?:[!#}].*|\/\*.*|)$/;

/**
 * The statements of a chunk of a configuration. A chunk may start inside of a section: its
 * section path then stands above its indented lines.
 */
export function statementsOf(chunk: FoundChunk): Statement[] {
  const statements: Statement[] = [];
  const lines = chunk.text.split('\n');
  const open: { readonly indent: number; readonly text: string }[] = [];
  const first = lines.find((line) => !COMMENT_OR_CLOSING.test(line)) ?? '';
  const firstIndent = indentOf(first);
  const above =
    firstIndent === 0
      ? []
      : chunk.sectionPath.filter((heading) => bareStatement(heading) !== bareStatement(first));
  lines.forEach((line, index) => {
    if (COMMENT_OR_CLOSING.test(line)) return;
    const indent = indentOf(line);
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const text = bareStatement(line);
    const outer = indent >= firstIndent ? above : [];
    statements.push({
      line: chunk.startLine + index,
      text,
      path: [...outer.map(bareStatement), ...open.map((heading) => heading.text)],
    });
    open.push({ indent, text });
  });
  return statements;
}

/** How people call the device of a document. */
export function deviceOf({
  hostname,
  path,
}: {
  readonly hostname?: string | undefined;
  readonly path: string;
}): string {
  return hostname || path;
}

export function placeOf(
  { folder, path }: { readonly folder: string; readonly path: string },
  startLine: number,
  endLine: number = startLine,
): FactPlace {
  return { origin: 'workspace', folder, path, startLine, endLine };
}

/** Reads the lines of indexed documents out of their chunks, each document once. */
export class DocumentLines {
  readonly #documents: DocumentStore;
  readonly #chunks = new Map<number, readonly FoundChunk[]>();

  constructor(documents: DocumentStore) {
    this.#documents = documents;
  }

  /** Chunks that hold lines of the file itself, in line order. */
  chunks(documentId: number): readonly FoundChunk[] {
    const known = this.#chunks.get(documentId);
    if (known) return known;
    const chunks = this.#documents.chunksOfDocument(documentId).filter((chunk) => !chunk.derived);
    this.#chunks.set(documentId, chunks);
    return chunks;
  }

  chunkAt(documentId: number, line: number): FoundChunk | undefined {
    return this.chunks(documentId).find(
      (chunk) => chunk.startLine <= line && line <= chunk.endLine,
    );
  }

  /** The lines of a range, as far as chunks hold them. */
  text(documentId: number, startLine: number, endLine: number): string[] {
    const lines: string[] = [];
    for (const chunk of this.chunks(documentId)) {
      if (chunk.endLine < startLine || chunk.startLine > endLine) continue;
      chunk.text.split('\n').forEach((line, index) => {
        const number = chunk.startLine + index;
        if (number >= startLine && number <= endLine) lines.push(line);
      });
    }
    return lines;
  }

  statementAt(documentId: number, line: number): Statement | undefined {
    const chunk = this.chunkAt(documentId, line);
    return chunk && statementsOf(chunk).find((statement) => statement.line === line);
  }
}
