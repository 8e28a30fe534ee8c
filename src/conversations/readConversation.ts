import { readFile } from 'node:fs/promises';
import { type ConversationRecord, parseLine } from './records.ts';

export interface ReadResult {
  readonly records: readonly ConversationRecord[];
  /** Lines that are not a record of this schema; they stay in the file. */
  readonly brokenLines: number;
  readonly newerVersion: boolean;
}

/** Reads the records out of a conversation file's bytes. Total: any bytes give a result. */
export function readRecords(bytes: Buffer): ReadResult {
  const records: ConversationRecord[] = [];
  let brokenLines = 0;
  let newerVersion = false;
  for (const line of bytes.toString('utf8').split('\n')) {
    if (line === '') continue;
    const parsed = parseLine(line);
    if (parsed.state === 'record') records.push(parsed.record);
    else if (parsed.state === 'newer') newerVersion = true;
    else brokenLines += 1;
  }
  return { records, brokenLines, newerVersion };
}

/** Reads a conversation file; a missing one reads as empty. @throws the file system's error */
export async function readConversationFile(path: string): Promise<ReadResult> {
  try {
    return readRecords(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { records: [], brokenLines: 0, newerVersion: false };
    }
    throw error;
  }
}
