/** Senders that are compared on one link, and links. */
const MAX_SENDERS = 64;
const MAX_LINKS = 2_000;

export interface HelloParameters {
  /** What must be equal on a link: name of the parameter to its value. */
  readonly values: Readonly<Record<string, string>>;
  /** IPv4 network of the sender; senders of networks that do not touch are not on one link. */
  readonly network?: { readonly address: number; readonly mask: number };
}

export interface Mismatch {
  readonly other: string;
  readonly parameter: string;
  readonly mine: string;
  readonly theirs: string;
}

/** What routers say of themselves on a link, to find neighbours that cannot agree. */
export class HelloTable {
  private readonly links = new Map<string, Map<string, HelloParameters>>();

  /** Remembers what `sender` says, and compares it with all others on the link. */
  compare(link: string, sender: string, parameters: HelloParameters): readonly Mismatch[] {
    let senders = this.links.get(link);
    if (!senders) {
      if (this.links.size >= MAX_LINKS) return [];
      senders = new Map();
      this.links.set(link, senders);
    }
    if (senders.has(sender) || senders.size < MAX_SENDERS) senders.set(sender, parameters);
    const found: Mismatch[] = [];
    for (const [other, theirs] of senders) {
      if (other === sender || !mayMeet(parameters, theirs)) continue;
      for (const [parameter, mine] of Object.entries(parameters.values)) {
        const value = theirs.values[parameter];
        if (value !== undefined && value !== mine) {
          found.push({ other, parameter, mine, theirs: value });
        }
      }
    }
    return found;
  }
}

function mayMeet(left: HelloParameters, right: HelloParameters): boolean {
  if (!left.network || !right.network) return true;
  const shorter = left.network.mask & right.network.mask;
  return (left.network.address & shorter) === (right.network.address & shorter);
}

/** Both sides in a fixed order, so that equal mismatches are one fact. */
export function mismatchText(protocol: string, sender: string, mismatch: Mismatch): string {
  const { other, parameter, mine, theirs } = mismatch;
  const [first, second] =
    sender < other
      ? [`${sender} has ${mine}`, `${other} has ${theirs}`]
      : [`${other} has ${theirs}`, `${sender} has ${mine}`];
  return `${protocol} mismatch of ${parameter}: ${first}, ${second}`;
}
