import * as vscode from 'vscode';
import { asNetGuruError } from '../../core/errors.ts';
import { MAX_EDITOR_CHARACTERS } from '../../core/limits.ts';
import { mayBeConfig, SAMPLE_LINES } from '../../network/editor/configCertainty.ts';
import type { ConfigFold } from '../../network/editor/foldingRanges.ts';
import type { OutlineItem } from '../../network/editor/outline.ts';
import { ConfigClient } from './configClient.ts';
import type { NameAtResult } from './configProtocol.ts';
import { neededCertainty } from './languageGate.ts';

/** Configurations that are kept understood; those beyond are put again when they are needed. */
const MAX_OPEN = 16;
/** Lines beyond twice the known ones from which on a text is looked at again. */
const PASTED_LINES = 3;
/** A worker that keeps failing is not started again in this window. */
const MAX_FAILURES = 3;

interface Put {
  readonly version: number;
  readonly languageId: string;
  readonly lineCount: number;
  /** False once the worker has said that this text is no network configuration. */
  isConfig: boolean;
}

/**
 * The open documents that are network configurations, as the worker understands them. Each
 * version of a document is read at most once; a document that another extension's format claims
 * and that turned out to be no configuration is left alone until it has grown a lot.
 */
export class ConfigDocuments implements vscode.Disposable {
  readonly #workerPath: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscription: vscode.Disposable;
  readonly #put = new Map<string, Put>();
  #client: ConfigClient | undefined;
  #failures = 0;

  constructor(workerPath: string, log: vscode.LogOutputChannel) {
    this.#workerPath = workerPath;
    this.#log = log;
    this.#subscription = vscode.workspace.onDidCloseTextDocument(({ uri }) =>
      this.#forget(uri.toString()),
    );
  }

  outline(document: vscode.TextDocument): Promise<readonly OutlineItem[] | undefined> {
    return this.#ask(document, (client, uri) => client.outline(uri));
  }

  folds(document: vscode.TextDocument): Promise<readonly ConfigFold[] | undefined> {
    return this.#ask(document, (client, uri) => client.folds(uri));
  }

  /** What stands at a position; `undefined` when the document is no configuration. */
  nameAt(
    document: vscode.TextDocument,
    { line, character }: vscode.Position,
  ): Promise<NameAtResult | undefined> {
    return this.#ask(document, (client, uri) =>
      client.nameAt({ uri, line: line + 1, column: character }),
    );
  }

  async #ask<T>(
    document: vscode.TextDocument,
    question: (client: ConfigClient, uri: string) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const needed = neededCertainty(document.languageId);
    if (!needed || this.#failures >= MAX_FAILURES) return undefined;
    const uri = document.uri.toString();
    const client = this.#sync(document, uri, needed);
    if (!client) return undefined;
    try {
      const answer = await question(client, uri);
      const put = this.#put.get(uri);
      if (answer === undefined && put?.version === document.version) put.isConfig = false;
      return answer;
    } catch (error) {
      this.#fail(client, error);
      return undefined;
    }
  }

  /** The client that knows this version of the document; `undefined` when it is not for us. */
  #sync(
    document: vscode.TextDocument,
    uri: string,
    needed: 'likely' | 'certain',
  ): ConfigClient | undefined {
    const { version, languageId, lineCount } = document;
    const known = this.#put.get(uri);
    if (known?.languageId === languageId) {
      const isCurrent = known.version === version;
      const isForeign = needed === 'certain' && !hasGrown(document, known);
      if (!known.isConfig && (isCurrent || isForeign)) return undefined;
      if (isCurrent && this.#client?.isAlive) return this.#client;
    }
    const text = readable(document);
    this.#put.delete(uri);
    this.#put.set(uri, { version, languageId, lineCount, isConfig: text !== undefined });
    this.#dropOldest();
    if (text === undefined) return undefined;
    const client = this.#start();
    client.put({ uri, text, needed });
    return client;
  }

  #start(): ConfigClient {
    if (!this.#client?.isAlive) this.#client = new ConfigClient(this.#workerPath);
    return this.#client;
  }

  #dropOldest(): void {
    for (const uri of this.#put.keys()) {
      if (this.#put.size <= MAX_OPEN) return;
      this.#forget(uri);
    }
  }

  #forget(uri: string): void {
    if (!this.#put.delete(uri)) return;
    if (this.#put.size > 0) this.#client?.forget(uri);
    else this.#end();
  }

  #fail(client: ConfigClient, error: unknown): void {
    if (client !== this.#client) return;
    this.#failures++;
    const { cause } = asNetGuruError(error);
    this.#log.error(`Language features: ${String(cause ?? error)}`);
    this.#put.clear();
    this.#end();
  }

  #end(): void {
    this.#client?.dispose();
    this.#client = undefined;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#end();
  }
}

/** A configuration may have been pasted into a file that was new. */
function hasGrown({ lineCount }: vscode.TextDocument, put: Put): boolean {
  return lineCount > 2 * put.lineCount + PASTED_LINES;
}

/** The text of a document that is worth a closer look; looking costs the host under 2 ms. */
function readable(document: vscode.TextDocument): string | undefined {
  const sample: string[] = [];
  const lineCount = Math.min(document.lineCount, SAMPLE_LINES);
  for (let line = 0; line < lineCount; line++) sample.push(document.lineAt(line).text);
  if (!mayBeConfig(sample)) return undefined;
  const end = document.lineAt(document.lineCount - 1).range.end;
  if (document.offsetAt(end) > MAX_EDITOR_CHARACTERS) return undefined;
  return document.getText();
}
