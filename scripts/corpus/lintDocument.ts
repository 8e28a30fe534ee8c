import { basename } from 'node:path';
import { MAX_CHUNK_CHARACTERS } from '../../src/core/limits.ts';
import type { Platform } from '../../src/core/types.ts';
import { parseCorpusDocument } from '../../src/index/corpusDocument.ts';
import { classifyLines } from '../../src/network/config/configLines.ts';
import { guessPlatform } from '../../src/network/platform.ts';

/** A `##` section is shown alone: it must be one passage, and say enough. */
const MAX_SECTION_CHARACTERS = MAX_CHUNK_CHARACTERS;
const MIN_SECTION_CHARACTERS = 300;
const MIN_SECTIONS = 4;
const MAX_DOCUMENT_CHARACTERS = 24_000;

/** Fences of configurations with the platforms whose syntax they may hold; others are text. */
const FENCES: Readonly<Record<string, readonly Platform[]>> = {
  ios: ['ios', 'ios-xe'],
  'nx-os': ['nx-os'],
  'ios-xr': ['ios-xr'],
  asa: ['asa'],
  junos: ['junos'],
  eos: ['eos'],
  console: [],
};

interface Fence {
  readonly name: string;
  readonly line: number;
  readonly lines: readonly string[];
}

interface Section {
  readonly title: string;
  readonly line: number;
  characters: number;
}

interface Outline {
  readonly sections: readonly Section[];
  readonly fences: readonly Fence[];
  /** Lines of prose with their numbers. */
  readonly prose: readonly (readonly [number, string])[];
  readonly openFence?: number;
}

function outline(lines: readonly string[]): Outline {
  const sections: Section[] = [];
  const fences: Fence[] = [];
  const prose: [number, string][] = [];
  let fence: { name: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of lines.entries()) {
    const section = sections.at(-1);
    if (section) section.characters += line.length + 1;
    const mark = /^\s*```(.*)$/.exec(line);
    if (mark && fence) {
      fences.push(fence);
      fence = undefined;
    } else if (mark) {
      fence = { name: (mark[1] ?? '').trim(), line: index + 1, lines: [] };
    } else if (fence) {
      fence.lines.push(line);
    } else if (line.startsWith('## ')) {
      sections.push({ title: line.slice(3), line: index + 1, characters: line.length + 1 });
    } else {
      prose.push([index + 1, line]);
    }
  }
  return { sections, fences, prose, ...(fence ? { openFence: fence.line } : {}) };
}

/** Lines that no platform of the fence knows, with their numbers in the document. */
function unknownLines({ name, line, lines }: Fence): number[] {
  const platforms = FENCES[name] ?? [];
  const { style } = guessPlatform(lines.join('\n'));
  const junos =
    lines.some((text) => /^\s*set /.test(text)) && style !== 'braces' ? 'set' : 'braces';
  const readings = platforms.map((platform) => {
    const states = classifyLines(lines, {
      platform,
      style: platform === 'junos' ? junos : 'indented',
    });
    return states.flatMap((state, index) => (state === 'unrecognised' ? [line + 1 + index] : []));
  });
  return readings.sort((left, right) => left.length - right.length)[0] ?? [];
}

function sectionProblems(sections: readonly Section[]): string[] {
  const problems = sections.flatMap(({ title, line, characters }) => {
    if (characters > MAX_SECTION_CHARACTERS) {
      return [
        `${line}: "${title}" has ${characters} characters, at most ${MAX_SECTION_CHARACTERS}`,
      ];
    }
    return characters < MIN_SECTION_CHARACTERS
      ? [`${line}: "${title}" has ${characters} characters, at least ${MIN_SECTION_CHARACTERS}`]
      : [];
  });
  return sections.length < MIN_SECTIONS
    ? [...problems, `1: ${sections.length} sections, at least ${MIN_SECTIONS}`]
    : problems;
}

function proseProblems(
  prose: Outline['prose'],
  exists: (relativePath: string) => boolean,
): string[] {
  return prose.flatMap(([number, line]) => {
    const text = line.replace(/`[^`]*`/g, '');
    const found: string[] = [];
    if (/https?:\/\//.test(text)) found.push(`${number}: a web address`);
    if (/<\/?[a-z][a-z0-9]*[ >/]/i.test(text)) found.push(`${number}: HTML`);
    for (const [, target = ''] of text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      if (!exists(target)) found.push(`${number}: the link ${target} leads nowhere`);
    }
    return found;
  });
}

/**
 * What is wrong with one document of the corpus, as `line: problem`. `exists` answers for paths
 * relative to the document. An empty list means that it is fit to ship.
 */
export function lintDocument(
  path: string,
  text: string,
  exists: (relativePath: string) => boolean,
): string[] {
  let id: string;
  try {
    id = parseCorpusDocument(text).about.id;
  } catch (error) {
    return [`1: ${error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error)}`];
  }
  const { sections, fences, prose, openFence } = outline(text.split('\n'));
  return [
    ...(id === basename(path, '.md') ? [] : [`1: the id ${id} is not the file's name`]),
    ...(text.length > MAX_DOCUMENT_CHARACTERS ? [`1: ${text.length} characters`] : []),
    ...(openFence === undefined ? [] : [`${openFence}: the fence never closes`]),
    ...sectionProblems(sections),
    ...proseProblems(prose, exists),
    ...fences.flatMap((fence) =>
      Object.hasOwn(FENCES, fence.name)
        ? unknownLines(fence).map((line) => `${line}: ${fence.name} does not know this statement`)
        : [`${fence.line}: the fence name "${fence.name}" is not known`],
    ),
  ];
}
