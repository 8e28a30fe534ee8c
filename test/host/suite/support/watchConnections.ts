import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/**
 * Notes every connection, datagram and name look-up that this process begins, each with the calls
 * that led to it, until it is stopped.
 */
export function watchConnections(): { readonly seen: string[]; readonly stop: () => void } {
  const seen: string[] = [];
  const undo: (() => void)[] = [];
  const watch = (owner: object, name: string): void => {
    const real: unknown = Reflect.get(owner, name);
    if (typeof real !== 'function') throw new Error(`There is no ${name}.`);
    Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
      seen.push(`${name} ${describe(args)}\n${new Error('called').stack ?? ''}`);
      return Reflect.apply(real, this, args);
    });
    undo.push(() => Reflect.set(owner, name, real));
  };
  watch(net.Socket.prototype, 'connect');
  watch(dgram.Socket.prototype, 'send');
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) watch(dns, name);
  for (const name of ['lookup', 'resolve']) watch(dns.promises, name);
  watch(globalThis, 'fetch');
  return {
    seen,
    stop: () => {
      for (const back of undo) back();
    },
  };
}

function describe(args: readonly unknown[]): string {
  try {
    return JSON.stringify(args).slice(0, 300);
  } catch {
    return String(args[0]);
  }
}
