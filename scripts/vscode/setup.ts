// npm run setup:vscode: installs what the VS Code tests and `npm start` need, once.
import { ensureChromium } from './chromium.ts';
import { ensureCodeServer } from './codeServer.ts';

console.log(`VS Code: ${ensureCodeServer().entry}`);
console.log(`browser: ${ensureChromium()}`);
