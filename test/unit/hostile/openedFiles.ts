import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const READERS = [
  'open',
  'openSync',
  'readFile',
  'readFileSync',
  'createReadStream',
  'readdir',
] as const;
const PROMISE_READERS = ['open', 'readFile', 'readdir', 'stat', 'lstat'] as const;

/** Notes the paths of all files that this process opens, until `stop`. */
export function watchOpenedFiles(): { readonly opened: Set<string>; readonly stop: () => void } {
  const opened = new Set<string>();
  const undo: (() => void)[] = [];
  const watch = (owner: object, name: string): void => {
    const real: unknown = Reflect.get(owner, name);
    if (typeof real !== 'function') throw new Error(`There is no ${name}.`);
    Reflect.set(owner, name, (...args: unknown[]) => {
      opened.add(String(args[0]));
      return Reflect.apply(real, owner, args);
    });
    undo.push(() => Reflect.set(owner, name, real));
  };
  for (const name of READERS) watch(fs, name);
  for (const name of PROMISE_READERS) watch(fs.promises, name);
  syncBuiltinESMExports();
  return {
    opened,
    stop: () => {
      for (const back of undo) back();
      syncBuiltinESMExports();
    },
  };
}
