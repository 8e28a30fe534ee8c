import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaptureAnalysis } from '../../../../src/network/capture/captureAnalysis.ts';
import { CaptureRecords } from '../../../../src/network/capture/captureRecords.ts';
import { protocolCounts } from '../../../../src/network/capture/protocolHierarchy.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures/captures');

/** Lines of tshark's `-z io,phs`, without its heading. */
function expected(name: string): string[] {
  return readFileSync(join(FIXTURES, `${name}.phs.txt`), 'utf8')
    .split('\n')
    .filter((line) => line.includes('frames:'))
    .map((line) => line.replace(/\s+frames:/, ' frames:'));
}

function found(name: string): string[] {
  const records = new CaptureRecords();
  const analysis = new CaptureAnalysis();
  for (const packet of records.push(new Uint8Array(readFileSync(join(FIXTURES, name))))) {
    analysis.add(packet);
  }
  const { protocols } = analysis.finish(records.format, records.broken);
  return protocolCounts(protocols).map(
    ({ depth, name: layer, frames, bytes }) =>
      `${'  '.repeat(depth)}${layer} frames:${frames} bytes:${bytes}`,
  );
}

describe('the protocol hierarchy', () => {
  for (const name of readdirSync(FIXTURES).filter((file) => /\.pcap(?:ng)?$/.test(file))) {
    it(`of ${name} is tshark's`, () => {
      assert.deepEqual(found(name), expected(name));
    });
  }
});
