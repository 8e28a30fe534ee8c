import picomatch from 'picomatch';
import { type DocumentKind, PLATFORMS, type Platform } from '../core/types.ts';
import type { PlatformGuess } from '../network/platform.ts';

/** What a user may declare a file to be, where detection is not wanted. */
export const DECLARED_TYPES = [
  ...PLATFORMS.filter((platform) => platform !== 'unknown'),
  'syslog',
  'show-output',
  'markdown',
  'text',
] as const;
export type DeclaredType = (typeof DECLARED_TYPES)[number];

export function isDeclaredType(value: unknown): value is DeclaredType {
  return DECLARED_TYPES.some((type) => type === value);
}

/** Types by glob (folder-relative, `/`), as a user wrote them; of several the last one counts. */
export type FileTypeGlobs = Readonly<Record<string, DeclaredType>>;

/** Tells what a file was declared to be. Total: an unusable glob matches nothing. */
export class FileTypes {
  readonly #rules: readonly (readonly [matches: (path: string) => boolean, type: DeclaredType])[];

  constructor(globs: FileTypeGlobs = {}) {
    this.#rules = Object.entries(globs)
      .filter(([glob]) => glob !== '')
      .map(([glob, type]) => {
        const matches = picomatch(glob, { dot: true, basename: !glob.includes('/') });
        return [(path) => matches(path), type] as const;
      });
  }

  typeOf(path: string): DeclaredType | undefined {
    return this.#rules.findLast(([matches]) => matches(path))?.[1];
  }
}

function isPlatform(type: DeclaredType): type is Exclude<Platform, 'unknown'> & DeclaredType {
  return PLATFORMS.some((platform) => platform === type);
}

/** The kind of document that a declared type stands for. */
export function declaredKind(type: DeclaredType): DocumentKind {
  if (isPlatform(type)) return 'config';
  return type === 'syslog' ? 'log' : type;
}

/** A guess with its platform replaced by the declared one; the syntax is still read off the text. */
export function declaredPlatform(type: DeclaredType, guess: PlatformGuess): PlatformGuess {
  if (!isPlatform(type)) return guess;
  const junos = guess.style === 'set' || guess.style === 'braces' ? guess.style : 'braces';
  return { ...guess, platform: type, style: type === 'junos' ? junos : 'indented', confidence: 1 };
}
