import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { MAX_LINE_CHARACTERS } from '../../../src/core/limits.ts';
import { decodeText } from '../../../src/ingest/decodeText.ts';

const TEXT = 'hostname r1\n! São Paulo\ninterface Gi0/1';
const ASCII = 'hostname r1\ninterface Gi0/1';

function utf16(text: string, endian: 'le' | 'be', mark: boolean): Buffer {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return endian === 'le' ? bytes : bytes.swap16();
}

interface Case {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly encoding: string;
}

const readable: readonly Case[] = [
  { name: 'UTF-8', bytes: Buffer.from(TEXT), text: TEXT, encoding: 'utf-8' },
  { name: 'a byte-order mark', bytes: Buffer.from(`\ufeff${TEXT}`), text: TEXT, encoding: 'utf-8' },
  {
    name: 'UTF-16 LE, marked',
    bytes: utf16(TEXT, 'le', true),
    text: TEXT,
    encoding: 'utf-16le',
  },
  {
    name: 'UTF-16 BE, marked',
    bytes: utf16(TEXT, 'be', true),
    text: TEXT,
    encoding: 'utf-16be',
  },
  { name: 'UTF-16 LE', bytes: utf16(TEXT, 'le', false), text: TEXT, encoding: 'utf-16le' },
  { name: 'UTF-16 BE', bytes: utf16(TEXT, 'be', false), text: TEXT, encoding: 'utf-16be' },
  {
    name: 'Latin-1',
    bytes: Buffer.from(TEXT, 'latin1'),
    text: TEXT,
    encoding: 'windows-1252',
  },
  {
    name: 'Windows line ends',
    bytes: Buffer.from(ASCII.replaceAll('\n', '\r\n')),
    text: ASCII,
    encoding: 'utf-8',
  },
  {
    name: 'old Mac line ends',
    bytes: Buffer.from(ASCII.replaceAll('\n', '\r')),
    text: ASCII,
    encoding: 'utf-8',
  },
  { name: 'a last line end', bytes: Buffer.from(`${ASCII}\n`), text: ASCII, encoding: 'utf-8' },
  {
    name: 'blank lines at the end',
    bytes: Buffer.from(`${ASCII}\n\n\n`),
    text: `${ASCII}\n\n`,
    encoding: 'utf-8',
  },
  {
    name: 'banner delimiters',
    bytes: Buffer.from('banner motd \u0003\nhello\n\u0003\nhostname r1'),
    text: 'banner motd \u0003\nhello\n\u0003\nhostname r1',
    encoding: 'utf-8',
  },
  {
    name: 'a pager that was wiped',
    bytes: Buffer.from('line 1\n --More-- \b\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\bline 2'),
    text: 'line 1\nline 2',
    encoding: 'utf-8',
  },
  {
    name: 'a pager after a ruler',
    bytes: Buffer.from('-----\n--More--\b\b\b\bline 3\nline 4'),
    text: '-----\nline 3\nline 4',
    encoding: 'utf-8',
  },
  {
    name: 'colours',
    bytes: Buffer.from('\u001b[32mGi0/1\u001b[0m is up'),
    text: 'Gi0/1 is up',
    encoding: 'utf-8',
  },
  {
    name: 'the longest line',
    bytes: Buffer.from(`a\n${'x'.repeat(MAX_LINE_CHARACTERS)}\nb`),
    text: `a\n${'x'.repeat(MAX_LINE_CHARACTERS)}\nb`,
    encoding: 'utf-8',
  },
];

const unreadable: readonly (readonly [string, Uint8Array, string])[] = [
  ['nothing', new Uint8Array(0), 'The file is empty.'],
  ['blank lines', Buffer.from('\n \r\n\t\n'), 'The file is empty.'],
  ['a mark alone', Buffer.from('\ufeff'), 'The file is empty.'],
  ['random bytes', randomBytes(4_096), 'The file is binary, not text.'],
  ['zeros', new Uint8Array(10_000), 'The file is binary, not text.'],
  [
    'a picture',
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    'The file is binary, not text.',
  ],
  [
    'a line without end',
    Buffer.from(`a\n${'x'.repeat(MAX_LINE_CHARACTERS + 1)}`),
    'The file has lines too long for a text file.',
  ],
];

describe('decodeText', () => {
  for (const { name, bytes, text, encoding } of readable) {
    it(`reads ${name}`, () => {
      assert.deepEqual(decodeText(bytes), { ok: true, text, encoding });
    });
  }

  for (const [name, bytes, template] of unreadable) {
    it(`refuses ${name}`, () => {
      assert.deepEqual(decodeText(bytes), { ok: false, reason: { template, args: [] } });
    });
  }

  it('answers for any bytes, and keeps the line count of plain text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const decoded = decodeText(bytes);
        assert(decoded.ok ? decoded.text.trim() !== '' : decoded.reason.template !== '');
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ -~]{0,30}$/), { minLength: 1 }), (lines) => {
        fc.pre(lines.some((line) => line.trim() !== ''));
        const decoded = decodeText(Buffer.from(`${lines.join('\r\n')}\r\n`));
        assert(decoded.ok);
        assert.deepEqual(decoded.text.split('\n'), lines);
      }),
    );
  });

  const slow: readonly (readonly [string, string])[] = [
    ['spaces', `x${' '.repeat(400_000)}`],
    ['dashes', '-'.repeat(400_000)],
    ['blank lines', `x${'\n'.repeat(400_000)}x`],
    ['dashes and backspaces', '- \b'.repeat(100_000)],
    ['pagers that never end', '--more '.repeat(60_000)],
    ['dashes over a wiped pager', `${'-'.repeat(200_000)}\b${' '.repeat(200_000)}`],
  ];
  for (const [name, text] of slow) {
    it(`is quick on endless ${name}`, function () {
      this.timeout(2_000);
      decodeText(Buffer.from(text));
    });
  }
});
