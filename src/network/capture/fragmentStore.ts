/** Datagrams whose fragments are waited for, and bytes of all of them together. */
const MAX_DATAGRAMS = 256;
const MAX_STORED_BYTES = 8 * 1024 * 1024;
const MAX_DATAGRAM_BYTES = 65_535 + 60;

interface Datagram {
  readonly pieces: Map<number, Uint8Array>;
  bytes: number;
  /** Known when the last fragment has come. */
  total: number | undefined;
}

/** Puts IP fragments together. The oldest datagrams are given up when too many wait. */
export class FragmentStore {
  private readonly waiting = new Map<string, Datagram>();
  private stored = 0;

  /** The whole datagram when this fragment completes it. */
  add(key: string, offset: number, more: boolean, bytes: Uint8Array): Uint8Array | undefined {
    let datagram = this.waiting.get(key);
    if (!datagram) {
      datagram = { pieces: new Map(), bytes: 0, total: undefined };
      this.waiting.set(key, datagram);
    }
    if (offset + bytes.length > MAX_DATAGRAM_BYTES) return undefined;
    if (!datagram.pieces.has(offset)) {
      datagram.pieces.set(offset, bytes.slice());
      datagram.bytes += bytes.length;
      this.stored += bytes.length;
    }
    if (!more) datagram.total = offset + bytes.length;
    const whole = join(datagram);
    if (whole) this.forget(key, datagram);
    else this.shrink();
    return whole;
  }

  private forget(key: string, datagram: Datagram): void {
    this.waiting.delete(key);
    this.stored -= datagram.bytes;
  }

  private shrink(): void {
    for (const [key, datagram] of this.waiting) {
      if (this.waiting.size <= MAX_DATAGRAMS && this.stored <= MAX_STORED_BYTES) return;
      this.forget(key, datagram);
    }
  }
}

function join(datagram: Datagram): Uint8Array | undefined {
  if (datagram.total === undefined || datagram.bytes < datagram.total) return undefined;
  const whole = new Uint8Array(datagram.total);
  let covered = 0;
  for (const [offset, piece] of [...datagram.pieces].sort((left, right) => left[0] - right[0])) {
    if (offset > covered) return undefined;
    whole.set(piece.subarray(0, datagram.total - offset), offset);
    covered = Math.max(covered, offset + piece.length);
  }
  return covered >= datagram.total ? whole : undefined;
}
