import { looksSecret } from './secretProse.ts';

/** What a removed secret was: the class in its placeholder. */
export type SecretKind =
  | 'password'
  | 'hash'
  | 'key'
  | 'snmp-community'
  | 'snmp-key'
  | 'aaa-key'
  | 'routing-key'
  | 'pre-shared-key'
  | 'ntp-key'
  | 'token'
  | 'certificate'
  | 'private-key'
  | 'public-key';

const PLACEHOLDER = /<secret:[a-z-]{1,40}-(\d{1,9})>/g;
/** Shorter values, and plain words, are too likely to be something else elsewhere in a text. */
const MIN_RECOGNISED_CHARACTERS = 8;

function isRecognisable(value: string): boolean {
  return value.length >= MIN_RECOGNISED_CHARACTERS && looksSecret(value);
}

/**
 * Hands out the placeholders of one request: equal secrets get equal placeholders, whatever
 * command they stand in. It holds the secrets in memory and must not outlive its request.
 */
export class SecretNames {
  readonly #placeholders = new Map<string, string>();
  readonly #highest = new Map<SecretKind, number>();
  #lowest = 0;

  /** The placeholder of a secret: `<secret:snmp-community-1>`. */
  placeholder(kind: SecretKind, value: string): string {
    const known = this.#placeholders.get(value);
    if (known) return known;
    const number = (this.#highest.get(kind) ?? this.#lowest) + 1;
    this.#highest.set(kind, number);
    const placeholder = `<secret:${kind}-${number}>`;
    this.#placeholders.set(value, placeholder);
    return placeholder;
  }

  /** The placeholder of a value that was named before and is unmistakable anywhere in a text. */
  recognise(value: string): string | undefined {
    return isRecognisable(value) ? this.#placeholders.get(value) : undefined;
  }

  /**
   * Placeholders that a text already holds, such as an earlier answer of the model, stand for
   * secrets of another request: their numbers are not given to secrets of this one.
   */
  reserve(text: string): void {
    for (const [, number = '0'] of text.matchAll(PLACEHOLDER)) {
      this.#lowest = Math.max(this.#lowest, Number(number));
    }
  }
}
