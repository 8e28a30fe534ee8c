import { createServer } from 'node:net';

/** A port on 127.0.0.1 that was free a moment ago, chosen by the system. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('No free port on 127.0.0.1.');
  return port;
}

/** `wanted` or the first free port after it (at most 50 further). */
export async function firstFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port <= wanted + 50; port++) {
    if ((await listenOnce(port)) !== undefined) return port;
  }
  throw new Error(`Ports ${wanted} to ${wanted + 50} on 127.0.0.1 are all taken.`);
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : undefined);
      });
    });
  });
}
