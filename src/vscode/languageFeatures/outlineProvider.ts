import { setImmediate as giveWay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { OutlineItem } from '../../network/editor/outline.ts';
import type { OutlineKind } from '../../network/editor/outlineKind.ts';
import type { ConfigDocuments } from './configDocuments.ts';

const KINDS: Readonly<Record<OutlineKind, vscode.SymbolKind>> = {
  device: vscode.SymbolKind.Constant,
  interface: vscode.SymbolKind.Interface,
  list: vscode.SymbolKind.Array,
  policy: vscode.SymbolKind.Function,
  vrf: vscode.SymbolKind.Namespace,
  routing: vscode.SymbolKind.Module,
  neighbor: vscode.SymbolKind.Field,
  class: vscode.SymbolKind.Class,
  'policy-map': vscode.SymbolKind.Struct,
  crypto: vscode.SymbolKind.Key,
  vlan: vscode.SymbolKind.EnumMember,
  object: vscode.SymbolKind.Object,
  access: vscode.SymbolKind.Event,
  text: vscode.SymbolKind.String,
  section: vscode.SymbolKind.Property,
};

/** Sections that are made without giving way to the host's other work. */
const SLICE = 1_000;

/** The text of a line as a range; a document may have lost lines since it was read. */
function lineRange(document: vscode.TextDocument, line: number): vscode.Range {
  return document.lineAt(Math.min(line, document.lineCount) - 1).range;
}

function toSymbol(item: OutlineItem, document: vscode.TextDocument): vscode.DocumentSymbol {
  const { name, detail, kind, startLine, endLine, children } = item;
  const title = lineRange(document, startLine);
  const range = startLine === endLine ? title : title.union(lineRange(document, endLine));
  const symbol = new vscode.DocumentSymbol(name, detail, KINDS[kind], range, title);
  symbol.children = children.map((child) => toSymbol(child, document));
  return symbol;
}

/** The sections of a configuration, in the Outline view, the breadcrumbs and Go to Symbol. */
export class OutlineProvider implements vscode.DocumentSymbolProvider {
  readonly #documents: ConfigDocuments;

  constructor(documents: ConfigDocuments) {
    this.#documents = documents;
  }

  async provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[] | undefined> {
    const outline = await this.#documents.outline(document);
    if (!outline || token.isCancellationRequested) return undefined;
    const symbols: vscode.DocumentSymbol[] = [];
    for (const [index, item] of outline.entries()) {
      symbols.push(toSymbol(item, document));
      if (index % SLICE === SLICE - 1) await giveWay();
      if (token.isCancellationRequested) return undefined;
    }
    return symbols;
  }
}
