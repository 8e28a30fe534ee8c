/** The statements that name a device, in the order in which they are believed. */
const HOSTNAME_STATEMENTS: readonly RegExp[] = [
  /^(?:hostname|switchname) "?([\w.-]+)"?[ \t]*$/m,
  /^set (?:groups \S+ )?system host-name "?([\w.-]+)"?/m,
  /^[ \t]+host-name "?([\w.-]+)"?;/m,
];

/** The device that a configuration belongs to, or undefined where it does not say. */
export function findHostname(text: string): string | undefined {
  for (const statement of HOSTNAME_STATEMENTS) {
    const name = statement.exec(text)?.[1];
    if (name) return name;
  }
  return undefined;
}

const CONFIG_WORDS =
  /[-_.](?:running[-_]?config|startup[-_]?config|run|config|confg|cfg|show[-_]tech|backup)$/i;

/** A device name from a file name: `br1-rtr01.log.2` → `br1-rtr01`, `core1-confg.txt` → `core1`, `10.1.1.1.cfg` → `10.1.1.1`. */
export function deviceNameFromPath(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const address = /^\d{1,3}(?:\.\d{1,3}){3}(?!\d)/.exec(name)?.[0];
  if (address) return address;
  const stem = name.replace(/(?:\.(?:\d+|gz|bak|old|txt|log|cfg|conf|config|set|out|md))+$/i, '');
  return stem.replace(CONFIG_WORDS, '') || name;
}
