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

interface Sender {
  readonly parameters: HelloParameters;
  /** The parameters as text, to see whether they changed. */
  readonly key: string;
  /** The link's revision that `mismatches` was found at. */
  revision: number;
  mismatches: readonly Mismatch[];
}

interface Link {
  readonly senders: Map<string, Sender>;
  /** Grows with every sender that is new or says something new. */
  revision: number;
}

/** What routers say of themselves on a link, to find neighbours that cannot agree. */
export class HelloTable {
  private readonly links = new Map<string, Link>();

  /** Remembers what `sender` says, and compares it with all others on the link. */
  compare(name: string, sender: string, parameters: HelloParameters): readonly Mismatch[] {
    let link = this.links.get(name);
    if (!link) {
      if (this.links.size >= MAX_LINKS) return [];
      link = { senders: new Map(), revision: 0 };
      this.links.set(name, link);
    }
    const key = JSON.stringify(parameters);
    let own = link.senders.get(sender);
    if (own?.key !== key) {
      if (!own && link.senders.size >= MAX_SENDERS) return [];
      link.revision += 1;
      own = { parameters, key, revision: 0, mismatches: [] };
      link.senders.set(sender, own);
    }
    if (own.revision !== link.revision) {
      own.revision = link.revision;
      own.mismatches = mismatches(link, sender, parameters);
    }
    return own.mismatches;
  }
}

function mismatches(link: Link, sender: string, parameters: HelloParameters): Mismatch[] {
  const found: Mismatch[] = [];
  for (const [other, theirs] of link.senders) {
    if (other === sender || !mayMeet(parameters, theirs.parameters)) continue;
    for (const [parameter, mine] of Object.entries(parameters.values)) {
      const value = theirs.parameters.values[parameter];
      if (value !== undefined && value !== mine) {
        found.push({ other, parameter, mine, theirs: value });
      }
    }
  }
  return found;
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
