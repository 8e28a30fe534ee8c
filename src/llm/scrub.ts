/** Replaces secrets in a text that goes to a log or an error. */
export type Scrub = (text: string) => string;

const REMOVED = '[key removed]';
/** Keys as OpenAI, Anthropic and most compatible services issue or partly mask them. */
const KEY_SHAPE = /\b(?:sk|pk|rk|xai|gsk|hf)[-_][\w*-]{8,}/g;
/** Foreign texts are cut here, so that a log never holds a whole answer. */
const MAX_TEXT_CHARACTERS = 2_000;
const MAX_CAUSES = 6;

/** Knows the key in the forms in which servers and libraries echo it, and key-like texts. */
export function createScrub(apiKey: string): Scrub {
  const forms = apiKey ? [...new Set(keyForms(apiKey))] : [];
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, REMOVED);
    return clean.replace(KEY_SHAPE, REMOVED);
  };
}

function keyForms(key: string): string[] {
  const base64 = Buffer.from(key).toString('base64');
  return [
    key,
    encodeURIComponent(key),
    JSON.stringify(key).slice(1, -1),
    base64,
    base64.replace(/=+$/, ''),
  ];
}

/**
 * A plain copy of a foreign error for the log: name, message, code, status and stack, without
 * secrets and without the request, headers and body that client libraries attach.
 */
export function scrubbedCause(error: unknown, scrub: Scrub, depth = 0): Error {
  const source = error instanceof Error ? error : new Error(String(error));
  const code = describeCode(source);
  const text = `${source.name}: ${source.message}${code ? ` (${code})` : ''}`;
  const copy = new Error(shorten(scrub(text)));
  copy.name = 'ProviderFailure';
  copy.stack = shorten(scrub(source.stack ?? text));
  if (source.cause !== undefined && depth < MAX_CAUSES) {
    copy.cause = scrubbedCause(source.cause, scrub, depth + 1);
  }
  return copy;
}

function describeCode(error: Error): string {
  const parts = ['code', 'status'].map((name) => Reflect.get(error, name));
  return parts.filter((part) => typeof part === 'string' || typeof part === 'number').join(', ');
}

function shorten(text: string): string {
  return text.length > MAX_TEXT_CHARACTERS ? `${text.slice(0, MAX_TEXT_CHARACTERS)}…` : text;
}
