/** The platforms that NetGuru is packaged for, in vsce's names. */
export const TARGETS = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
  'win32-x64',
  'win32-arm64',
] as const;

export type Target = (typeof TARGETS)[number];

export function isTarget(name: string): name is Target {
  return TARGETS.some((target) => target === name);
}

/**
 * The target of the machine that runs this.
 *
 * @throws Error on a platform that NetGuru is not packaged for.
 */
export function hostTarget(): Target {
  const name = `${process.platform}-${process.arch}`;
  if (!isTarget(name)) throw new Error(`NetGuru is not packaged for ${name}.`);
  return name;
}
