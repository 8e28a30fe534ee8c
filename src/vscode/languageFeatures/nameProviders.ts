import * as vscode from 'vscode';
import type { NameDefinition, NameUse } from '../../network/editor/configNames.ts';
import type { ColumnRange } from '../../network/editor/namePositions.ts';
import type { NamePlace } from './nameIndex.ts';
import type { NameLookup } from './nameLookup.ts';
import { locate } from './otherFiles.ts';

function rangeOf({ line, start, end }: NameUse): vscode.Range {
  return new vscode.Range(line - 1, start, line - 1, end);
}

/** From the name's column to the end of what it names. */
function wholeRange(at: vscode.Range, endLine: number): vscode.Range {
  const end = new vscode.Position(Math.max(at.end.line, endLine - 1), Number.MAX_SAFE_INTEGER);
  return new vscode.Range(at.start.with(undefined, 0), end);
}

function originOf({ start, end }: ColumnRange, { line }: vscode.Position): vscode.Range {
  return new vscode.Range(line, start, line, end);
}

/** Go to Definition and Peek: the file itself first, then the rest of the device's files. */
export class DefinitionProvider implements vscode.DefinitionProvider {
  readonly #lookup: NameLookup;

  constructor(lookup: NameLookup) {
    this.#lookup = lookup;
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.LocationLink[] | undefined> {
    const found = await this.#lookup.at(document, position);
    if (!found || token.isCancellationRequested) return undefined;
    const { thing, address, here } = found;
    const owners = address ? await this.#lookup.addressOwners(address.text) : [];
    if (address && owners.length > 0) return targets(owners, originOf(address, position), token);
    if (!thing) return undefined;
    const origin = originOf(thing.at, position);
    if (thing.definitions.length > 0) {
      return thing.definitions.map((definition) => ({
        originSelectionRange: origin,
        ...ownTarget(definition, document.uri),
      }));
    }
    return targets(await this.#lookup.definitionsElsewhere(thing, here), origin, token);
  }
}

async function targets(
  places: readonly NamePlace[],
  originSelectionRange: vscode.Range,
  token: vscode.CancellationToken,
): Promise<vscode.LocationLink[]> {
  return (await locate(places, token)).map(({ uri, range, place }) => ({
    originSelectionRange,
    targetUri: uri,
    targetRange: wholeRange(range, place.endLine),
    targetSelectionRange: range,
  }));
}

function ownTarget(definition: NameDefinition, uri: vscode.Uri): vscode.LocationLink {
  const range = rangeOf(definition);
  return {
    targetUri: uri,
    targetRange: wholeRange(range, definition.endLine),
    targetSelectionRange: range,
  };
}

/** Find All References, in this file and, by the index, in the others. */
export class ReferenceProvider implements vscode.ReferenceProvider {
  readonly #lookup: NameLookup;

  constructor(lookup: NameLookup) {
    this.#lookup = lookup;
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location[] | undefined> {
    const found = await this.#lookup.at(document, position);
    if (!found?.thing || token.isCancellationRequested) return undefined;
    const { thing, here } = found;
    const own = [...(includeDeclaration ? thing.definitions : []), ...thing.uses];
    const others = (await this.#lookup.referencesElsewhere(thing, here)).filter(
      ({ role }) => includeDeclaration || role === 'use',
    );
    return [
      ...own
        .sort((a, b) => a.line - b.line)
        .map((use) => new vscode.Location(document.uri, rangeOf(use))),
      ...(await locate(others, token)).map(({ uri, range }) => new vscode.Location(uri, range)),
    ];
  }
}
