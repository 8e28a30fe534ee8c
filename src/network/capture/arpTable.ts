/** Addresses whose owner is remembered. */
const MAX_ADDRESSES = 65_536;

/** Which MAC address last claimed an IPv4 address. */
export class ArpTable {
  private readonly owners = new Map<string, string>();

  /** The other MAC address that claimed `address` before, if any. */
  claim(address: string, mac: string): string | undefined {
    const owner = this.owners.get(address);
    if (owner !== undefined || this.owners.size < MAX_ADDRESSES) this.owners.set(address, mac);
    return owner !== undefined && owner !== mac ? owner : undefined;
  }
}
