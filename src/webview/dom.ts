/** Small helpers to build and update plain DOM without markup in strings. */

interface ElementOptions {
  readonly className?: string;
  readonly text?: string;
  readonly testId?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(tag);
  applyOptions(created, options);
  created.append(...children);
  return created;
}

function applyOptions(target: HTMLElement, options: ElementOptions): void {
  if (options.className !== undefined) target.className = options.className;
  if (options.text !== undefined) target.textContent = options.text;
  if (options.testId !== undefined) target.dataset.testid = options.testId;
  for (const [name, value] of Object.entries(options.attributes ?? {})) {
    target.setAttribute(name, value);
  }
}

/** A button of the toolkit. Its text can be changed with `textContent`. */
export function toolkitButton(
  appearance: 'primary' | 'secondary',
  options: ElementOptions,
  onClick: () => void,
): HTMLElement {
  const created = document.createElement('vscode-button');
  created.setAttribute('appearance', appearance);
  applyOptions(created, options);
  created.addEventListener('click', onClick);
  return created;
}

/** Shows or hides, for sight and for screen readers alike. */
export function show(target: HTMLElement, visible: boolean): void {
  target.hidden = !visible;
}

/** Sets a text only where it differs: no needless layout, no needless announcement. */
export function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** Makes the children equal to the fragment's, and keeps those that are equal already. */
export function patchChildren(target: HTMLElement, wanted: DocumentFragment): void {
  const next = [...wanted.childNodes];
  let at = 0;
  while (at < next.length && target.childNodes[at]?.isEqualNode(next[at] ?? null) === true) {
    at += 1;
  }
  while (target.childNodes.length > at) target.lastChild?.remove();
  target.append(...next.slice(at));
}

/** An element and how to bring it up to date. */
export interface View<T> {
  readonly element: HTMLElement;
  update(item: T): void;
}

/** Children of one container, one per item, kept by key; only changed items are updated. */
export class KeyedList<T> {
  readonly #container: HTMLElement;
  readonly #keyOf: (item: T) => string;
  readonly #create: (item: T) => View<T>;
  readonly #views = new Map<string, { readonly view: View<T>; item: T }>();

  constructor(container: HTMLElement, keyOf: (item: T) => string, create: (item: T) => View<T>) {
    this.#container = container;
    this.#keyOf = keyOf;
    this.#create = create;
  }

  update(items: readonly T[]): void {
    const wanted = new Set(items.map(this.#keyOf));
    for (const [key, { view }] of this.#views) {
      if (wanted.has(key)) continue;
      view.element.remove();
      this.#views.delete(key);
    }
    let place = this.#container.firstElementChild;
    for (const item of items) {
      const { element: child } = this.#viewOf(item);
      if (child === place) place = place.nextElementSibling;
      else this.#container.insertBefore(child, place);
    }
  }

  #viewOf(item: T): View<T> {
    const key = this.#keyOf(item);
    const known = this.#views.get(key);
    if (known === undefined) {
      const view = this.#create(item);
      view.update(item);
      this.#views.set(key, { view, item });
      return view;
    }
    if (known.item !== item) {
      known.item = item;
      known.view.update(item);
    }
    return known.view;
  }
}
