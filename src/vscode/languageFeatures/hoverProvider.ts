import * as vscode from 'vscode';
import type { LineRange } from '../../core/types.ts';
import { joinDefinitions, type NamedThing } from '../../network/editor/configNames.ts';
import { mnemonicAt, type TokenAt } from '../../network/editor/tokenAt.ts';
import { isLogLine } from '../../network/logTemplate.ts';
import { boundLines, boundMarkdown, codeBlock, inlineCode, link } from './hoverMarkdown.ts';
import { neededCertainty } from './languageGate.ts';
import type { MnemonicMeaning, NamePlace } from './nameIndex.ts';
import type { FoundName, NameLookup } from './nameLookup.ts';
import { placeUri, readLines } from './otherFiles.ts';

/** Uses that a hover on a definition lists, and definitions of other files that it shows. */
const MAX_USES = 8;
const MAX_PLACES = 3;

interface Part {
  readonly uri: vscode.Uri;
  readonly path: string;
  readonly ranges: readonly LineRange[];
  readonly linesOf: (range: LineRange) => readonly string[];
}

/** Never trusted: the text is the user's files', and its links only open places in them. */
function hover(markdown: readonly string[], range: vscode.Range): vscode.Hover {
  return new vscode.Hover(new vscode.MarkdownString(markdown.join('\n\n')), range);
}

function placeLink(label: string, uri: vscode.Uri, line: number): string {
  return link(label, uri.with({ fragment: `L${line}` }).toString());
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function moreLines(count: number): string[] {
  return count > 0 ? [vscode.l10n.t('… and {0} more lines', count)] : [];
}

/** What a name contains, under a link to it. */
function contentsOf({ uri, path, ranges, linesOf }: Part): string[] {
  const [first] = ranges;
  const last = ranges[ranges.length - 1];
  if (!first || !last) return [];
  const { text, left } = boundLines(ranges.flatMap(linesOf));
  const label =
    first.startLine === last.endLine
      ? vscode.l10n.t('{0}, line {1}', path, first.startLine)
      : vscode.l10n.t('{0}, lines {1}–{2}', path, first.startLine, last.endLine);
  return [codeBlock(text), ...moreLines(left), placeLink(label, uri, first.startLine)];
}

function usesOf(document: vscode.TextDocument, { uses }: NamedThing): string[] {
  const shown = uses.slice(0, MAX_USES).map(({ line, section }) => {
    const label = vscode.l10n.t('Line {0}', line);
    const text = document.lineAt(Math.min(line, document.lineCount) - 1).text;
    const path = [...section, text.trim()].join(' › ');
    return `- ${placeLink(label, document.uri, line)} ${inlineCode(path)}`;
  });
  if (shown.length === 0) return [];
  return [
    vscode.l10n.t('Used in this file:'),
    shown.join('\n'),
    ...moreLines(uses.length - shown.length),
  ];
}

/** What a referenced name contains, who uses a defined one, and what a log message's code means. */
export class HoverProvider implements vscode.HoverProvider {
  readonly #lookup: NameLookup;
  readonly #extensionUri: vscode.Uri;

  constructor(lookup: NameLookup, extensionUri: vscode.Uri) {
    this.#lookup = lookup;
    this.#extensionUri = extensionUri;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    if (!neededCertainty(document.languageId)) return undefined;
    const { text } = document.lineAt(position.line);
    const mnemonic = mnemonicAt(text, position.character);
    if (mnemonic && isLogLine(text)) return this.#mnemonic(mnemonic, position);
    const found = await this.#lookup.at(document, position);
    if (!found || token.isCancellationRequested) return undefined;
    const { thing, address } = found;
    const at = thing?.at ?? address;
    if (!at) return undefined;
    const markdown = await this.#name(document, found);
    const range = new vscode.Range(position.line, at.start, position.line, at.end);
    return markdown.length > 0 ? hover(markdown, range) : undefined;
  }

  async #mnemonic(
    { text, start, end }: TokenAt,
    { line }: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const meaning = await this.#lookup.ask<MnemonicMeaning | undefined>(
      (index) => index.mnemonicMeaning(text),
      undefined,
    );
    if (!meaning) return undefined;
    const uri = vscode.Uri.joinPath(this.#extensionUri, meaning.path);
    const source = placeLink(meaning.title, uri, meaning.startLine);
    const markdown = [boundMarkdown(meaning.text), source];
    return hover(markdown, new vscode.Range(line, start, line, end));
  }

  async #name(
    document: vscode.TextDocument,
    { thing, address, here }: FoundName,
  ): Promise<readonly string[]> {
    const owners = address ? await this.#lookup.addressOwners(address.text) : [];
    if (owners.length > 0) return this.#otherFiles(owners);
    if (!thing) return [];
    if (thing.role === 'definition') return usesOf(document, thing);
    if (thing.definitions.length === 0) {
      return this.#otherFiles(await this.#lookup.definitionsElsewhere(thing, here));
    }
    return contentsOf({
      uri: document.uri,
      path: nameOf(document.uri),
      ranges: joinDefinitions(thing.definitions),
      linesOf: ({ startLine, endLine }) =>
        document
          .getText(new vscode.Range(startLine - 1, 0, endLine, 0))
          .trimEnd()
          .split(/\r?\n/),
    });
  }

  async #otherFiles(places: readonly NamePlace[]): Promise<readonly string[]> {
    const files = Map.groupBy(places, (place) => placeUri(place).toString());
    const parts: string[] = [];
    for (const inFile of [...files.values()].slice(0, MAX_PLACES)) {
      const [first] = inFile;
      if (!first) continue;
      const uri = placeUri(first);
      const lines = await readLines(uri);
      if (!lines) continue;
      const ranges = joinDefinitions(inFile);
      const linesOf = (range: LineRange): readonly string[] =>
        lines.slice(range.startLine - 1, range.endLine);
      parts.push(...contentsOf({ uri, path: first.path, ranges, linesOf }));
    }
    return parts;
  }
}
