/** A line on which a command was typed: `r1#show clock`, `admin@mx1> show bgp summary`. */
export interface Prompt {
  readonly device: string;
  /** What was typed, without the prompt; empty when only Enter was pressed. */
  readonly typed: string;
}

/** Terminal programs put the time before each line: `[2024-03-01 10:00:00] `. */
const STAMP = /^\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?\]?[ \t]{1,4}/;
/**
 * XR's card (`RP/0/RSP0/CPU0:`), or Junos's user (`admin@`); the name; ASA's unit or context
 * (`/pri/act`); the mode (`(config-if)`); `#` or `>`. NX-OS and EOS put a blank after it.
 */
const PROMPT =
  /^(?:RP\/\d{1,3}\/\w{1,8}\/CPU\d{1,2}:|[\w.-]{1,40}@)?([A-Za-z0-9][\w.-]{0,63}(?<!-))(?:\/(?:pri|sec|act|stby|standby|noFailover|\w{1,32})){0,3}(?:\((?:[\w.-]{1,60})\)){0,2}[#>](?![#>=]) ?(.{0,400})$/;
/** Words that begin what is typed on a device. */
const VERBS = `show sho sh display ping trace traceroute term terminal conf configure config enable
  en disable exit quit end wr write copy clear debug undebug more dir reload set request monitor
  telnet ssh no logout admin test bash start file cli edit commit rollback del delete top up`;
const VERB = new RegExp(`^(?:(?:do|run) )?(?:${VERBS.split(/\s+/).join('|')})(?: |$)`, 'i');

/** The prompt of a line, or undefined. A line of any other text that has `#` or `>` may fit too. */
export function parsePrompt(line: string): Prompt | undefined {
  const start = STAMP.exec(line)?.[0].length ?? 0;
  const match = PROMPT.exec(line.slice(start, start + 700));
  return match?.[1] ? { device: match[1], typed: (match[2] ?? '').trim() } : undefined;
}

/** Whether the prompt is one for sure: what follows it is a command. */
export function hasCommand({ typed }: Prompt): boolean {
  return VERB.test(typed);
}

/** `r1#sh ver`, `admin@mx1> show route`: a line that only a terminal has. */
export function isShowPrompt(line: string): boolean {
  const prompt = parsePrompt(line);
  return (
    prompt !== undefined &&
    /^(?:(?:do |run )?(?:sho?w?|display) |ping |trace(?:route)? |debug )/i.test(prompt.typed)
  );
}
