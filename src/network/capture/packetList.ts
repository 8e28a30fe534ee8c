/** Packet numbers that are named one by one; the rest is a count and the last one. */
export const MAX_LISTED_PACKETS = 12;

/** Packet numbers of equal facts: the first few, how many, and the last. */
export class PacketList {
  readonly listed: number[] = [];
  count = 0;
  last = 0;

  add(packet: number): void {
    if (packet === this.last) return;
    this.count += 1;
    this.last = packet;
    if (this.listed.length < MAX_LISTED_PACKETS) this.listed.push(packet);
  }

  get first(): number {
    return this.listed[0] ?? 0;
  }
}

/** `packet 12`, `packets 12, 15`, `packets 1, 2, 3 … 99 (40 packets)`. */
export function packetsText(packets: PacketList): string {
  if (packets.count === 1) return `packet ${packets.first}`;
  const listed = packets.listed.join(', ');
  if (packets.count <= packets.listed.length) return `packets ${listed}`;
  return `packets ${listed} … ${packets.last} (${packets.count} packets)`;
}
