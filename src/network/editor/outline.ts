import type { LineRange } from '../../core/types.ts';
import type { ConfigNode } from '../config/configTree.ts';
import type { PlatformGuess } from '../platform.ts';
import { type LeafRun, leafRuns } from './leafRuns.ts';
import { type OutlineKind, outlineKind } from './outlineKind.ts';

/** A section as an outline shows it. Lines are 1-based; children lie inside of it. */
export interface OutlineItem extends LineRange {
  /** The section's statement, shortened. Never empty. */
  readonly name: string;
  /** Its description, else its ASA name, else its address; may be empty. */
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly children: readonly OutlineItem[];
}

/** Sections of one file; a generated configuration can hold far more than a list can show. */
export const MAX_OUTLINE_ITEMS = 8_000;
const MAX_NAME_CHARACTERS = 120;

/** Statements in the body of these are no sections, whatever is below them. */
const NO_PARTS = /^(?:route-policy|if|elseif|else)\b/;
const DEVICE_NAME = /^(?:hostname|switchname) /;
/** Sections that say something even when nothing is set in them. */
const WORTH_A_LEAF =
  /^(?:interface|router|vrf|vlan \d|(?:ip|ipv4|ipv6|mac) access-list|class-map|policy-map|route-map)\b/;
/** Halves of a Junos policy term: always there, and they say nothing by themselves. */
const NO_SECTION = /^(?:from|then|match)$/;
const DESCRIPTION = /^description (.+)$/;
const SECURITY_NAME = /^nameif (\S+)/;
const ADDRESS =
  /^(?:(?:ip|ipv4|ipv6) )?address (\d\S*(?: \d{1,3}(?:\.\d{1,3}){3})?|[0-9a-f]*:\S+)/i;

function shorten(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length > MAX_NAME_CHARACTERS ? `${plain.slice(0, MAX_NAME_CHARACTERS)}…` : plain;
}

function detailOf({ children }: ConfigNode): string {
  for (const pattern of [DESCRIPTION, SECURITY_NAME, ADDRESS]) {
    for (const { header } of children) {
      const found = pattern.exec(header)?.[1];
      if (found) return shorten(found.replace(/^"|"$/g, ''));
    }
  }
  return '';
}

function isSection(node: ConfigNode, atRoot: boolean): boolean {
  if (node.children.length > 0 || node.opaque) return !NO_SECTION.test(node.header);
  return atRoot && (DEVICE_NAME.test(node.header) || WORTH_A_LEAF.test(node.header));
}

class OutlineBuilder {
  #left = MAX_OUTLINE_ITEMS;

  /** `false` when the outline is full. */
  #take(): boolean {
    return this.#left-- > 0;
  }

  /** The left-edge sections first, so that a deep one cannot crowd out those after it. */
  build(nodes: readonly ConfigNode[], runs: readonly LeafRun[]): readonly OutlineItem[] {
    const inRun = new Set(runs.flatMap((run) => run.nodes));
    const sections = nodes.filter((node) => !inRun.has(node) && isSection(node, true));
    const shown = [...sections, ...runs]
      .sort((a, b) => a.startLine - b.startLine)
      .filter(() => this.#take());
    return shown.map((item) => ('nodes' in item ? runItem(item) : this.#item(item, undefined)));
  }

  #item(node: ConfigNode, parent: ConfigNode | undefined): OutlineItem {
    const { header, startLine, endLine } = node;
    const sections =
      NO_PARTS.test(header) || node.opaque
        ? []
        : node.children.filter((child) => isSection(child, false)).filter(() => this.#take());
    return {
      name: shorten(header) || '…',
      detail: detailOf(node),
      kind: outlineKind(header, parent?.header),
      startLine,
      endLine,
      children: sections.map((child) => this.#item(child, node)),
    };
  }
}

function runItem({ header, startLine, endLine }: LeafRun): OutlineItem {
  const kind = outlineKind(`${header} `, undefined);
  return { name: shorten(header), detail: '', kind, startLine, endLine, children: [] };
}

/**
 * The sections of a configuration for an outline: sections with what is in them, the lines of
 * one list as one entry, and the device's name. At most MAX_OUTLINE_ITEMS.
 */
export function configOutline(
  tree: readonly ConfigNode[],
  style: PlatformGuess['style'],
): readonly OutlineItem[] {
  return new OutlineBuilder().build(tree, style === 'indented' ? leafRuns(tree) : []);
}
