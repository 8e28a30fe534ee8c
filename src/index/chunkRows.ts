import { tokenize } from '../network/tokenize.ts';
import type { Statements } from './statements.ts';
import type { StoredChunk } from './storeRows.ts';

/** Forgets a document's chunks and their words. Units stay: other chunks may use them. */
export function removeChunks(statements: Statements, documentId: number): void {
  statements
    .get('DELETE FROM lexical WHERE rowid IN (SELECT id FROM chunks WHERE document_id = ?)')
    .run(documentId);
  statements.get('DELETE FROM chunks WHERE document_id = ?').run(documentId);
}

/** Stores a document's chunks, their words and what units they are found by. */
export function insertChunks(
  statements: Statements,
  documentId: number,
  title: string,
  chunks: readonly StoredChunk[],
): void {
  const insertChunk = statements.get(
    `INSERT INTO chunks (document_id, start_line, end_line, section_path, text, place, hostname, derived)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertWords = statements.get('INSERT INTO lexical (rowid, title, body) VALUES (?, ?, ?)');
  const insertUnit = statements.get('INSERT OR IGNORE INTO units (hash) VALUES (?)');
  const link = statements.get(
    'INSERT OR IGNORE INTO chunk_units SELECT ?, id FROM units WHERE hash = ?',
  );
  for (const { chunk, unitHashes } of chunks) {
    const { startLine, endLine, sectionPath, text, place, hostname, derived } = chunk;
    const { lastInsertRowid } = insertChunk.run(
      documentId,
      startLine,
      endLine,
      JSON.stringify(sectionPath),
      text,
      place ? JSON.stringify(place) : null,
      hostname ?? null,
      derived ? 1 : 0,
    );
    const heading = `${title} ${hostname ?? ''} ${sectionPath.join(' ')}`;
    insertWords.run(lastInsertRowid, tokenize(heading).join(' '), tokenize(text).join(' '));
    for (const hash of unitHashes) {
      insertUnit.run(hash);
      link.run(lastInsertRowid, hash);
    }
  }
}
