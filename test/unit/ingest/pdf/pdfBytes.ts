import { createHash } from 'node:crypto';

/** Small PDF files written by hand, for the tests of the PDF reader. */

/** A text drawn at a place of the page (from the lower left corner, in points). */
export interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: number;
}

type Encrypt = (object: number, data: Buffer) => Buffer;

function escapeText(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}

export function contentOf(drawn: readonly Drawn[]): string {
  return drawn
    .map(
      ({ x, y, text, size = 10 }) => `BT /F1 ${size} Tf ${x} ${y} Td (${escapeText(text)}) Tj ET`,
    )
    .join('\n');
}

/** A file of these objects (number and body), with a cross-reference table and a trailer. */
export function pdfFile(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const push = (data: Buffer): void => {
    parts.push(data);
    length += data.length;
  };
  objects.forEach((body, index) => {
    offsets.push(length);
    push(
      Buffer.concat([
        Buffer.from(`${index + 1} 0 obj\n`),
        Buffer.from(body),
        Buffer.from('\nendobj\n'),
      ]),
    );
  });
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}` +
        `trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function stream(content: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<</Length ${content.length}>>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);
}

const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>';

/** A document with these contents, one page each; the objects after the pages come from `more`. */
export function pdfPages(
  contents: readonly string[],
  more: {
    readonly trailer?: string;
    readonly objects?: readonly string[];
    readonly encrypt?: Encrypt;
  } = {},
): Buffer {
  const count = contents.length;
  const kids = contents.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  const pages = contents.flatMap((content, index) => {
    const number = 5 + index * 2;
    const data = Buffer.from(content, 'latin1');
    return [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${number} 0 R` +
        '/Resources<</Font<</F1 3 0 R>>>>>>',
      stream(more.encrypt ? more.encrypt(number, data) : data),
    ];
  });
  return pdfFile(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Kids[${kids}]/Count ${count}>>`,
      FONT,
      ...pages,
      ...(more.objects ?? []),
    ],
    more.trailer,
  );
}

const PADDING = Buffer.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a',
  'hex',
);

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    [state[a], state[b]] = [state[b] ?? 0, state[a] ?? 0];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + (state[i] ?? 0)) & 255;
      swap(i, j);
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
    }),
  );
}

const md5 = (...parts: readonly Buffer[]): Buffer =>
  createHash('md5').update(Buffer.concat(parts)).digest();

/**
 * An encrypted document (standard handler, 40 bits, PDF 32000-1:2008, 7.6.3). The owner's entry is
 * arbitrary; the user's password is asked for on opening unless it is empty.
 */
export function encryptedPdf(content: string, userPassword: string): Buffer {
  const owner = md5(Buffer.from('owner'));
  const ownerEntry = Buffer.concat([owner, owner]);
  const id = md5(Buffer.from('id'));
  const padded = Buffer.concat([Buffer.from(userPassword), PADDING]).subarray(0, 32);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const key = md5(padded, ownerEntry, permissions, id).subarray(0, 5);
  const userEntry = rc4(key, PADDING);
  const hex = (data: Buffer): string => `<${data.toString('hex')}>`;
  return pdfPages([content], {
    trailer:
      `/ID[${hex(id)}${hex(id)}]/Encrypt<</Filter/Standard/V 1/R 2/P -4` +
      `/O${hex(ownerEntry)}/U${hex(userEntry)}>>`,
    encrypt: (object, data) => {
      const number = Buffer.from([object & 255, (object >> 8) & 255, (object >> 16) & 255, 0, 0]);
      return rc4(md5(key, number).subarray(0, 10), data);
    },
  });
}
