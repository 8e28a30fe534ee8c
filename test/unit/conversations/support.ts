import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatEvent, Evidence } from '../../../src/core/types.ts';

/** A folder of its own for each test; all are removed after the last. */
export function useTemporaryFolder(): { readonly path: string } {
  const folder = { path: '' };
  let root = '';
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'netguru-conversations-'));
  });
  beforeEach(() => {
    folder.path = mkdtempSync(join(root, 'test-'));
  });
  after(() => rm(root, { recursive: true, force: true }));
  return folder;
}

export function evidence(n: number, text = 'router bgp 65001'): Evidence {
  return {
    n,
    origin: 'workspace',
    folder: '/net',
    path: 'core/rtr1.cfg',
    startLine: 10,
    endLine: 12,
    title: 'rtr1 router bgp 65001',
    score: 0.5,
    text,
    kind: 'config',
    platform: 'ios-xe',
    hostname: 'rtr1',
  };
}

export const TIMINGS = {
  indexMs: 0,
  retrieveMs: 5,
  firstTokenMs: 10,
  totalMs: 20,
};

export function done(end: 'complete' | 'length' | 'cancelled' | 'cut'): ChatEvent {
  return {
    type: 'done',
    end,
    provider: 'offline',
    model: 'none',
    timings: TIMINGS,
  };
}

export async function* eventsOf(events: readonly ChatEvent[]): AsyncGenerator<ChatEvent> {
  yield* events;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A clock that moves 1 ms with each reading. */
export function tickingClock(): () => number {
  let now = 1_000;
  return () => {
    now += 1;
    return now;
  };
}
