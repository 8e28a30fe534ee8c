import * as vscode from 'vscode';
import { ConfigDocuments } from './configDocuments.ts';
import { FoldingProvider } from './foldingProvider.ts';
import { HoverProvider } from './hoverProvider.ts';
import type { NameIndex } from './nameIndex.ts';
import { NameLookup } from './nameLookup.ts';
import { DefinitionProvider, ReferenceProvider } from './nameProviders.ts';
import { OutlineProvider } from './outlineProvider.ts';

/** Every local file: NetGuru claims no language, it looks at the text. */
const ANY_FILE: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: 'untitled' }];

/**
 * Outline, folding, hover, definitions and references in files that are network configurations.
 * Nothing is read before VS Code asks about a file. `index` answers for the other files.
 */
export function registerLanguageFeatures(
  extensionUri: vscode.Uri,
  index: NameIndex | undefined,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const workerPath = vscode.Uri.joinPath(extensionUri, 'dist', 'configWorker.cjs').fsPath;
  const documents = new ConfigDocuments(workerPath, log);
  const lookup = new NameLookup(documents, index, log);
  const { languages } = vscode;
  return vscode.Disposable.from(
    documents,
    languages.registerDocumentSymbolProvider(ANY_FILE, new OutlineProvider(documents), {
      label: 'NetGuru',
    }),
    languages.registerFoldingRangeProvider(ANY_FILE, new FoldingProvider(documents)),
    languages.registerHoverProvider(ANY_FILE, new HoverProvider(lookup, extensionUri)),
    languages.registerDefinitionProvider(ANY_FILE, new DefinitionProvider(lookup)),
    languages.registerReferenceProvider(ANY_FILE, new ReferenceProvider(lookup)),
  );
}
