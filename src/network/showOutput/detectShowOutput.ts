import type { Platform } from '../../core/types.ts';
import { commandFromPath } from './commandFromPath.ts';
import { isShowPrompt } from './prompt.ts';
import { splitShowOutput, terminalLines } from './showSections.ts';
import type { ShowSection } from './showTable.ts';
import { readShowTables } from './showTables.ts';

/** How sure it is that a text is what devices printed for commands, and what says so. */
export interface ShowOutputGuess {
  /** 0 to 1. */
  readonly confidence: number;
  readonly reasons: readonly string[];
  readonly platform: Platform;
}

/** Enough of a file to know it. */
const SAMPLE_LINES = 400;

/** Lines that only one platform prints. The first that fits decides. */
const PLATFORM_LINES: readonly (readonly [Platform, RegExp])[] = [
  ['ios-xr', /^RP\/\d+\/\w+\/CPU\d+:|^Cisco IOS XR Software/],
  [
    'nx-os',
    /^Cisco Nexus Operating System|ubest\/mbest: |^IP (?:Route Table|Interface Status|ARP Table) for |^BGP summary information for VRF .*, address family IPv4 Unicast$/,
  ],
  ['asa', /^Cisco Adaptive Security Appliance|^[\w.-]+\/(?:pri|sec)\/(?:act|stby)[#>]/],
  ['eos', /^Arista (?:DCS|vEOS|cEOS|\w+-)|^Software image version: /],
  [
    'junos',
    /^\{(?:master|backup|primary|secondary|linecard)(?::\d)?\}|^[\w.-]+@[\w.-]+> |^Physical interface: |^[\w.-]*inet6?\.\d: \d+ destinations|^JUNOS /,
  ],
  ['ios-xe', /^Cisco IOS[ -]XE Software/],
  ['ios', /^Cisco (?:IOS Software|Internetwork Operating System)/],
];

/** What neighbours say of themselves is not about this device. */
const ABOUT_OTHERS = /^show (?:cdp|lldp)\b/;

/** The platform whose terminal this is; `cisco-like` when it is one of IOS's relatives. */
export function showOutputPlatform(
  lines: readonly string[],
  sections: readonly ShowSection[],
): Platform {
  const own = sections
    .flatMap(({ command, startLine, bodyLine, endLine }) =>
      lines.slice(startLine - 1, ABOUT_OTHERS.test(command) ? bodyLine - 1 : endLine),
    )
    .filter((line) => line.length < 300);
  const found = PLATFORM_LINES.find(([, pattern]) => own.some((line) => pattern.test(line)));
  return found?.[0] ?? (own.some(isShowPrompt) ? 'cisco-like' : 'unknown');
}

/** Rows of the tables found in the sample, over all its lines with text. */
function tableShare(
  lines: readonly string[],
  sections: readonly ShowSection[],
): { readonly rows: number; readonly titles: number; readonly lines: number } {
  let rows = 0;
  let titles = 0;
  for (const section of sections) {
    for (const table of readShowTables(lines, section)) {
      titles += table.titleLines.length;
      for (const { startLine, endLine } of table.rows) rows += endLine - startLine + 1;
    }
  }
  return { rows, titles, lines: lines.filter((line) => line.trim() !== '').length };
}

/**
 * Whether a text is show output: prompts with commands, a file name that says the command, or
 * tables that only devices print. Looks at the beginning of the text only.
 */
export function detectShowOutput(path: string, allLines: readonly string[]): ShowOutputGuess {
  const lines = terminalLines(allLines.slice(0, SAMPLE_LINES));
  const sections = splitShowOutput(lines, path);
  const reasons: string[] = [];
  const prompts = lines.filter(isShowPrompt).length;
  if (prompts > 0) reasons.push(`${prompts} prompts with commands`);
  const { command } = commandFromPath(path);
  if (command) reasons.push(`the name says ${command}`);
  const { rows, titles, lines: count } = tableShare(lines, sections);
  if (rows > 0) reasons.push(`${rows} of ${count} lines are rows of known tables`);
  const platform = showOutputPlatform(lines, sections);
  const byPrompt = prompts >= 2 ? 0.95 : prompts === 1 ? 0.7 : 0;
  const byName = command ? (rows > 0 ? 0.95 : 0.6) : 0;
  const byRows = rows >= 1 && rows + titles >= count * 0.4 ? 0.8 : rows > 0 ? 0.3 : 0;
  return { confidence: Math.max(byPrompt, byName, byRows), reasons, platform };
}
