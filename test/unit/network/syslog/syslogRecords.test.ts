import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { syslogRecords } from '../../../../src/network/syslog/syslogRecords.ts';

const lines = readFileSync(
  new URL('../../../fixtures/syslog/show-logging.txt', import.meta.url),
  'utf8',
).split('\n');

describe('syslog records', () => {
  it('join the lines that continue a message of show logging', () => {
    const first = lines.findIndex((line) => line.startsWith('Jan  2')) + 1;
    assert.deepEqual(
      syslogRecords(lines).map(({ message, firstLine, lastLine, continuation }) => [
        message.mnemonic,
        firstLine - first,
        lastLine - first,
        continuation.length,
      ]),
      [
        ['LICENSE_LEVEL', 0, 0, 0],
        ['HWIDB', 1, 1, 0],
        ['UPDOWN', 2, 2, 0],
        ['RESTART', 3, 7, 4],
        ['COLDSTART', 8, 8, 0],
      ],
    );
  });

  it('are none in a text without messages', () => {
    assert.deepEqual(syslogRecords(['hostname r1', '', 'end']), []);
  });
});
