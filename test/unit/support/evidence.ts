import type { Evidence } from '../../../src/core/types.ts';

/** A passage of the user's files, or what `more` makes of it. */
export function evidenceOf(n: number, text: string, more: Partial<Evidence> = {}): Evidence {
  return {
    n,
    origin: 'workspace',
    folder: '/net',
    path: `configs/r${n}.cfg`,
    startLine: 10,
    endLine: 10 + text.split('\n').length - 1,
    title: `r${n} › router bgp 65001`,
    score: 1,
    text,
    kind: 'config',
    platform: 'ios-xe',
    hostname: `r${n}`,
    ...more,
  };
}

export function corpusEvidenceOf(n: number, text: string): Evidence {
  return {
    n,
    origin: 'corpus',
    path: 'corpus/bgp/bgp-best-path.md',
    startLine: 12,
    endLine: 12 + text.split('\n').length - 1,
    title: 'BGP best path selection › Order',
    score: 1,
    text,
    kind: 'markdown',
    platform: 'unknown',
  };
}
