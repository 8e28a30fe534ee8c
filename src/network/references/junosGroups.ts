import type { JunosStatement } from './junosStatements.ts';

/** Where each configuration group is applied: the paths that hold `apply-groups`. */
export type AppliedGroups = Map<string, (readonly string[])[]>;

/** A group that is applied in more places than this counts as applied everywhere. */
const MAX_PLACES = 64;

/** `apply-groups "${node}"` applies the group that has the name of the cluster's node. */
export const THIS_NODE = ['$', '{node}'].join('');
export const CLUSTER_NODES: readonly string[] = ['node0', 'node1'];

/** Adds the groups that a statement applies at its level of the hierarchy. */
export function addAppliedGroups(statement: JunosStatement, to: AppliedGroups): void {
  const at = statement.words.indexOf('apply-groups');
  if (at < 0) return;
  const path = statement.words.slice(statement.words[0] === 'groups' ? 2 : 0, at);
  for (const word of statement.words.slice(at + 1)) {
    const name = word.replace(/^[["']+|[\]"';]+$/g, '');
    for (const group of name === THIS_NODE ? CLUSTER_NODES : [name]) {
      const places = to.get(group) ?? [];
      if (places.length <= MAX_PLACES) places.push(path);
      to.set(group, places);
    }
  }
}

/** `<ge-*>` stands for any name, `ge-*` in a group for the names that begin so. */
function fits(groupWord: string, word: string): boolean {
  return groupWord === word || groupWord.startsWith('<');
}

/**
 * The statement as the configuration inherits it: a statement of a group, without `groups NAME`,
 * when the group is applied at or above its level. Undefined when it has no effect; statements
 * outside groups are returned as they are.
 */
export function inheritedStatement(
  statement: JunosStatement,
  applied: AppliedGroups,
): JunosStatement | undefined {
  const { words, lower, own } = statement;
  if (lower[0] !== 'groups' || words.length < 3) return statement;
  const places = applied.get(words[1] ?? '') ?? [];
  const rest = words.slice(2);
  const hasEffect =
    places.length > MAX_PLACES ||
    places.some((place) => place.every((word, index) => fits(rest[index] ?? '', word)));
  if (!hasEffect) return undefined;
  return { ...statement, words: rest, lower: lower.slice(2), own: Math.max(0, own - 2) };
}
