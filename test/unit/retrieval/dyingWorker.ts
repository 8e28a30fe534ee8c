/** A retrieval worker that opens at once and dies of the first question. */
import { parentPort } from 'node:worker_threads';
import { createMessageConnection, PortMessageReader, PortMessageWriter } from 'vscode-jsonrpc/node';
import { openRequest, retrieveRequest } from '../../../src/retrieval/retrievalProtocol.ts';

if (!parentPort) throw new Error('This module runs in a worker thread.');
const connection = createMessageConnection(
  new PortMessageReader(parentPort),
  new PortMessageWriter(parentPort),
);
connection.onRequest(openRequest, () => ({ repaired: false, corpusMissing: true }));
connection.onRequest(retrieveRequest, (): never => process.exit(7));
connection.listen();
