import { expandCommand } from './expandCommand.ts';

/** What the name of a file says of the output in it. */
export interface PathCommand {
  /** In full, or undefined when the name tells no known command. */
  readonly command?: string;
  readonly device?: string;
}

const FILE_TYPE =
  /(?:\.(?:\d{1,4}|gz|bak|old|txt|log|cfg|conf|out|output|show|cli|raw|text|dump))+$/i;
/** `r1_show_ip_route`, `show-version`, `core1.sh ip int br` */
const SHOW_IN_NAME = /(?:^|[^a-z0-9])(?:show|sh)(?=[^a-z0-9])/i;
const SEPARATORS = /[\s_+.,;]+/;
/** Folders that are named for what they hold, not for a device. */
const GENERAL_FOLDER =
  /^(?:show|shows?[-_ ]?(?:outputs?|commands?|tech)?|outputs?|configs?|logs?|cli|commands?|data|captures?|text|files|snapshots?|devices?|routers?|switches|firewalls?|raw|oracles?|docs?|backups?|\d[\d._-]*)$/i;
const DATE = /^\d[\d.:T-]*$/;

function trimName(text: string): string {
  return text.replace(/^[\s_.,;+-]+|[\s_.,;+-]+$/g, '');
}

interface NamedCommand extends PathCommand {
  readonly rest: string;
}

/** The command and what stands around it in one part of a path. */
function commandIn(name: string): NamedCommand | undefined {
  const match = SHOW_IN_NAME.exec(name);
  if (!match) return undefined;
  const before = trimName(name.slice(0, match.index));
  const after = name.slice(match.index + match[0].length);
  // Hyphens part words only where nothing else does: `show-ip-route`, but `show_mac_address-table`.
  const trimmed = trimName(after);
  const separator = SEPARATORS.test(trimmed) ? SEPARATORS : /[\s_+.,;-]+/;
  const words = trimmed.split(separator).filter((word) => word !== '' && !DATE.test(word));
  const { command, known, unknown } = expandCommand(['show', ...words].join(' '));
  if (known === 0) return undefined;
  const last = unknown[unknown.length - 1];
  const endsWithDevice = !before && last !== undefined && words[words.length - 1] === last;
  return {
    command: endsWithDevice ? command.slice(0, -last.length).trim() : command,
    ...(before ? { device: before } : endsWithDevice ? { device: last } : {}),
    rest: before,
  };
}

/**
 * The command and the device that a path names: `r1_show_ip_ospf_neighbor.txt`,
 * `show_version/r1.txt`, `R1/show ip route.txt`. Folders are looked at from the inside out.
 */
export function commandFromPath(path: string): PathCommand {
  const parts = path.slice(-512).split('/');
  const stem = trimName((parts.pop() ?? '').replace(FILE_TYPE, ''));
  const named = commandIn(stem);
  const folder = parts[parts.length - 1] ?? '';
  if (named) {
    const device = named.device ?? (folder && !GENERAL_FOLDER.test(folder) ? folder : undefined);
    return {
      ...(named.command ? { command: named.command } : {}),
      ...(device ? { device } : {}),
    };
  }
  const folderCommand = commandIn(folder)?.command;
  return folderCommand ? { command: folderCommand, ...(stem ? { device: stem } : {}) } : {};
}
