import createPurifier, { type Config } from 'dompurify';
import createParser, { type MarkdownIt } from 'markdown-it';
import { httpsUrl } from '../vscode/panelProtocol.ts';

/** Text of a citation button for screen readers, by the number of the passage. */
type CitationLabels = ReadonlyMap<number, string>;

/**
 * Renders Markdown for the transcript. Guarantees, for any text: only the elements of
 * ALLOWED_TAGS, and buttons of our own for citations (`data-n`) and https links (`data-url`);
 * no attribute with a script, no image, no link that the browser itself would follow.
 */
export type MarkdownRenderer = (markdown: string, citations: CitationLabels) => DocumentFragment;

const ALLOWED_TAGS = [
  ...['p', 'br', 'hr', 'blockquote', 'pre', 'code', 'strong', 'em', 's', 'a'],
  ...['ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

const SANITISE: Config & { readonly RETURN_DOM_FRAGMENT: true } = {
  ALLOWED_TAGS,
  ALLOWED_ATTR: ['href', 'start'],
  ALLOWED_URI_REGEXP: /^https:/i,
  ADD_URI_SAFE_ATTR: ['start'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const CITATION = /\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]/g;

function createSafeParser(): MarkdownIt {
  const parser = createParser({ html: false, linkify: false, breaks: false });
  // A `[1]: https://…` line of an answer must not turn citations into links.
  parser.disable(['image', 'reference']);
  parser.validateLink = (url) => httpsUrl(url) !== undefined;
  return parser;
}

function isText(node: Node): node is Text {
  return node.nodeType === node.TEXT_NODE;
}

function button(document: Document, className: string, label: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = className;
  element.textContent = label;
  return element;
}

/** Links become buttons: the extension opens them, after checking them once more. */
function replaceLinks(document: Document, fragment: DocumentFragment): void {
  for (const link of fragment.querySelectorAll('a')) {
    const url = httpsUrl(link.getAttribute('href') ?? '');
    const label = link.textContent ?? '';
    if (url === undefined || label.trim() === '') {
      link.replaceWith(document.createTextNode(label));
      continue;
    }
    const opener = button(document, 'link', label);
    opener.dataset.url = url.href;
    opener.dataset.testid = 'link';
    opener.title = url.href;
    const host = document.createElement('span');
    host.className = 'link-host';
    host.textContent = ` (${url.host})`;
    link.replaceWith(opener, host);
  }
}

function citationNodes(document: Document, text: string, labels: CitationLabels): readonly Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const match of text.matchAll(CITATION)) {
    const numbers = (match[1] ?? '').split(',').map(Number);
    if (!numbers.every((n) => labels.has(n))) continue;
    nodes.push(document.createTextNode(text.slice(from, match.index)));
    for (const n of numbers) {
      const opener = button(document, 'citation', `[${n}]`);
      opener.dataset.n = String(n);
      opener.dataset.testid = 'citation';
      opener.setAttribute('aria-label', labels.get(n) ?? '');
      nodes.push(opener);
    }
    from = match.index + match[0].length;
  }
  if (nodes.length > 0) nodes.push(document.createTextNode(text.slice(from)));
  return nodes;
}

/** `[n]` outside code becomes a button where passage n exists; else it stays text. */
function replaceCitations(
  document: Document,
  fragment: DocumentFragment,
  labels: CitationLabels,
): void {
  const texts: Text[] = [];
  const collect = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child.nodeName === 'CODE' || child.nodeName === 'BUTTON') continue;
      if (isText(child)) texts.push(child);
      else collect(child);
    }
  };
  collect(fragment);
  for (const text of texts) {
    const nodes = citationNodes(document, text.data, labels);
    if (nodes.length > 0) text.replaceWith(...nodes);
  }
}

export function createMarkdownRenderer(window: Window & typeof globalThis): MarkdownRenderer {
  const parser = createSafeParser();
  const purifier = createPurifier(window);
  const { document } = window;
  return (markdown, citations) => {
    const fragment = purifier.sanitize(parser.render(markdown), SANITISE);
    replaceLinks(document, fragment);
    if (citations.size > 0) replaceCitations(document, fragment, citations);
    return fragment;
  };
}
