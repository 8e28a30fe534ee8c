import { parse } from 'yaml';
import { z } from 'zod';
import type { Chunk } from '../core/types.ts';
import { chunkMarkdown } from '../ingest/chunkText.ts';
import { rangeText, sourceLines } from '../ingest/packRanges.ts';

/** The front matter of a corpus document. */
const frontMatter = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(5),
  vendors: z.array(z.enum(['cisco', 'juniper', 'arista', 'generic'])).min(1),
  platforms: z
    .array(z.enum(['ios', 'ios-xe', 'nx-os', 'ios-xr', 'asa', 'junos', 'eos', 'generic']))
    .min(1),
  topics: z.array(z.string()).min(1),
  sources: z.array(z.string()).min(1),
});

export type CorpusFrontMatter = z.infer<typeof frontMatter>;

export interface CorpusDocument {
  readonly about: CorpusFrontMatter;
  /** One passage per `##` section, and one for the opening; ranges are those of the file. */
  readonly chunks: readonly Chunk[];
}

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n/;

/**
 * Reads one document of the bundled corpus.
 *
 * @throws Error (also zod's) that names what is wrong with its front matter
 */
export function parseCorpusDocument(text: string): CorpusDocument {
  const match = FRONT_MATTER.exec(text);
  if (!match) throw new Error('The document has no front matter.');
  const about = frontMatter.parse(parse(match[1] ?? ''));
  // Blanked rather than cut, so that line numbers stay those of the file.
  const head = match[0].replace(/[^\n]+/g, '');
  const source = sourceLines(`${head}${text.slice(match[0].length)}`.trimEnd());
  const chunks = chunkMarkdown(source).map((range): Chunk => {
    const firstLine = firstTextLine(source.lines, range.startLine);
    const lastLine = lastTextLine(source.lines, range.endLine);
    return {
      startLine: firstLine,
      endLine: lastLine,
      kind: 'markdown',
      platform: 'unknown',
      sectionPath: [about.title, ...range.sectionPath.slice(1)],
      text: rangeText(source, { startLine: firstLine, endLine: lastLine }),
    };
  });
  return { about, chunks };
}

function firstTextLine(lines: readonly string[], from: number): number {
  let line = from;
  while (lines[line - 1]?.trim() === '') line++;
  return line;
}

function lastTextLine(lines: readonly string[], from: number): number {
  let line = from;
  while (lines[line - 1]?.trim() === '') line--;
  return line;
}
