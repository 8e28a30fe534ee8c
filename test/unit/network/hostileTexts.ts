import assert from 'node:assert/strict';
import { processorMs } from '../support/processorTime.ts';

/** Texts that are made to make a parser slow, of about `size` characters. */
export const HOSTILE: readonly (readonly [name: string, text: (size: number) => string])[] = [
  ['one line of blanks', (size) => ' '.repeat(size)],
  ['one long word', (size) => 'x'.repeat(size)],
  ['one line of quotes', (size) => '"'.repeat(size)],
  ['one line of braces', (size) => '{'.repeat(size)],
  ['one line of comment marks', (size) => '/*'.repeat(size / 2)],
  ['one line of addresses', (size) => '10.0.0.1 255.255.255.0 '.repeat(size / 23)],
  ['one line of colons', (size) => '1:'.repeat(size / 2)],
  ['blank lines', (size) => '\n'.repeat(size)],
  ['open banners', (size) => 'banner motd ^C\nbanner motd #\n'.repeat(size / 29)],
  ['open certificates', (size) => ' certificate ca 01\n  3082\n'.repeat(size / 26)],
  ['open keys', (size) => 'key-string\nkey "-----BEGIN X\n'.repeat(size / 30)],
  [
    'ever deeper lines',
    (size) => Array.from({ length: Math.sqrt(size) }, (_, n) => `${' '.repeat(n)}x`).join('\n'),
  ],
  ['ever deeper braces', (size) => 'a {\n'.repeat(size / 4)],
  ['closing braces', (size) => '}\n'.repeat(size / 2)],
  ['set lines', (size) => 'set system a b c d e f\n'.repeat(size / 23)],
  ['neighbors', (size) => `router bgp 1\n${' neighbor 10.0.0.1 remote-as 1\n'.repeat(size / 31)}`],
  ['unknown sections', (size) => 'zzz\n yyy\n  xxx\n'.repeat(size / 15)],
];

function bestOf(runs: number, work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const startMs = processorMs();
    work();
    best = Math.min(best, processorMs() - startMs);
  }
  return best;
}

/**
 * Asserts that work on twice the text takes less than 3.5 times as long (quadratic work takes
 * four times). Other work on the machine disturbs a measurement: one of five must fit.
 */
export function assertLinear(prepare: (size: number) => () => unknown, size = 40_000): void {
  const measured: string[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    const once = bestOf(2, prepare(size));
    const twice = bestOf(2, prepare(2 * size));
    if (twice < 3.5 * once + 10) return;
    measured.push(`${once.toFixed(1)} ms, then ${twice.toFixed(1)} ms`);
  }
  assert.fail(measured.join('; '));
}
