import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes `locale` (such as `pt-br`) usable as code-server's `--locale` without downloading a
 * language pack. VS Code's own texts stay English; `vscode.env.language`, `vscode.l10n` and
 * `package.nls.<locale>.json` follow the locale. The two files are the ones that VS Code itself
 * writes when a language pack is installed.
 */
export function writeFakeLanguagePack(userDataDir: string, locale: string): void {
  const dir = join(userDataDir, 'fake-language-pack');
  mkdirSync(dir, { recursive: true });
  const translations = join(dir, 'main.i18n.json');
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const packs = {
    [locale]: {
      hash: `fake-${locale}`,
      label: locale,
      extensions: [
        {
          extensionIdentifier: { id: 'test.fake-language-pack' },
          version: '1.0.0',
        },
      ],
      translations: { vscode: translations },
    },
  };
  writeFileSync(join(userDataDir, 'languagepacks.json'), JSON.stringify(packs));
}
