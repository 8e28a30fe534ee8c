// npm run complete-lock: names in package-lock.json the optional packages of other platforms that
// npm could not see when it wrote the file (a registry mirror may lack them, and npm then leaves
// them out). Without them `npm ci` refuses the file as out of step, on every machine.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type LockEntries = Readonly<Record<string, LockEntry>>;

export interface MissingPackage {
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
}

const OPERATING_SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x'];

/** The optional dependencies that a lock file's entries ask for and that it does not name. */
export function missingOptionalPackages(entries: LockEntries): readonly MissingPackage[] {
  return Object.entries(entries).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isNamed(entries, path, name))
      .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
  );
}

/** As Node resolves: beside the package that asks, then in each folder above it. */
function isNamed(entries: LockEntries, from: string, name: string): boolean {
  for (let folder = from; folder !== ''; folder = parentFolder(folder)) {
    if (`${folder}/node_modules/${name}` in entries) return true;
  }
  return `node_modules/${name}` in entries;
}

function parentFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/')));
}

/** The platform is in such a package's name; npm skips it elsewhere and needs no checksum. */
function platformEntry({ name, version, dev }: MissingPackage): Record<string, unknown> {
  const words = name.slice(name.lastIndexOf('/') + 1).split(/[-.]/);
  const os = words.find((word) => OPERATING_SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (os === undefined || cpu === undefined || !/^\d/.test(version)) {
    throw new Error(`${name}@${version} is missing from the lock file, and not for its platform.`);
  }
  const musl = words.some((word) => word.startsWith('musl'));
  const libc = os === 'linux' ? { libc: [musl ? 'musl' : 'glibc'] } : {};
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...libc,
    optional: true,
    os: [os],
  };
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '../package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingOptionalPackages(lock.packages);
  for (const one of missing) lock.packages[`node_modules/${one.name}`] = platformEntry(one);
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(
    file,
    `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`,
  );
  console.log(`${missing.length} packages added to package-lock.json`);
}
