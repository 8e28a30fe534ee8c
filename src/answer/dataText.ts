/**
 * Text of files on its way to a model, between the random tags of its request: nothing in it can
 * close the tags, say something that people cannot see, or be taken for the frame of a chat.
 */

/**
 * What a person does not see but a model reads: Unicode tag characters (U+E0000–E007F spell ASCII),
 * variation selectors of the supplement, zero-width characters and marks of direction.
 */
const INVISIBLE =
  /[\u{E0000}-\u{E0FFF}\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u180E]/gu;

/**
 * Control tokens in the way of chat templates (`<|im_start|>`), which servers that speak an
 * OpenAI-compatible protocol may read out of the text of a message.
 */
const CONTROL_TOKEN = /<\|(?=[\w ]{1,40}\|>)/g;

/** Text between two tags; `tag` is the tags' random name. */
export function asData(text: string, tag: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(CONTROL_TOKEN, '< |')
    .replace(new RegExp(tag, 'gi'), 'passage');
}

/** Text of a tag's attribute: one line, without what could end the attribute or the tag. */
export function asAttribute(text: string): string {
  return text.replace(INVISIBLE, '').replace(/["<>\p{Cc}\u2028\u2029]/gu, ' ');
}
