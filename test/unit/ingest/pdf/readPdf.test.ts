import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { fillSentence, NetGuruError } from '../../../../src/core/errors.ts';
import { MAX_CHUNK_CHARACTERS } from '../../../../src/core/limits.ts';
import { guessBinaryKind } from '../../../../src/ingest/fileKind.ts';
import { layOutPage } from '../../../../src/ingest/pdf/pdfLayout.ts';
import { type PdfOptions, readPdf } from '../../../../src/ingest/pdf/readPdf.ts';
import { processorMs } from '../../support/processorTime.ts';
import { contentOf, type Drawn, encryptedPdf, pdfFile, pdfPages } from './pdfBytes.ts';

/** The lines of one column of text from the page's top. */
function column(lines: readonly string[], x = 72, size = 10): Drawn[] {
  return lines.map((text, index) => ({ x, y: 720 - index * 14, text, size }));
}

async function read(bytes: Uint8Array, options: PdfOptions = {}) {
  const result = await readPdf(bytes, options);
  assert(result.status === 'read', result.status === 'skipped' ? result.reason.template : '');
  return result;
}

async function reason(bytes: Uint8Array, options: PdfOptions = {}): Promise<string> {
  const result = await readPdf(bytes, options);
  return result.status === 'skipped'
    ? fillSentence(result.reason.template, result.reason.args)
    : `read: ${result.lines.join('|')}`;
}

const SCAN = 'The PDF has no text, only pictures (a scan). Run text recognition (OCR) on it first.';
const DAMAGED = 'The PDF is damaged and cannot be read.';

const threePages = pdfPages([
  contentOf([
    { x: 72, y: 760, text: 'Branch design', size: 20 },
    ...column(['All branches use OSPF area 10.', 'Each has two uplinks.']),
  ]),
  contentOf(column(['router ospf 1', 'network 10.0.0.0 0.255.255.255 area 10'])),
  contentOf([
    { x: 72, y: 760, text: 'Addresses', size: 16 },
    ...column(['Loopbacks are in 10.255.0.0/16.']),
  ]),
]);

