import * as vscode from 'vscode';
import type { NamedThing } from '../../network/editor/configNames.ts';
import { addressAt, type TokenAt } from '../../network/editor/tokenAt.ts';
import type { ConfigDocuments } from './configDocuments.ts';
import type { NameIndex, NamePlace } from './nameIndex.ts';
import { definitionsElsewhere, type Here, referencesElsewhere } from './placeOrder.ts';

/** An address that more interfaces have is an anycast or a template's: the first ones do. */
const MAX_OWNERS = 8;

/** What stands at a position of a configuration: a name, an address, both (a neighbor), or neither. */
export interface FoundName {
  readonly here: Here;
  readonly thing?: NamedThing;
  readonly address?: TokenAt;
}

/**
 * What the open file and, in trusted workspaces, the index say about a place. Failures of the
 * index count as knowing nothing: the file's own answers stay.
 */
export class NameLookup {
  readonly #documents: ConfigDocuments;
  readonly #index: NameIndex | undefined;
  readonly #log: vscode.LogOutputChannel;

  constructor(
    documents: ConfigDocuments,
    index: NameIndex | undefined,
    log: vscode.LogOutputChannel,
  ) {
    this.#documents = documents;
    this.#index = index;
    this.#log = log;
  }

  /** `undefined` when the document is no network configuration. */
  async at(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<FoundName | undefined> {
    const found = await this.#documents.nameAt(document, position);
    if (!found) return undefined;
    const { hostname, thing } = found;
    const here = { ...folderPath(document.uri), ...(hostname ? { hostname } : {}) };
    // A neighbor is known by its address: what has that address says more than its other lines.
    if (thing && thing.kind !== 'bgp-neighbor') return { here, thing };
    if (position.line >= document.lineCount) return { here };
    const address = addressAt(document.lineAt(position.line).text, position.character);
    return { here, ...(thing ? { thing } : {}), ...(address ? { address } : {}) };
  }

  /** Definitions in other files that the name can mean. */
  async definitionsElsewhere(thing: NamedThing, here: Here): Promise<readonly NamePlace[]> {
    return definitionsElsewhere(await this.#places(thing), here);
  }

  /** Everything that other files say of the name, the same device's files first. */
  async referencesElsewhere(thing: NamedThing, here: Here): Promise<readonly NamePlace[]> {
    return referencesElsewhere(await this.#places(thing), here);
  }

  /** The interfaces that have an address: their sections where the index knows them. */
  async addressOwners(address: string): Promise<readonly NamePlace[]> {
    const owners = await this.ask((index) => index.addressOwners(address), []);
    const sections = owners
      .slice(0, MAX_OWNERS)
      .map(async (owner) => sectionOf(owner, await this.#places(owner)) ?? owner);
    return Promise.all(sections);
  }

  #places({ kind, name }: Pick<NamePlace, 'kind' | 'name'>): Promise<readonly NamePlace[]> {
    return this.ask((index) => index.places({ kind, name }), []);
  }

  /** Asks the index, which untrusted workspaces do not have. */
  async ask<T>(question: (index: NameIndex) => Promise<T>, unknown: T): Promise<T> {
    if (!this.#index || !vscode.workspace.isTrusted) return unknown;
    try {
      return await question(this.#index);
    } catch (error) {
      this.#log.debug(`Language features: ${String(error)}`);
      return unknown;
    }
  }
}

/** The definition whose lines hold a place. */
function sectionOf(place: NamePlace, candidates: readonly NamePlace[]): NamePlace | undefined {
  return candidates.find(
    ({ role, folder, path, line, endLine }) =>
      role === 'definition' &&
      folder === place.folder &&
      path === place.path &&
      line <= place.line &&
      place.line <= endLine,
  );
}

function folderPath(uri: vscode.Uri): Pick<Here, 'folder' | 'path'> {
  const folder = uri.scheme === 'file' ? vscode.workspace.getWorkspaceFolder(uri)?.uri : undefined;
  if (!folder) return {};
  return { folder: folder.fsPath, path: uri.path.slice(folder.path.length + 1) };
}
