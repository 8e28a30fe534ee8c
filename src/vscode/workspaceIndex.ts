import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { SearchRequest } from '../answer/engine.ts';
import type { ToolSources } from '../answer/tools/toolSources.ts';
import {
  asNetGuruError,
  cancelled,
  isCancellation,
  type NetGuruError,
  sentence,
} from '../core/errors.ts';
import type { DocumentId, Evidence, IndexState, Sentence } from '../core/types.ts';
import type { WorkspaceFolder } from '../index/indexer.ts';
import type { FoundName } from '../index/nameStore.ts';
import type { DocumentRecord } from '../index/storeRows.ts';
import type { CorpusPassage, NameQuery } from '../retrieval/lookUp.ts';
import { RetrievalClient } from '../retrieval/retrievalClient.ts';
import type { RetrieveResult } from '../retrieval/retrievalProtocol.ts';
import { localize } from './localize.ts';
import { affectsIndex, excludeGlobs, fileTypes, indexesAutomatically } from './settings.ts';

/** Changes within this time are taken up together, in ms. */
const CHANGE_DELAY_MS = 300;
/** A question waits this long for a running pass; then it is answered from what is there, in ms. */
const RUNNING_PASS_WAIT_MS = 20_000;
const MODEL_NAME = 'all-MiniLM-L6-v2';

const IDLE: IndexState = {
  phase: 'idle',
  filesDone: 0,
  filesTotal: 0,
  chunks: 0,
};

function indexFolder(storageUri: vscode.Uri): string {
  return vscode.Uri.joinPath(storageUri, 'index').fsPath;
}

function localFolders(): WorkspaceFolder[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => ({
      folder: uri.fsPath,
      excludeGlobs: excludeGlobs(uri),
      fileTypes: fileTypes(uri),
    }));
}

/**
 * The workspace's index in VS Code: opens it in its worker, keeps it equal to the files, and
 * tells its state.
 */
