import { PacketList } from './packetList.ts';

/** Sections of the summary, in its order. */
export const SECTIONS = [
  'ARP',
  'ICMP',
  'TCP handshakes and resets',
  'TCP problems',
  'DNS',
  'DHCP',
  'OSPF',
  'BGP',
  'EIGRP',
  'Other routing protocols',
  'First-hop redundancy',
  'Spanning tree',
  'Link aggregation',
  'Neighbours (CDP, LLDP)',
  'Switching',
  'Management and authentication',
  'VPN and tunnels',
  'Applications',
  'Malformed and cut packets',
] as const;
export type Section = (typeof SECTIONS)[number];

/** Different facts of one section that are kept; more are counted, and the summary says so. */
export const MAX_FACTS_PER_SECTION = 400;
/** One fact's sentence, in characters. */
const MAX_FACT_CHARACTERS = 400;

export interface Fact {
  readonly text: string;
  /** Something that a person should look at first. */
  readonly problem: boolean;
  readonly packets: PacketList;
}

/** Facts by section; equal sentences are one fact with many packet numbers. Bounded. */
export class Findings {
  private readonly sections = new Map<Section, Map<string, Fact>>();
  private readonly left = new Map<Section, number>();

  add(section: Section, packet: number, sentence: string, problem = false): void {
    const text = sentence.slice(0, MAX_FACT_CHARACTERS);
    let facts = this.sections.get(section);
    if (!facts) {
      facts = new Map();
      this.sections.set(section, facts);
    }
    let fact = facts.get(text);
    if (!fact) {
      if (facts.size >= MAX_FACTS_PER_SECTION) {
        this.left.set(section, (this.left.get(section) ?? 0) + 1);
        return;
      }
      fact = { text, problem, packets: new PacketList() };
      facts.set(text, fact);
    }
    fact.packets.add(packet);
  }

  /** Problems first, each kind in order of first appearance. */
  facts(section: Section): readonly Fact[] {
    const all = [...(this.sections.get(section)?.values() ?? [])];
    return [...all.filter((fact) => fact.problem), ...all.filter((fact) => !fact.problem)];
  }

  /** Facts of a section that were not kept. */
  leftOut(section: Section): number {
    return this.left.get(section) ?? 0;
  }
}
