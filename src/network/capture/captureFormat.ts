/** One record of a capture file, whatever the file's format. */
export interface CapturedPacket {
  /** 1-based, in file order. */
  readonly number: number;
  /** Whole seconds since 1970 and the rest in nanoseconds; undefined where the file has no time. */
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly hasTime: boolean;
  /** libpcap's LINKTYPE_ number. */
  readonly linkType: number;
  /** Bytes on the wire; `bytes` may be fewer when the capture had a snaplen. */
  readonly originalLength: number;
  readonly bytes: Uint8Array;
}

/** Where and why a file could not be read to its end. */
export interface BrokenAt {
  /** Byte offset in the file of the record that is broken. */
  readonly offset: number;
  readonly reason: string;
}

export interface CaptureFormat {
  readonly name: 'pcap' | 'pcapng';
  readonly littleEndian: boolean;
  /** `nanoseconds`, `microseconds` or `per interface` (pcapng). */
  readonly resolution: 'microseconds' | 'nanoseconds' | 'per interface';
  /** Network type and snaplen of each interface, in order (pcap has one). */
  readonly interfaces: readonly CaptureInterface[];
}

export interface CaptureInterface {
  readonly linkType: number;
  readonly snapLength: number;
}

/** A record claims more than this: not a capture, or a broken one (Wireshark's own bound). */
export const MAX_RECORD_BYTES = 256 * 1024 * 1024;
/** Packets longer than this cannot come from a network interface. */
export const MAX_PACKET_BYTES = 16 * 1024 * 1024;

/** What one step of a format's reader did with the bytes it was shown. */
export type Step =
  /** `need` bytes must be there, counted from the start of the shown bytes. */
  | { readonly kind: 'more'; readonly need: number; readonly what: string }
  | { readonly kind: 'used'; readonly length: number; readonly packet?: CapturedPacket }
  | { readonly kind: 'broken'; readonly reason: string };
