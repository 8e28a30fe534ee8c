// A session of NetGuru's real bundles in plain Node, as VS Code's extension host runs them: the
// extension is activated, which indexes the workspace by itself; then it is indexed again and asked.
// Arguments: the built `dist`, the workspace, a storage folder.
const { EventEmitter } = require('node:events');
const Module = require('node:module');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const [dist, workspace, storage] = process.argv.slice(2);

const uri = (path) => ({
  scheme: 'file',
  path,
  fsPath: path,
  toString: () => pathToFileURL(path).href,
});

/** A class of VS Code's events. */
class Emitter {
  #emitter = new EventEmitter();
  event = (listener) => {
    this.#emitter.on('event', listener);
    return { dispose: () => this.#emitter.off('event', listener) };
  };
  fire(value) {
    this.#emitter.emit('event', value);
  }
  dispose() {
    this.#emitter.removeAllListeners();
  }
}

/** Stands for what a session does not look at: it can be called, made and read for ever. */
function anything(name) {
  const target = () => {};
  return new Proxy(target, {
    get: (_, key) => {
      if (key === 'then' || typeof key === 'symbol') return undefined;
      if (key === 'toString') return () => name;
      return key === 'dispose' ? () => undefined : anything(`${name}.${key}`);
    },
    apply: () => anything(`${name}()`),
    construct: () => anything(`new ${name}`),
  });
}

/** The parts that count, and anything else as it is asked for; bundles copy own properties. */
function partly(name, parts) {
  return Object.setPrototypeOf(parts, anything(name));
}

const commands = new Map();
const models = [];
const vscode = partly('vscode', {
  EventEmitter: Emitter,
  LanguageModelTextPart: class {
    constructor(value) {
      this.value = value;
    }
  },
  LanguageModelToolResult: class {
    constructor(content) {
      this.content = content;
    }
  },
  Uri: { file: uri, joinPath: (base, ...parts) => uri(join(base.fsPath, ...parts)) },
  l10n: { t: (text, ...args) => text.replace(/\{(\d)\}/g, (_, n) => String(args[n])) },
  env: { language: 'en' },
  commands: {
    registerCommand: (id, run) => {
      commands.set(id, run);
      return { dispose: () => undefined };
    },
    executeCommand: async () => undefined,
  },
  workspace: partly('workspace', {
    isTrusted: true,
    workspaceFolders: [{ uri: uri(workspace), name: 'net', index: 0 }],
    getConfiguration: () => ({ get: (_, fallback) => fallback, inspect: () => undefined }),
    textDocuments: [],
  }),
  window: partly('window', {
    createOutputChannel: () => ({
      info: () => undefined,
      warn: console.error,
      error: console.error,
      dispose: () => undefined,
    }),
    withProgress: (_, work) =>
      work({ report: () => undefined }, { onCancellationRequested: () => ({ dispose() {} }) }),
    showInformationMessage: async (text) => console.log(`told: ${text}`),
    showWarningMessage: async (text) => console.error(text),
    showErrorMessage: async (text) => console.error(text),
    visibleTextEditors: [],
  }),
  lm: partly('lm', {
    registerLanguageModelChatProvider: (_, provider) => {
      models.push(provider);
      return { dispose: () => undefined };
    },
    registerTool: (name, tool) => {
      tools.set(name, tool);
      return { dispose: () => undefined };
    },
  }),
});
const tools = new Map();

const load = Module._load;
Module._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));

async function main() {
  const extension = require(join(dist, 'extension.cjs'));
  const memory = new Map();
  await extension.activate({
    extensionUri: uri(join(dist, '..')),
    storageUri: uri(join(storage, 'workspace')),
    globalStorageUri: uri(join(storage, 'global')),
    subscriptions: [],
    secrets: {
      get: async () => undefined,
      store: async () => undefined,
      delete: async () => undefined,
      onDidChange: () => ({ dispose: () => undefined }),
    },
    globalState: { get: (key) => memory.get(key), update: async (key, v) => memory.set(key, v) },
  });
  await commands.get('netguru.reindex')();
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: () => ({ dispose() {} }),
  };
  const asked = [
    ['netguru_search', { query: 'Which access list filters the WAN inbound?' }],
    ['netguru_listDevices', {}],
    ['netguru_readLines', { path: 'configs/br1-rtr02.cfg', startLine: 1, endLine: 20 }],
    ['netguru_findReferences', { name: '10.0.0.1' }],
    ['netguru_logTimeline', {}],
  ];
  for (const [name, input] of asked) {
    const result = await tools.get(name)?.invoke({ input }, token);
    if (!result) throw new Error(`${name} did not answer.`);
    console.log(`${name}: ${result.content[0].value.replace(/\s+/g, ' ').slice(0, 3_000)}`);
  }
  await extension.deactivate();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
