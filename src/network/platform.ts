import type { Platform } from '../core/types.ts';
import { EVIDENCE, type Evidence, type NamedPlatform, PATH_EVIDENCE } from './platformEvidence.ts';
import { guessByVocabulary } from './platformVocabulary.ts';

/** What a configuration's text looks like, with the platform that its syntax points to. */
export interface PlatformGuess {
  readonly platform: Platform;
  /** How the text is structured: indentation (Cisco-like), braces, or Junos `set` lines. */
  readonly style: 'indented' | 'braces' | 'set' | 'none';
  /** 0 to 1: the winning platform's share of all the evidence found. */
  readonly confidence: number;
  /**
   * The lines of the text that speak for the platform, as written, the strongest first, and the
   * path where the name helped. Empty for `unknown`.
   */
  readonly reasons: readonly string[];
}

/** Sections that every Cisco-like configuration has in some number. */
const CISCO_LIKE =
  /^[ \t]*(?:no )?(?:hostname|interface|router|ip route|ip access-list|access-list|line vty|line con|username|snmp-server|vlan \d|route-map|ip prefix-list|class-map|policy-map|logging|ntp|aaa|spanning-tree|crypto|ip ssh|banner|dot1x|object-group|track \d|vrf|archive|flow) ?\S*/gm;
const JUNOS_BRACES = /^[ \t]*[\w<*:.-]+(?: [^;{}#\n]+)? \{[ \t]*(?:#[^\n]*)?$/gm;
const JUNOS_SET = /^[ \t]*(?:set|deactivate|delete|activate) [a-z-]+ /gm;

/** Enough of a file to recognise it; configs name their platform early or often. */
const SAMPLE_CHARACTERS = 200_000;
const MAX_REASONS = 5;
const MAX_REASON_CHARACTERS = 80;

interface Found {
  readonly weight: number;
  readonly reason: string;
}

function lineAt(text: string, index: number): string {
  const end = text.indexOf('\n', index);
  const from = text.slice(index, end < 0 || end > index + 400 ? index + 400 : end).trim();
  return from.length > MAX_REASON_CHARACTERS ? `${from.slice(0, MAX_REASON_CHARACTERS)}…` : from;
}

function collect(
  table: readonly Evidence[],
  text: string,
  reasonFor: (index: number) => string,
): Map<NamedPlatform, Found[]> {
  const found = new Map<NamedPlatform, Found[]>();
  for (const [platform, weight, pattern] of table) {
    const match = pattern.exec(text);
    if (!match) continue;
    const list = found.get(platform) ?? [];
    list.push({ weight, reason: reasonFor(match.index) });
    found.set(platform, list);
  }
  return found;
}

function sum(found: readonly Found[]): number {
  return found.reduce((total, { weight }) => total + weight, 0);
}

function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** A platform with this much evidence, and half as much more than any other, is certain. */
const CERTAIN_SCORE = 8;

/** Where single lines leave it open, the platform whose vocabulary knows most of them. */
function addVocabulary(scores: Map<NamedPlatform, Found[]>, text: string): void {
  const [best = 0, second = 0] = [...scores.values()].map(sum).sort((a, b) => b - a);
  if (scores.has('junos') || (best >= CERTAIN_SCORE && best >= 1.5 * second)) return;
  const guess = guessByVocabulary(text);
  if (!guess) return;
  const { platform, weight, reason } = guess;
  scores.set(platform, [...(scores.get(platform) ?? []), { weight, reason: lineAt(reason, 0) }]);
}

/** IOS-XE speaks IOS: whatever speaks for IOS speaks for it, too, once anything names IOS-XE. */
function mergeIos(scores: Map<NamedPlatform, Found[]>): void {
  const xe = scores.get('ios-xe');
  const ios = scores.get('ios');
  if (!xe || !ios) return;
  const classic = sum(xe) < 2 || ios.some(({ reason }) => /^version 1[0-5]\./.test(reason));
  scores.delete(classic ? 'ios-xe' : 'ios');
  scores.set(classic ? 'ios' : 'ios-xe', [...xe, ...ios]);
}

function strongest(found: readonly Found[]): string[] {
  const sorted = [...found].sort((a, b) => b.weight - a.weight);
  return [...new Set(sorted.map(({ reason }) => reason))].slice(0, MAX_REASONS);
}

const UNKNOWN: PlatformGuess = { platform: 'unknown', style: 'none', confidence: 0, reasons: [] };

/** Without evidence for one platform: Cisco-like where two lines could be of any of them. */
function ciscoLike(text: string, lines: number): PlatformGuess {
  if (lines < 2) return UNKNOWN;
  const first = text.match(CISCO_LIKE) ?? [];
  return {
    platform: 'cisco-like',
    style: 'indented',
    confidence: 0.5,
    reasons: first.slice(0, MAX_REASONS).map((line) => line.trim()),
  };
}

/**
 * Recognises a configuration's platform from its text, and from its path where one is given.
 * Total: any text has an answer. Linear in the text's length up to a sample of 200,000
 * characters.
 */
export function guessPlatform(fullText: string, path = ''): PlatformGuess {
  const sample = fullText.slice(0, SAMPLE_CHARACTERS);
  const text = sample.includes('\r')
    ? sample.replace(/\r+$|\r(?=\n)/g, '').replace(/\r/g, '\n')
    : sample;
  const scores = collect(EVIDENCE, text, (index) => lineAt(text, index));
  const ciscoLines = countMatches(text, CISCO_LIKE);
  const setLines = countMatches(text, JUNOS_SET);
  const braceLines = countMatches(text, JUNOS_BRACES);
  if (scores.size > 0 || ciscoLines >= 2) {
    for (const [platform, found] of collect(PATH_EVIDENCE, path, () => path)) {
      scores.set(platform, [...(scores.get(platform) ?? []), ...found]);
    }
  }
  if (ciscoLines >= 1 && braceLines === 0) addVocabulary(scores, text);
  mergeIos(scores);
  const ranked = [...scores].sort((a, b) => sum(b[1]) - sum(a[1]));
  const [best, second] = ranked;
  if (!best) return ciscoLike(text, ciscoLines);
  const [platform, found] = best;
  const score = sum(found);
  const confidence = score / (score + ranked.slice(1).reduce((total, [, f]) => total + sum(f), 0));
  const reasons = strongest(found);
  if (platform === 'junos') {
    const style = setLines > braceLines ? 'set' : 'braces';
    return { platform, style, confidence, reasons };
  }
  const decided = score >= 2 && (score > 2 || ciscoLines >= 1) && score > sum(second?.[1] ?? []);
  if (decided) return { platform, style: 'indented', confidence, reasons };
  // Evidence that decides nothing still says that this is no prose.
  return ciscoLike(text, ciscoLines === 1 ? 2 : ciscoLines);
}
