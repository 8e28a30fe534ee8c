/**
 * Names that a configuration gives to something and that other lines use: the links that an
 * engineer follows from an interface to its ACL, or from a neighbor to its policy. The statements
 * of each platform are tables in references/.
 */
import { parseConfigTree } from './configTree.ts';
import type { PlatformGuess } from './platform.ts';
import { ciscoReferences } from './references/ciscoReferences.ts';
import { junosFragmentDefinitions, junosFragmentUses } from './references/junosFragments.ts';
import { junosReferences } from './references/junosReferences.ts';
import type { ConfigReferences, Definition, Reference } from './references/kinds.ts';

export type {
  ConfigReferences,
  Definition,
  Reference,
  ReferenceKind,
} from './references/kinds.ts';
export { undefinedReferences, unusedDefinitions } from './references/resolveReferences.ts';

/** Lines that only Junos text has: sections and statements in braces, or `set` commands. */
const JUNOS_LINE =
  /^\s*\S.{0,400}\{\s*$|^\s*[a-z][\w-]*(?: .{0,400})?;\s*(?:##.*)?$|^(?:set|deactivate) [a-z-]+ \S/;

/**
 * Definitions and uses of named objects in a whole configuration, in line order. Lines are
 * 1-based. Total: a line that no table knows defines and uses nothing. A name in a statement that
 * negates (`no …`) or that is inactive (Junos) does not count.
 */
export function configReferences(
  lines: readonly string[],
  guess: Pick<PlatformGuess, 'platform' | 'style'>,
): ConfigReferences {
  if (guess.style === 'braces' || guess.style === 'set') {
    const nodes = guess.style === 'braces' ? parseConfigTree(lines, 'braces') : [];
    return junosReferences(nodes, lines, guess.style);
  }
  return ciscoReferences(parseConfigTree(lines, 'indented'), lines, false);
}

function isJunosFragment(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  return filled.filter((line) => JUNOS_LINE.test(line)).length * 2 > filled.length;
}

function fragmentReferences(text: string): ConfigReferences {
  const lines = text.split('\n');
  return ciscoReferences(parseConfigTree(lines, 'indented'), lines, true);
}

/**
 * The definitions in a passage, in line order, whatever its platform: a passage may lack the
 * sections around it. Total: unknown lines define nothing.
 */
export function definitionsIn(text: string): Reference[] {
  const lines = text.split('\n');
  if (isJunosFragment(lines)) return junosFragmentDefinitions(lines);
  return fragmentReferences(text).definitions.map(({ kind, name, line }: Definition) => ({
    kind,
    name,
    line,
  }));
}

/** The names that a passage uses, in line order. A line that defines a name does not use it. */
export function usesIn(text: string): Reference[] {
  const lines = text.split('\n');
  return isJunosFragment(lines) ? junosFragmentUses(lines) : [...fragmentReferences(text).uses];
}