describe('readPdf', () => {
  it('gives the text of each page with its number and its headings', async () => {
    const { chunks, pages, lines, pageCount, incomplete } = await read(threePages);
    assert.equal(pageCount, 3);
    assert.equal(incomplete, undefined);
    assert.deepEqual(
      chunks.map(({ place, sectionPath, text, kind }) => [place, sectionPath, text, kind]),
      [
        [
          { unit: 'page', first: 1, last: 1 },
          ['Branch design'],
          'Branch design\n\nAll branches use OSPF area 10.\nEach has two uplinks.',
          'pdf',
        ],
        [
          { unit: 'page', first: 2, last: 2 },
          ['Branch design'],
          'router ospf 1\nnetwork 10.0.0.0 0.255.255.255 area 10',
          'pdf',
        ],
        [
          { unit: 'page', first: 3, last: 3 },
          ['Branch design', 'Addresses'],
          'Addresses\nLoopbacks are in 10.255.0.0/16.',
          'pdf',
        ],
      ],
    );
    for (const { startLine, endLine, text } of chunks) {
      assert.equal(lines.slice(startLine - 1, endLine).join('\n'), text);
    }
    assert.deepEqual(
      pages.map(({ page }) => page),
      [1, 2, 3],
    );
  });

  it('leaves the caller its bytes', async () => {
    const bytes = new Uint8Array(threePages);
    await read(bytes);
    assert.deepEqual(bytes, new Uint8Array(threePages));
  });

  it('cuts long pages at their limits, and keeps every line', async () => {
    const words = 'neighbor 10.0.0.1 remote-as 65001 description to the core of the network';
    const bytes = pdfPages([
      contentOf(
        Array.from({ length: 70 }, (_, n) => ({ x: 50, y: 780 - n * 11, text: `${n} ${words}` })),
      ),
      contentOf([{ x: 50, y: 700, text: words.repeat(60), size: 1 }]),
    ]);
    const { chunks, lines } = await read(bytes);
    const covered = new Set(
      chunks.flatMap(({ startLine, endLine }) =>
        Array.from({ length: endLine - startLine + 1 }, (_, n) => startLine + n),
      ),
    );
    lines.forEach((line, index) => {
      assert(line.trim() === '' || covered.has(index + 1), `line ${index + 1}`);
    });
    assert(chunks.length > 4);
    for (const { text } of chunks) assert(text.length <= MAX_CHUNK_CHARACTERS, `${text.length}`);
  });

  const layouts: readonly (readonly [string, readonly Drawn[], readonly string[]])[] = [
    [
      'pieces in drawing order become lines in reading order',
      [
        { x: 72, y: 600, text: 'third' },
        { x: 72, y: 700, text: 'first' },
        { x: 72, y: 650, text: 'second' },
      ],
      ['first', 'second', 'third'],
    ],
    [
      'cells of a table stay in their columns',
      ['Interface,Address,Status', 'Gi0/1,10.1.1.1,up', 'Loopback0,10.255.0.1,down'].flatMap(
        (row, n) =>
          row.split(',').map((text, cell) => ({ x: 72 + cell * 120, y: 700 - n * 14, text })),
      ),
      [
        'Interface                Address                  Status',
        'Gi0/1                    10.1.1.1                 up',
        'Loopback0                10.255.0.1               down',
      ],
    ],
    [
      'columns of prose are read one after the other',
      Array.from({ length: 8 }, (_, n) => [
        { x: 50, y: 700 - n * 14, text: `left line ${n} of the first text column` },
        { x: 320, y: 700 - n * 14, text: `right line ${n} of the second column` },
      ]).flat(),
      [
        ...Array.from({ length: 8 }, (_, n) => `left line ${n} of the first text column`),
        ...Array.from({ length: 8 }, (_, n) => `right line ${n} of the second column`),
      ],
    ],
    [
      'cut words are joined, and compounds keep their hyphen',
      column([
        'The route-map and the configu-',
        'ration of an address and its family: address-',
        'family ipv4, and a route-',
        'map again.',
      ]),
      [
        'The route-map and the configuration',
        'of an address and its family: address-family',
        'ipv4, and a route-map',
        'again.',
      ],
    ],
    [
      'a text drawn twice for boldness counts once',
      [
        { x: 72, y: 700, text: 'Bold' },
        { x: 72.3, y: 700, text: 'Bold' },
      ],
      ['Bold'],
    ],
    [
      'indentation is kept',
      [
        { x: 72, y: 700, text: 'interface Gi0/1' },
        { x: 77, y: 686, text: 'ip address 10.1.1.1 255.255.255.0' },
      ],
      ['interface Gi0/1', ' ip address 10.1.1.1 255.255.255.0'],
    ],
  ];
  for (const [title, drawn, expected] of layouts) {
    it(title, async () => {
      const { lines } = await read(pdfPages([contentOf(drawn)]));
      const found = lines.filter((line) => line !== '');
      assert.deepEqual(
        found.map((line) =>
          line.replace(/ {2,}(?=\S)/g, (gap) => (title.includes('table') ? '  ' : gap)),
        ),
        expected.map((line) => (title.includes('table') ? line.replace(/ {2,}/g, '  ') : line)),
      );
      if (title.includes('table')) {
        const columns = found.map((line) => line.indexOf(line.split(/ {2,}/)[1] ?? '?'));
        assert.equal(new Set(columns).size, 1, found.join('\n'));
      }
    });
  }

  it('reads a turned page upright', async () => {
    const turned = 'BT /F1 10 Tf 0 1 -1 0 100 72 Tm (turned line one) Tj ET';
    const { lines } = await read(pdfPages([turned]));
    assert.deepEqual(lines, ['turned line one']);
  });

  it('reads a document that only restricts what may be done with it', async () => {
    const { lines } = await read(encryptedPdf(contentOf(column(['open to read'])), ''));
    assert.deepEqual(lines, ['open to read']);
  });

  const text = contentOf(column(['text']));
  const image = 'q 600 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q';
  const cyclic = pdfFile([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 5>>',
    '<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 5>>',
  ]);
  const selfReference = pdfFile(['1 0 R', '2 0 R']);
  const refused: readonly (readonly [string, Buffer, string])[] = [
    [
      'a password',
      encryptedPdf(text, 'secret'),
      'The PDF is protected by a password. Save a copy without one to have it indexed.',
    ],
    ['a scan', pdfPages([image, image]), SCAN],
    ['pages without anything', pdfPages(['', '']), SCAN],
    ['no page', pdfPages([]), DAMAGED],
    ['a cyclic page tree', cyclic, DAMAGED],
    ['an object that is itself', selfReference, DAMAGED],
    ['no PDF', Buffer.from('just text'), DAMAGED],
    ['nothing', Buffer.alloc(0), DAMAGED],
    ['only the mark', Buffer.from('%PDF-1.7\n'), DAMAGED],
    [
      'a file that is too large',
      Buffer.alloc(64 * 1024 * 1024 + 1),
      'PDF files over 64 MB are not read.',
    ],
  ];
  for (const [title, bytes, expected] of refused) {
    it(`says why it skips ${title}`, async () => {
      assert.equal(await reason(bytes), expected);
    });
  }

  it('does not unpack a stream that is far larger than any text', async () => {
    const packed = (content: string): Buffer => {
      const data = deflateSync(content);
      const head = `<</Length ${data.length}/Filter/FlateDecode>>\nstream\n`;
      const stream = Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream')]);
      return pdfFile([
        '<</Type/Catalog/Pages 2 0 R>>',
        '<</Type/Pages/Kids[3 0 R]/Count 1>>',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
        stream,
        '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      ]);
    };
    const maxStreamBytes = 4 * 1024 * 1024;
    const content = (spaces: number): string => text + ' '.repeat(spaces);
    assert.deepEqual((await read(packed(content(100_000)), { maxStreamBytes })).lines, ['text']);
    const bomb = packed(content(maxStreamBytes));
    assert(bomb.length < 10_000);
    assert.equal(await reason(bomb, { maxStreamBytes }), 'The PDF unpacks to more than 4 MB.');
  });

  it('reads what is there of a page tree of 10,000 nodes', async () => {
    const depth = 10_000;
    const nodes = Array.from(
      { length: depth },
      (_, n) => `<</Type/Pages/Parent ${n + 1} 0 R/Kids[${n + 3} 0 R]/Count 1>>`,
    );
    const bytes = pdfFile([
      '<</Type/Catalog/Pages 2 0 R>>',
      ...nodes,
      `<</Type/Page/Parent ${depth + 1} 0 R/MediaBox[0 0 612 792]/Contents ${depth + 3} 0 R` +
        `/Resources<</Font<</F1 ${depth + 4} 0 R>>>>>>`,
      `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ]);
    const result = await readPdf(bytes, { maxMs: 10_000 });
    assert(result.status === 'skipped' || result.lines.join() === 'text');
  });

  it('does not believe a count of pages', async () => {
    const bytes = Buffer.from(
      threePages.toString('latin1').replace('/Count 3', '/Count 9'),
      'latin1',
    );
    const { chunks } = await read(bytes, { maxPages: 10 });
    assert(chunks.length === 3);
  });

  it('stops at its limits and says so', async () => {
    for (const options of [{ maxPages: 2 }, { maxCharacters: 80 }] as const) {
      const { chunks, incomplete } = await read(threePages, options);
      const last = Math.max(...chunks.map(({ place }) => place?.last ?? 0));
      assert.deepEqual(incomplete, {
        template: 'Only the first {0} of {1} pages were read.',
        args: [last, 3],
      });
    }
  });

  it('stops when its time is up', async () => {
    let calls = 0;
    const now = (): number => (calls++ === 0 ? 0 : 1_000_000);
    assert.equal(
      await reason(threePages, { now, maxMs: 2_000 }),
      'Reading the PDF took longer than 2 s.',
    );
  });

  it('throws only that it was cancelled', async () => {
    const early = AbortSignal.abort();
    await assert.rejects(readPdf(threePages, { signal: early }), { reason: 'cancelled' });
    const controller = new AbortController();
    let asked = 0;
    const now = (): number => {
      if (++asked === 4) controller.abort();
      return 0;
    };
    await assert.rejects(
      readPdf(threePages, { signal: controller.signal, now }),
      (error) => error instanceof NetGuruError && error.reason === 'cancelled',
    );
  });

  it('has a text or a reason for every beginning of a file and for changed bytes', async () => {
    for (let end = 0; end < threePages.length; end += 41) {
      await readPdf(threePages.subarray(0, end), { maxMs: 5_000 });
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(threePages.length - 1), fc.nat(255)), {
          minLength: 1,
          maxLength: 20,
        }),
        async (changes) => {
          const bytes = new Uint8Array(threePages);
          for (const [at, value] of changes) bytes[at] = value;
          const result = await readPdf(bytes, { maxMs: 5_000 });
          assert(result.status === 'read' || result.reason.template.length > 0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('guessBinaryKind', () => {
  for (const [text, expected] of [
    ['%PDF-1.4\n', true],
    ['\n\n%PDF-2.0', true],
    ['PDF', false],
    ['', false],
    [`${' '.repeat(2000)}%PDF-1.4`, false],
  ] as const) {
    it(`${JSON.stringify(text.slice(0, 12))} is ${expected ? 'a' : 'no'} PDF`, () => {
      assert.equal(guessBinaryKind(Buffer.from(text))?.kind, expected ? 'pdf' : undefined);
    });
  }
});

describe('layOutPage', () => {
  it('keeps every piece of text, whatever its numbers are', () => {
    const number = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(0));
    const item = fc.record({
      text: fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== ''),
      x: number,
      y: number,
      width: fc.double({ min: 0, max: 1e4, noNaN: true }),
      height: fc.double({ min: 0, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (items) => {
        const text = layOutPage(items)
          .map((line) => line.text)
          .join('\n');
        for (const each of items) assert(text.includes(each.text.trim()), each.text);
      }),
    );
  });

  it('takes time that grows with the page', () => {
    const page = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        text: `w${n}`,
        x: (n % 50) * 12,
        y: Math.floor(n / 50) * 12,
        width: 10,
        height: 10,
      }));
    const started = processorMs();
    assert.equal(layOutPage(page(100_000)).length, 2_000);
    assert(processorMs() - started < 5_000);
  });
});
