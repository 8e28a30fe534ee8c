import { parentPort } from 'node:worker_threads';
import { createMessageConnection, PortMessageReader, PortMessageWriter } from 'vscode-jsonrpc/node';
import { ConfigModel } from '../../network/editor/configModel.ts';
import {
  foldsRequest,
  forgetNotification,
  nameAtRequest,
  outlineRequest,
  type PutParams,
  putNotification,
} from './configProtocol.ts';
import { isEnough } from './languageGate.ts';

/**
 * The worker thread that understands open configurations, so that no file, however large, holds
 * up the extension host. A text is parsed once, when it is first asked about.
 */
if (!parentPort) throw new Error('This module runs in a worker thread.');
const connection = createMessageConnection(
  new PortMessageReader(parentPort),
  new PortMessageWriter(parentPort),
);

interface OpenConfig {
  /** What is still to be read; dropped when the model is there. */
  put: PutParams | undefined;
  model: ConfigModel | undefined;
}

const open = new Map<string, OpenConfig>();

/** The model of a document that is certain enough to be one; parses on first use. */
function modelOf(uri: string): ConfigModel | undefined {
  const config = open.get(uri);
  if (config?.put) {
    const { text, needed } = config.put;
    const model = new ConfigModel(text);
    config.model = isEnough(model.certainty, needed) ? model : undefined;
    config.put = undefined;
  }
  return config?.model;
}

connection.onNotification(putNotification, (put) => {
  open.set(put.uri, { put, model: undefined });
});
connection.onNotification(forgetNotification, ({ uri }) => {
  open.delete(uri);
});
connection.onRequest(outlineRequest, ({ uri }) => modelOf(uri)?.outline ?? null);
connection.onRequest(foldsRequest, ({ uri }) => modelOf(uri)?.folds ?? null);
connection.onRequest(nameAtRequest, ({ uri, line, column }) => {
  const model = modelOf(uri);
  if (!model) return null;
  const thing = model.names.at(line, column);
  return {
    ...(model.hostname === undefined ? {} : { hostname: model.hostname }),
    ...(thing ? { thing } : {}),
  };
});
connection.listen();
