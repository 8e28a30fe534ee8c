import type { ReferenceKind } from '../../network/references.ts';

/** A name's place in a file of the workspace. Lines are 1-based and inclusive. */
export interface NamePlace {
  /** The workspace folder's absolute path on this machine. */
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly hostname?: string;
  readonly kind: ReferenceKind;
  readonly name: string;
  readonly role: 'definition' | 'use';
  readonly line: number;
  readonly endLine: number;
}

/** A passage of the bundled corpus. `path` is relative to the extension. */
export interface MnemonicMeaning {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  /** 1-based, in the corpus document. */
  readonly startLine: number;
}

/** What the workspace's index knows beyond the open file. Calls may reject; nothing is retried. */
export interface NameIndex {
  /** Where a name is defined and used in any file. */
  places(query: {
    readonly kind: ReferenceKind;
    readonly name: string;
  }): Promise<readonly NamePlace[]>;
  /** The interfaces that have an IPv4 or IPv6 address, with the line that gives it to them. */
  addressOwners(address: string): Promise<readonly NamePlace[]>;
  /** What the corpus says of a log message's code (`%LINK-3-UPDOWN`). */
  mnemonicMeaning(mnemonic: string): Promise<MnemonicMeaning | undefined>;
}
