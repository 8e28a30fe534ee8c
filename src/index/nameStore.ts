import { z } from 'zod';
import type { DocumentId } from '../core/types.ts';
import { REFERENCE_KINDS, type ReferenceKind } from '../network/references/kinds.ts';
import type { Statements } from './statements.ts';

/** A name that a document defines or uses, with its lines (1-based, inclusive). */
export interface StoredName {
  readonly kind: ReferenceKind;
  readonly name: string;
  readonly role: 'definition' | 'use';
  readonly line: number;
  /** The last line of a definition's section; the line itself for a use. */
  readonly endLine: number;
}

/** An address or network that a document speaks of. */
export interface StoredAddress {
  /** Fixed-width lower-case hexadecimal: 8 digits for IPv4, 32 for IPv6. */
  readonly first: string;
  readonly last: string;
  /** The one address that is written, where the range is the network around it. */
  readonly address?: string;
  /** Absent for a range that is no network. */
  readonly prefixLength?: number;
  readonly role: 'interface' | 'host' | 'network';
  readonly line: number;
  /** The interface that has the address. */
  readonly owner?: string;
  readonly vrf?: string;
}

interface InDocument extends DocumentId {
  readonly documentId: number;
  readonly hostname?: string;
}

export type FoundName = StoredName & InDocument;
export type FoundAddress = StoredAddress & InDocument;

const inDocument = {
  document_id: z.number(),
  folder: z.string(),
  path: z.string(),
  hostname: z.string().nullable(),
};
const nameRow = z.object({
  ...inDocument,
  kind: z.enum(REFERENCE_KINDS),
  name: z.string(),
  role: z.enum(['definition', 'use']),
  line: z.number(),
  end_line: z.number(),
});
const addressRow = z.object({
  ...inDocument,
  first: z.string(),
  last: z.string(),
  address: z.string().nullable(),
  prefix_length: z.number().nullable(),
  role: z.enum(['interface', 'host', 'network']),
  line: z.number(),
  owner: z.string().nullable(),
  vrf: z.string().nullable(),
});

function documentOf(row: {
  readonly document_id: number;
  readonly folder: string;
  readonly path: string;
  readonly hostname: string | null;
}): InDocument {
  const { document_id: documentId, folder, path, hostname } = row;
  return { documentId, folder, path, ...(hostname ? { hostname } : {}) };
}

function toName(row: unknown): FoundName {
  const value = nameRow.parse(row);
  const { kind, name, role, line, end_line: endLine } = value;
  return { ...documentOf(value), kind, name, role, line, endLine };
}

function toAddress(row: unknown): FoundAddress {
  const value = addressRow.parse(row);
  const { first, last, address, prefix_length: prefixLength, role, line, owner, vrf } = value;
  return {
    ...documentOf(value),
    first,
    last,
    role,
    line,
    ...(address ? { address } : {}),
    ...(prefixLength === null ? {} : { prefixLength }),
    ...(owner ? { owner } : {}),
    ...(vrf ? { vrf } : {}),
  };
}

/**
 * The first address of every network that can hold the address, with its prefix length: one
 * index lookup each is far cheaper than comparing with all networks of thousands of devices.
 */
function enclosingNetworks(address: string): readonly (readonly [string, number])[] {
  const bits = address.length * 4;
  const value = BigInt(`0x${address}`);
  return Array.from({ length: bits + 1 }, (_, prefixLength) => {
    const hostBits = BigInt(bits - prefixLength);
    const first = (value >> hostBits) << hostBits;
    return [first.toString(16).padStart(address.length, '0'), prefixLength] as const;
  });
}

/** One index finds names in any letter case; of what it finds, the exact name is picked. */
const FOLDED_NAME = 'n.name = ?1 COLLATE NOCASE';
const EXACT_NAME = `${FOLDED_NAME} AND n.name = ?1`;

const ADDRESS = /^(?:[0-9a-f]{8}|[0-9a-f]{32})$/;

/** What the documents' models say of names and addresses, across the workspace. */
export class NameStore {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Replaces what is known of a document. Call it in a transaction. */
  put(documentId: number, names: readonly StoredName[], addresses: readonly StoredAddress[]): void {
    this.#statements.get('DELETE FROM names WHERE document_id = ?').run(documentId);
    this.#statements.get('DELETE FROM addresses WHERE document_id = ?').run(documentId);
    const insertName = this.#statements.get('INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)');
    for (const { kind, name, role, line, endLine } of names) {
      insertName.run(documentId, kind, name, role, line, endLine);
    }
    const insertAddress = this.#statements.get(
      'INSERT INTO addresses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
    for (const { first, last, address, prefixLength, role, line, owner, vrf } of addresses) {
      insertAddress.run(
        documentId,
        first,
        last,
        address ?? null,
        prefixLength ?? null,
        role,
        line,
        owner ?? null,
        vrf ?? null,
      );
    }
  }

