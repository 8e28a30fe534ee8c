import { type BrowserContext, chromium } from 'playwright-core';
import { chromiumOptions } from '../../lib/chromiumOptions.ts';

/**
 * A browser with its profile on disk. VS Code's SecretStorage lives in that profile, by host and
 * port, so a restart with the same profile, port and user-data-dir keeps the keys.
 */
export async function openBrowser(profileDir: string, locale = 'en-US'): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profileDir, {
    ...chromiumOptions(),
    viewport: { width: 1440, height: 900 },
    locale,
    // Menus and toasts fade in otherwise and come out half transparent in screenshots.
    reducedMotion: 'reduce',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return context;
}
