import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const KNOWN_BROWSERS: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const HOW_TO_FIX =
  'The tests need Chromium or Chrome. Install it (Debian: apt-get install chromium) or set ' +
  'CHROMIUM to the path of its executable.';

/**
 * The path of a Chromium-like browser: $CHROMIUM, else a known place, else installed with apt
 * where this process may do so (root on Debian; about 30 s).
 *
 * @throws Error saying what to install where none can be had.
 */
export function ensureChromium(log: (line: string) => void = console.error): string {
  const given = process.env.CHROMIUM;
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM points at ${given}, which does not exist. ${HOW_TO_FIX}`);
  }
  const known = KNOWN_BROWSERS.find((path) => existsSync(path));
  if (known !== undefined) return known;
  return installWithApt(log);
}

function installWithApt(log: (line: string) => void): string {
  const path = '/usr/bin/chromium';
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(HOW_TO_FIX);
  const startedAt = Date.now();
  log('Installing chromium with apt-get (about 120 MB, once) …');
  try {
    // A machine may list archives that are down; the install decides whether that matters.
    spawnSync('apt-get', ['update', '-qq'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    aptInstall(['chromium', ...(hasFonts() ? [] : ['fonts-dejavu-core'])]);
  } catch (cause) {
    throw new Error(`apt-get could not install chromium. ${HOW_TO_FIX}`, {
      cause,
    });
  }
  if (!existsSync(path)) throw new Error(HOW_TO_FIX);
  log(`chromium is ready (${((Date.now() - startedAt) / 1000).toFixed(0)} s)`);
  return path;
}

function aptInstall(packages: readonly string[]): void {
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** Without any font the screenshots show empty boxes. */
function hasFonts(): boolean {
  return existsSync('/usr/share/fonts/truetype/dejavu') || existsSync('/usr/share/fonts/truetype');
}
