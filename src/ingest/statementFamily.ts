/** Statements whose next word is a name that must stay with all of its lines. */
const NAMED_STATEMENT =
  /^(?:no )?((?:(?:ip|ipv6|ipv4|mac|l2vpn|arp) )?(?:access-list(?: standard| extended)?|prefix-list|(?:ext|large-)?community-list(?: standard| expanded)?|as-path access-list|nat pool)|route-map|crypto map|crypto dynamic-map|class-map(?: type \S+)*(?: match-(?:any|all))?|policy-map(?: type \S+)*|object(?:-group)? \S+|tunnel-group|group-policy|aaa-server|vlan access-map) (\S+)/;
/** First words that say too little alone. */
const TWO_WORD_FAMILY = /^(?:ip|ipv6|ipv4|crypto|aaa|no|router)$/;

/**
 * What a statement is about (statements of one family may share a chunk), and the named object
 * that it builds with its neighbours: `ip prefix-list OWN`, or nothing.
 */
export function statementFamily(header: string): {
  readonly family: string;
  readonly name: string;
} {
  const named = NAMED_STATEMENT.exec(header);
  if (named) return { family: named[1] ?? '', name: `${named[1]} ${named[2]}` };
  const [first = '', second = ''] = header.slice(0, 200).split(/\s+/, 2);
  const family = TWO_WORD_FAMILY.test(first) ? `${first} ${second}` : first;
  return { family, name: '' };
}
