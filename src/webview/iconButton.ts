import { element } from './dom.ts';
import { type IconName, icon } from './icons.ts';

/** A small button that shows only a picture; `setLabel` gives it its name and tooltip. */
export function iconButton(
  name: IconName,
  testId: string,
  onClick: () => void,
): { readonly element: HTMLButtonElement; setLabel(label: string): void } {
  const options = {
    className: 'icon-button',
    testId,
    attributes: { type: 'button' },
  };
  const created = element('button', options, icon(name));
  created.addEventListener('click', onClick);
  return {
    element: created,
    setLabel: (label) => {
      if (created.title === label) return;
      created.title = label;
      created.setAttribute('aria-label', label);
    },
  };
}
