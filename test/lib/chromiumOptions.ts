import type { LaunchOptions } from 'playwright-core';
import { ensureChromium } from '../../scripts/vscode/chromium.ts';

/** Headless, allowed to run as root, and off the network. `HEADED=1` shows the window. */
export function chromiumOptions(): LaunchOptions {
  return {
    executablePath: ensureChromium(),
    headless: process.env.HEADED === undefined,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
