/**
 * Names that a configuration gives to something and that other lines use: the links that an
 * engineer follows from an interface to its ACL, or from a neighbor to its policy. The statements
 * of each platform are tables in references/.
 */
import { type ConfigNode, parseConfigTree } from './config/configTree.ts';
import type { PlatformGuess } from './platform.ts';
import { ciscoReferences } from './references/ciscoReferences.ts';
import { junosReferences } from './references/junosReferences.ts';
import type { ConfigReferences } from './references/kinds.ts';

export type {
  ConfigReferences,
  Definition,
  Reference,
  ReferenceKind,
} from './references/kinds.ts';
export { undefinedReferences, unusedDefinitions } from './references/resolveReferences.ts';

/**
 * Definitions and uses of named objects in a whole configuration, in line order. Lines are
 * 1-based. Total: a line that no table knows defines and uses nothing. A name in a statement that
 * negates (`no …`) or that is inactive (Junos) does not count. `tree` is the text's section tree
 * where the caller has it already.
 */
export function configReferences(
  lines: readonly string[],
  { style }: Pick<PlatformGuess, 'style'>,
  tree?: readonly ConfigNode[],
): ConfigReferences {
  if (style === 'set') return junosReferences([], lines, 'set');
  if (style === 'braces') {
    return junosReferences(tree ?? parseConfigTree(lines, 'braces'), lines, 'braces');
  }
  return ciscoReferences(tree ?? parseConfigTree(lines, 'indented'));
}
