import type { FoundName, StatementWords } from './statementPattern.ts';

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]+)(?:%\S+)?$/;
/** What declares a neighbor: its AS, directly or through what it inherits. */
const DECLARES = new Set(['remote-as', 'peer-group', 'peer', 'inherit', 'peergroup', 'dmzlink-bw']);
const NEIGHBOR_WORDS = new Set(['default', 'interface', 'maximum-prefix']);

/** The VRF of a BGP statement by the headers above it; undefined: the default VRF. */
export function bgpVrf(headers: readonly string[]): string | undefined {
  for (let index = headers.length - 1; index > 0; index--) {
    const match = /(?:^|\s)vrf (\S+)/.exec(headers[index] ?? '');
    if (match) return match[1] === 'default' ? undefined : match[1];
  }
  return undefined;
}

/**
 * Neighbors of IOS, ASA and EOS, whose statements stand beside each other, and of NX-OS and XR,
 * where `neighbor ADDRESS` opens a section. `neighbor ADDRESS remote-as N` declares a neighbor of
 * its VRF, as that section does; other statements need that declaration; `neighbor NAME …` is about a
 * peer-group. The name of a neighbor in a VRF is `ADDRESS vrf NAME`.
 */
export function bgpNeighborNames(
  { words, lower }: StatementWords,
  headers: readonly string[],
): FoundName[] {
  const name = words[1];
  const verb = lower[2];
  if (lower[0] !== 'neighbor' || name === undefined) return [];
  if (ADDRESS.test(name.toLowerCase())) {
    const vrf = bgpVrf(headers);
    const scoped = vrf === undefined ? name : `${name} vrf ${vrf}`;
    return [
      {
        kind: 'bgp-neighbor',
        defines: verb === undefined || DECLARES.has(verb),
        name: scoped,
        word: 1,
      },
    ];
  }
  if (verb === undefined) return [];
  const isOther =
    NEIGHBOR_WORDS.has(lower[1] ?? '') || verb.startsWith('peer') || name.includes('/');
  if (isOther || /^(?:ethernet|port-channel|vlan|po|eth)\d/i.test(name)) return [];
  return [{ kind: 'peer-group', defines: false, name, word: 1 }];
}
