import { registerHooks } from 'node:module';

/** As much of VS Code's API as rendering an answer takes. */
const DOUBLE = `
const file = (path) => ({ scheme: 'file', path, toString: () => 'file://' + path });
export const Uri = { file, joinPath: (base, ...parts) => file([base.path, ...parts].join('/')) };
export class Range { constructor(...numbers) { this.numbers = numbers; } }
export class Location { constructor(uri, range) { this.uri = uri; this.range = range; } }
export const l10n = { t: (text, ...args) => text.replace(/\\{(\\d)\\}/g, (_, n) => String(args[n])) };
export const workspace = {}, window = {}, commands = {}, languages = {};
export class EventEmitter {}
`;
const URL_OF_DOUBLE = `data:text/javascript,${encodeURIComponent(DOUBLE)}`;

/** From now on `vscode` can be imported outside of VS Code. */
export function provideVscode(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vscode'
        ? { url: URL_OF_DOUBLE, shortCircuit: true }
        : next(specifier, context),
  });
}