export class WorkspaceIndex implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<IndexState>();
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #pending = new Map<string, Set<string>>();
  #client: Promise<RetrievalClient> | undefined;
  #temporaryStore: string | undefined;
  #state = IDLE;
  #refreshing: Promise<void> | undefined;
  #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #updates: Promise<void> = Promise.resolve();
  /** The files were deleted: nothing is indexed again before a question or the user asks for it. */
  #isEmptied = false;
  #deleting: Promise<void> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.#context = context;
    this.#log = log;
  }

  get current(): IndexState {
    return this.#state;
  }

  /** Begins to follow the workspace; indexing starts by itself unless it is turned off. */
  start(): void {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const note = (uri: vscode.Uri): void => this.#noteChange(uri);
    this.#subscriptions.push(
      watcher,
      watcher.onDidChange(note),
      watcher.onDidCreate(note),
      watcher.onDidDelete(note),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => note(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#refreshQuietly()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#refreshQuietly()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsIndex(event)) this.#refreshQuietly();
      }),
    );
    this.#refreshQuietly();
  }

  #refreshQuietly(): void {
    if (!indexesAutomatically() || this.#isEmptied) return;
    this.refresh(false).catch((error) => this.#log.error(String(error)));
  }

  /**
   * Brings the index up to date, with progress in the window that can be cancelled.
   *
   * @throws NetGuruError; `cancelled` leaves what was done
   */
  async refresh(force: boolean): Promise<void> {
    if (!vscode.workspace.isTrusted || localFolders().length === 0) return;
    this.#isEmptied = false;
    // A running pass has listed the files already: a second one must see what changed since.
    await this.#refreshing?.catch(() => undefined);
    this.#refreshing = this.#runRefresh(force).finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #runRefresh(force: boolean): Promise<void> {
    this.#abort = new AbortController();
    this.#setState({ ...IDLE, phase: 'indexing', chunks: this.#state.chunks });
    try {
      await this.#withProgress(async (signal) => {
        const client = await this.#open();
        await client.refresh({ folders: localFolders(), force }, signal);
      });
      await this.#settle();
    } catch (error) {
      await this.#fail(asNetGuruError(error));
      throw error;
    }
  }

  async #settle(): Promise<void> {
    const summary = await (await this.#open()).summary();
    this.#log.info(`Index: ${summary.files} files, ${summary.chunks} chunks.`);
    const { files, chunks } = summary;
    this.#setState({
      phase: 'idle',
      filesDone: files,
      filesTotal: files,
      chunks,
    });
  }

  async #fail(error: NetGuruError): Promise<void> {
    if (isCancellation(error)) {
      await this.#settle().catch(() => this.#setState(IDLE));
      return;
    }
    this.#log.error(`Indexing: ${error.stack ?? error.message} ${String(error.cause ?? '')}`);
    this.#setState({ ...this.#state, phase: 'error', message: error.sentence });
  }

  async #withProgress(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#abort;
    const location = { viewId: 'netguru.panel' };
    await vscode.window.withProgress({ location }, () => work(signal));
  }

  /** Stops indexing; what is done stays, the rest goes on at the next pass. */
  cancel(): void {
    this.#abort.abort();
  }

  /** Passages for a question, from what is indexed so far. */
  async retrieve(request: SearchRequest, signal: AbortSignal): Promise<RetrieveResult> {
    const client = await this.#open();
    const attached = request.attachments.flatMap(({ folder, path }): DocumentId[] =>
      folder === undefined ? [] : [{ folder, path }],
    );
    const { question, command, history, rewritten } = request;
    return client.retrieve({ question, command, history, attached, rewritten }, signal);
  }

  /** What models may look up: indexed documents only. */
  readonly tools: ToolSources = {
    search: async (query, signal) => (await this.#open()).search(query, signal),
    readLines: async (query, signal) => (await this.#open()).readLines(query, signal),
    findReferences: async (query, signal) => (await this.#open()).findReferences(query, signal),
    listDevices: async (filter, signal) => (await this.#open()).listDevices(filter, signal),
    logTimeline: async (query, signal) => (await this.#open()).logTimeline(query, signal),
  };

  /** The numbers of passages whose lines do not hold their text any more. */
  async staleEvidence(
    passages: readonly Evidence[],
    signal: AbortSignal,
  ): Promise<readonly number[]> {
    return (await this.#open()).staleEvidence(passages, signal);
  }

  async documents(): Promise<readonly DocumentRecord[]> {
    if (this.#isEmptied) return [];
    return (await this.#open()).documents();
  }

  /** Where a name is defined and used in the workspace, definitions first. */
  async places(query: NameQuery): Promise<readonly FoundName[]> {
    if (this.#isEmptied) return [];
    return (await this.#open()).places(query);
  }

  /** The interfaces that have an address themselves. */
  async addressOwners(address: string): Promise<readonly FoundName[]> {
    if (this.#isEmptied) return [];
    return (await this.#open()).addressOwners(address);
  }

  /** What the bundled corpus says of a log message's code. */
  async mnemonicMeaning(mnemonic: string): Promise<CorpusPassage | undefined> {
    if (this.#isEmptied) return undefined;
    return (await this.#open()).mnemonicMeaning(mnemonic);
  }

  /** The text of a capture or a PDF that passages cite lines of. */
  async extractedText(id: DocumentId): Promise<string | undefined> {
    if (this.#isEmptied) return undefined;
    return (await this.#open()).extractedText(id);
  }

  /**
   * Waits for saved changes to be indexed, and for a running pass as long as a person would.
   * Resolves to what is missing then.
   *
   * @throws NetGuruError `cancelled`
   */
  async catchUp(signal: AbortSignal): Promise<Sentence | undefined> {
    if (this.#timer) this.#flushChanges();
    const isWanted = this.#isEmptied && indexesAutomatically();
    const anew = isWanted ? this.refresh(false).catch(() => undefined) : undefined;
    const current = this.#updates.then(() => anew ?? this.#refreshing?.catch(() => undefined));
    const { promise: late, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, RUNNING_PASS_WAIT_MS);
    const stop = (): void => reject(cancelled());
    signal.addEventListener('abort', stop, { once: true });
    try {
      await Promise.race([current, late]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
    if (this.#state.phase !== 'indexing') return undefined;
    const { filesDone, filesTotal } = this.#state;
    return sentence('Only {0} of {1} files are indexed so far.', filesDone, filesTotal);
  }

  #noteChange(uri: vscode.Uri): void {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    if (folder?.scheme !== 'file' || !indexesAutomatically() || this.#isEmptied) return;
    const path = uri.path.slice(folder.path.length + 1);
    if (!path || path.split('/').some((part) => part === '.git' || part === 'node_modules')) return;
    const paths = this.#pending.get(folder.fsPath) ?? new Set<string>();
    this.#pending.set(folder.fsPath, paths.add(path));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flushChanges(), CHANGE_DELAY_MS);
  }

  #flushChanges(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pending = [...this.#pending];
    this.#pending.clear();
    if (!vscode.workspace.isTrusted) return;
    this.#updates = this.#updates
      .then(() => this.#update(pending))
      .catch((error) => {
        this.#log.error(`Index update: ${String(error)}`);
      });
  }

  async #update(pending: readonly (readonly [string, ReadonlySet<string>])[]): Promise<void> {
    const folders = localFolders();
    const client = await this.#open();
    for (const [path, changed] of pending) {
      const folder = folders.find((candidate) => candidate.folder === path);
      const rules = [...changed].some((name) => /(?:^|\/)\.(?:git|netguru)ignore$/.test(name));
      if (rules) this.#refreshQuietly();
      else if (folder) await client.update({ folder, paths: [...changed] });
    }
    if (!this.#refreshing) await this.#settle();
  }

  #open(): Promise<RetrievalClient> {
    this.#client ??= this.#deleting
      .then(() => this.#openClient())
      .catch((error) => {
        this.#client = undefined;
        throw error;
      });
    return this.#client;
  }

  async #openClient(): Promise<RetrievalClient> {
    const { extensionUri } = this.#context;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const inDist = (...parts: string[]): string => vscode.Uri.joinPath(dist, ...parts).fsPath;
    const { client, opened } = await RetrievalClient.open(
      inDist('retrievalWorker.cjs'),
      {
        storeFolder: await this.#storeFolder(),
        corpusFolder: inDist('corpus-index'),
        modelFolder: inDist('models', MODEL_NAME),
        embedWorkerPath: inDist('embedWorker.cjs'),
        maxEmbedWorkers: Math.min(4, availableParallelism()),
      },
      ({ filesDone, filesTotal, path }) => {
        if (this.#state.phase !== 'indexing') return;
        const message = path ? { message: sentence('Indexing {0}', path) } : {};
        this.#setState({ ...this.#state, filesDone, filesTotal, ...message });
      },
    );
    if (opened.corpusMissing) this.#log.warn('The bundled corpus could not be opened.');
    if (opened.repaired) this.#tellRepaired();
    return client;
  }

  /** A window without a folder has nothing to keep, and must not share a store with another. */
  async #storeFolder(): Promise<string> {
    const { storageUri } = this.#context;
    if (storageUri) return indexFolder(storageUri);
    this.#temporaryStore ??= await mkdtemp(join(tmpdir(), 'netguru-'));
    return this.#temporaryStore;
  }

  #tellRepaired(): void {
    const text = sentence('The NetGuru index was damaged. It is being built again.');
    this.#log.warn(localize(text));
    void vscode.window.showWarningMessage(localize(text));
  }

  #setState(state: IndexState): void {
    const indexing = state.phase === 'indexing';
    if (indexing !== (this.#state.phase === 'indexing')) {
      void vscode.commands.executeCommand('setContext', 'netguru.indexing', indexing);
    }
    this.#state = state;
    this.#changed.fire(state);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#abort.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
    void this.close();
  }

  /** Closes the store; the extension host waits for it at shutdown. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await (await client?.catch(() => undefined))?.dispose();
    if (this.#temporaryStore) await rm(this.#temporaryStore, { recursive: true, force: true });
    this.#temporaryStore = undefined;
  }

  /**
   * Stops indexing and removes the index from the disk. The next question, or a pass that the
   * user starts, builds it anew; changes of files do not.
   *
   * @throws the error of the file system
   */
  async deleteStore(): Promise<void> {
    this.#isEmptied = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending.clear();
    this.#abort.abort();
    await this.#refreshing?.catch(() => undefined);
    await this.#updates;
    const { storageUri } = this.#context;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#deleting = promise;
    try {
      await this.close();
      if (storageUri)
        await rm(indexFolder(storageUri), { recursive: true, force: true, maxRetries: 3 });
    } finally {
      resolve();
      this.#setState(IDLE);
    }
  }
}