  /** Where a name is defined and used, definitions first. */
  places(kind: ReferenceKind, name: string, limit: number): FoundName[] {
    return this.#statements
      .get(
        `SELECT n.*, d.folder, d.path, d.hostname FROM names n JOIN documents d ON d.id = n.document_id
         WHERE ${EXACT_NAME} AND n.kind = ?2 ORDER BY n.role, d.folder, d.path, n.line LIMIT ?3`,
      )
      .all(name, kind, limit)
      .map(toName);
  }

  /**
   * Where anything of a name is defined and used, definitions first: exactly this name or, where
   * nothing has it, the name in other letter case.
   */
  placesNamed(name: string, limit: number): FoundName[] {
    const where = (condition: string): FoundName[] =>
      this.#statements
        .get(
          `SELECT n.*, d.folder, d.path, d.hostname FROM names n JOIN documents d ON d.id = n.document_id
           WHERE ${condition} ORDER BY n.role, d.folder, d.path, n.line LIMIT ?2`,
        )
        .all(name, limit)
        .map(toName);
    const exact = where(EXACT_NAME);
    return exact.length > 0 ? exact : where(FOLDED_NAME);
  }

  /** How many interface addresses each document has, by its row id. */
  addressCounts(): Map<number, number> {
    const rows = this.#statements
      .get(
        `SELECT document_id AS id, count(*) AS n FROM addresses
         WHERE role = 'interface' GROUP BY document_id`,
      )
      .all();
    return new Map(
      rows.flatMap(({ id, n }) =>
        typeof id === 'number' && typeof n === 'number' ? [[id, n] as const] : [],
      ),
    );
  }

  /** What one document addresses, in line order. */
  addressesOf(documentId: number, limit: number): FoundAddress[] {
    return this.#statements
      .get(
        `SELECT a.*, d.folder, d.path, d.hostname FROM addresses a JOIN documents d ON d.id = a.document_id
         WHERE a.document_id = ? ORDER BY a.line LIMIT ?`,
      )
      .all(documentId, limit)
      .map(toAddress);
  }

  /** Statements with an address or network inside of a range, the interfaces' first. */
  within(first: string, last: string, limit: number): FoundAddress[] {
    if (!ADDRESS.test(first) || first.length !== last.length) return [];
    return this.#statements
      .get(
        `SELECT a.*, d.folder, d.path, d.hostname FROM addresses a JOIN documents d ON d.id = a.document_id
         WHERE a.first >= ?1 AND a.first <= ?2 AND a.last <= ?2 AND length(a.first) = ?3
         ORDER BY CASE a.role WHEN 'interface' THEN 0 WHEN 'network' THEN 1 ELSE 2 END,
           d.folder, d.path, a.line LIMIT ?4`,
      )
      .all(first, last, first.length, limit)
      .map(toAddress);
  }

  /** All names of one document, in line order. */
  namesOf(documentId: number): FoundName[] {
    return this.#statements
      .get(
        `SELECT n.*, d.folder, d.path, d.hostname FROM names n JOIN documents d ON d.id = n.document_id
         WHERE n.document_id = ? ORDER BY n.line`,
      )
      .all(documentId)
      .map(toName);
  }

  /**
   * Statements whose address or network holds an address: those that write it first, then the
   * narrowest, interfaces before others of the same size. `address` is fixed-width hexadecimal;
   * other text finds nothing.
   */
  holding(address: string, limit: number): FoundAddress[] {
    if (!ADDRESS.test(address)) return [];
    const networks = JSON.stringify(enclosingNetworks(address));
    return this.#statements
      .get(
        `SELECT a.*, d.folder, d.path, d.hostname FROM (
           SELECT a.* FROM json_each(?) n CROSS JOIN addresses a
             ON a.first = json_extract(n.value, '$[0]')
             AND a.prefix_length = json_extract(n.value, '$[1]')
           UNION ALL
           SELECT * FROM addresses
             WHERE prefix_length IS NULL AND first <= ?2 AND last >= ?2 AND length(first) = ?3
         ) a JOIN documents d ON d.id = a.document_id
         ORDER BY a.address IS NOT ?2, a.prefix_length IS NULL, a.prefix_length DESC,
           CASE a.role WHEN 'interface' THEN 0 WHEN 'host' THEN 1 ELSE 2 END,
           d.folder, d.path, a.line LIMIT ?4`,
      )
      .all(networks, address, address.length, limit)
      .map(toAddress);
  }
}
