/** Different protocol paths that are kept; a hostile capture could nest ever new ones. */
const MAX_NODES = 5_000;

export interface ProtocolNode {
  readonly name: string;
  frames: number;
  bytes: number;
  readonly children: Map<string, ProtocolNode>;
}

/** Frames and bytes per path of protocols (`eth` › `ip` › `udp` › `dns`). */
export class ProtocolHierarchy {
  readonly roots = new Map<string, ProtocolNode>();
  private nodes = 0;

  add(layers: readonly string[], bytes: number): void {
    let level = this.roots;
    for (const name of layers) {
      let node = level.get(name);
      if (!node) {
        if (this.nodes >= MAX_NODES) return;
        this.nodes += 1;
        node = { name, frames: 0, bytes: 0, children: new Map() };
        level.set(name, node);
      }
      node.frames += 1;
      node.bytes += bytes;
      level = node.children;
    }
  }
}

export interface ProtocolCount {
  /** `eth:ip:udp:dns`. */
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly frames: number;
  readonly bytes: number;
}

/** The paths depth first, in order of first appearance. */
export function protocolCounts(hierarchy: ProtocolHierarchy): readonly ProtocolCount[] {
  const counts: ProtocolCount[] = [];
  const visit = (nodes: Iterable<ProtocolNode>, prefix: string, depth: number): void => {
    for (const node of nodes) {
      const path = prefix ? `${prefix}:${node.name}` : node.name;
      counts.push({ path, name: node.name, depth, frames: node.frames, bytes: node.bytes });
      visit(node.children.values(), path, depth + 1);
    }
  };
  visit(hierarchy.roots.values(), '', 0);
  return counts;
}
