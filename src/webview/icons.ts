const SVG = 'http://www.w3.org/2000/svg';

/** Drawn on a 16 × 16 grid with strokes in the text colour. */
const PATHS = {
  list: 'M2 4h12M2 8h12M2 12h12',
  add: 'M8 3v10M3 8h10',
  edit: 'M3 13l1-4 7-7 3 3-7 7-4 1z',
  remove: 'M3 4h10M6 4V2h4v2M5 4l.6 10h4.8L11 4',
  close: 'M4 4l8 8M12 4l-8 8',
} as const;

export type IconName = keyof typeof PATHS;

/** A decorative picture; the button around it carries the name. */
export function icon(name: IconName): SVGSVGElement {
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('aria-hidden', 'true');
  picture.setAttribute('class', 'icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  picture.append(path);
  return picture;
}
