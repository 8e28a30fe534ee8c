import { z } from 'zod';
import { sentence } from '../../core/errors.ts';
import { MAX_TOOL_LINES } from '../../core/limits.ts';
import { parseTimeBound } from '../../retrieval/timeBound.ts';
import type { DeviceEntry, ReadLinesResult } from '../../retrieval/toolQueries.ts';
import { defineTool, type Findings, plainWords, type Tool } from './tool.ts';

const text = (description: string) => z.string().trim().min(1).max(300).describe(description);
/** Models write numbers as text, and leave out by an empty text or null, now and then. */
const line = (description: string) =>
  z.coerce.number().int().min(1).max(100_000_000).describe(description);
const optionalText = (description: string) =>
  z
    .string()
    .trim()
    .max(300)
    .nullish()
    .transform((value) => value || undefined)
    .pipe(z.string().optional())
    .describe(description);

const search = defineTool({
  name: 'search',
  description:
    'Searches the user’s indexed network files and the reference corpus for words, identifiers, addresses, device names or message codes, and returns the best passages.',
  schema: z.object({ query: text('What to look for, in a few words or identifiers.') }),
  step: ({ query }) => sentence('Searching for {0}…', plainWords(query)),
  run: async ({ query }, sources, signal) => {
    const passages = await sources.search(query, signal);
    const summary =
      passages.length === 0 ? 'Nothing was found.' : `${passages.length} passages, best first.`;
    return { summary, passages: passages.map((passage) => ({ passage })) };
  },
});

function readFindings(result: ReadLinesResult): Findings {
  switch (result.state) {
    case 'read':
      return {
        summary: `The file has ${result.lineCount} lines.`,
        passages: [{ passage: result.passage }],
      };
    case 'no-such-lines':
      return { summary: `The file ends at line ${result.lineCount}.`, passages: [] };
    case 'changed':
      return { summary: 'The file has changed or is gone since it was indexed.', passages: [] };
    case 'ambiguous':
    case 'unknown': {
      const { state, paths } = result;
      const summary =
        state === 'ambiguous'
          ? 'Several indexed files have this path. Give one in full.'
          : 'No indexed file has this path.';
      return { summary, passages: [], ...(paths.length > 0 && { listing: paths.join('\n') }) };
    }
  }
}

const readLines = defineTool({
  name: 'read_lines',
  description: `Reads a range of lines, at most ${MAX_TOOL_LINES}, of one indexed file. Use the path of a passage's location.`,
  schema: z.object({
    path: text('Path of an indexed file, as passages name it.'),
    startLine: line('First line, from 1.'),
    endLine: line('Last line, included.'),
  }),
  step: ({ path, startLine, endLine }) =>
    startLine === endLine
      ? sentence('Reading {0}, line {1}…', plainWords(path), startLine)
      : sentence('Reading {0}, lines {1}-{2}…', plainWords(path), startLine, endLine),
  run: async (query, sources, signal) => readFindings(await sources.readLines(query, signal)),
});

const findReferences = defineTool({
  name: 'find_references',
  description:
    'Finds where a named object (access list, route-map, prefix-list, VRF, interface, VLAN, …) or an IP address is defined and used, over all devices.',
  schema: z.object({
    name: text('The name as configured, an interface, or an IP address.'),
    kind: optionalText('Only this kind, such as access-list, route-policy, prefix-list, vrf.'),
  }),
  step: ({ name }) => sentence('Looking where {0} is used…', plainWords(name)),
  run: async ({ name, kind }, sources, signal) => {
    const { references, devices, total } = await sources.findReferences({ name, kind }, signal);
    if (total === 0) return { summary: 'No indexed file defines or uses this name.', passages: [] };
    return {
      summary: `${total} places on ${devices.length} devices; ${references.length} of them follow, definitions first.`,
      passages: references.map((reference) => ({
        passage: reference.passage,
        label: `${reference.role} of ${reference.kind}`,
      })),
      listing: `Devices: ${devices.join(', ')}`,
    };
  },
});

function deviceLine({ name, platform, interfaceAddresses, files }: DeviceEntry): string {
  return `${name} | ${platform} | ${interfaceAddresses} addresses | ${files.join(', ')}`;
}

const listDevices = defineTool({
  name: 'list_devices',
  description:
    'Lists the devices of the indexed files: name, platform, number of interface addresses, files.',
  schema: z.object({
    filter: optionalText('Only devices whose name, platform or files hold these words.'),
  }),
  step: ({ filter }) =>
    filter
      ? sentence('Listing devices with {0}…', plainWords(filter))
      : sentence('Listing devices…'),
  run: async ({ filter = '' }, sources, signal) => {
    const { devices, total } = await sources.listDevices(filter, signal);
    if (total === 0) return { summary: 'No device fits.', passages: [] };
    const left = total - devices.length;
    return {
      summary: `${total} devices.${left > 0 ? ` ${left} are left out: narrow the filter.` : ''}`,
      passages: [],
      listing: devices.map(deviceLine).join('\n'),
    };
  },
});

const TIME = 'such as 2025-03-04, 2025-03-04 11:45 or Mar 4 11:45:20, as logged';
const time = (edge: 'from' | 'to', description: string) =>
  optionalText(description).refine(
    (value) => value === undefined || parseTimeBound(value, edge) !== undefined,
    `cannot be read; write it ${TIME}`,
  );

const logTimeline = defineTool({
  name: 'log_timeline',
  description:
    'Lists log events in the order of their times, with the lines that hold them, for a device, a time range and a message code.',
  schema: z.object({
    device: optionalText('Only events of this device or host.'),
    from: time('from', `Earliest time, ${TIME}.`),
    to: time('to', `Latest time, ${TIME}.`),
    mnemonic: optionalText('Only messages with this code or text, such as BGP-5-ADJCHANGE.'),
  }),
  step: ({ device, mnemonic }) => {
    const what = plainWords([device, mnemonic].filter(Boolean).join(' '));
    return what ? sentence('Reading the logs for {0}…', what) : sentence('Reading the logs…');
  },
  run: async ({ device, from, to, mnemonic }, sources, signal) => {
    const query = {
      device,
      mnemonic,
      from: from === undefined ? undefined : parseTimeBound(from, 'from'),
      to: to === undefined ? undefined : parseTimeBound(to, 'to'),
    };
    const found = await sources.logTimeline(query, signal);
    const partial = found.isPartial ? ' Long logs were read in part: narrow the query.' : '';
    if (found.total === 0) return { summary: `No event fits.${partial}`, passages: [] };
    const left = found.total - found.shown;
    const middle = left > 0 ? ` ${left} in the middle are left out.` : '';
    return {
      summary: `${found.total} events in the order of their times.${middle}${partial}`,
      passages: found.passages.map((passage) => ({ passage })),
      listing: found.counts.map(([label, count]) => `${count} × ${label || '-'}`).join('\n'),
    };
  },
});

/** All tools, in the order in which models see them. */
export const TOOLS: readonly Tool[] = [search, readLines, findReferences, listDevices, logTimeline];
