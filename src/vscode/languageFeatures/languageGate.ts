import type { ConfigCertainty } from '../../network/editor/configCertainty.ts';

/** Programs, prose and markup: whatever stands in them, other extensions answer for them. */
const FOREIGN = new Set([
  'bat',
  'bibtex',
  'c',
  'clojure',
  'coffeescript',
  'cpp',
  'csharp',
  'css',
  'cuda-cpp',
  'dart',
  'diff',
  'dockerfile',
  'elixir',
  'erlang',
  'fsharp',
  'git-commit',
  'git-rebase',
  'go',
  'groovy',
  'haml',
  'handlebars',
  'haskell',
  'html',
  'jade',
  'java',
  'javascript',
  'javascriptreact',
  'jinja',
  'julia',
  'jupyter',
  'kotlin',
  'latex',
  'less',
  'lua',
  'makefile',
  'markdown',
  'objective-c',
  'objective-cpp',
  'perl',
  'perl6',
  'php',
  'powershell',
  'prompt',
  'pug',
  'python',
  'r',
  'razor',
  'restructuredtext',
  'ruby',
  'rust',
  'sass',
  'scss',
  'shellscript',
  'sql',
  'stylus',
  'svelte',
  'swift',
  'terraform',
  'tex',
  'typescript',
  'typescriptreact',
  'vb',
  'vue',
  'xml',
  'xsl',
]);

/** VS Code's own names for text of no format, and what syntax extensions call our formats. */
const OPEN =
  /^(?:plaintext|log|ios|eos|asa|.*(?:cisco|junos|juniper|arista|nx-?os|ios-?x[er]|syslog|network).*)$/i;

/**
 * How certain a text must be a network configuration before NetGuru speaks up in it: `likely`
 * where no other format is claimed, `certain` where one is (VS Code itself takes `.conf` and
 * `.cfg` for Java properties), `undefined` where it never does.
 */
export function neededCertainty(languageId: string): 'likely' | 'certain' | undefined {
  if (FOREIGN.has(languageId)) return undefined;
  return OPEN.test(languageId) ? 'likely' : 'certain';
}

export function isEnough(found: ConfigCertainty, needed: 'likely' | 'certain'): boolean {
  return found === 'certain' || (found === 'likely' && needed === 'likely');
}
