/**
 * Reads a picture into this document. Its names come from files that nobody has checked, so that it is parsed as XML
 * and only the elements and attributes that pictures are made of may be in it. Throws on anything else.
 */
export function parseSvg(text: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  const root = parsed.documentElement;
  if (!(root instanceof SVGSVGElement)) throw new Error('The picture is no SVG document.');
  for (const element of [root, ...root.querySelectorAll('*')]) check(element);
  return document.importNode(root, true);
}

const elements = new Set(['svg', 'title', 'g', 'rect', 'path', 'circle', 'line', 'text']);

const attributes = new Set([
  'xmlns',
  'class',
  'width',
  'height',
  'viewBox',
  'role',
  'tabindex',
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'rx',
  'r',
  'cx',
  'cy',
  'd',
  'transform',
  'text-anchor',
  'fill',
  'stroke-width',
]);

function check(element: Element): void {
  if (element.namespaceURI !== 'http://www.w3.org/2000/svg' || !elements.has(element.localName)) {
    throw new Error(`The picture holds an element that does not belong there: ${element.nodeName}`);
  }
  for (const { name, value } of element.attributes) {
    const known = attributes.has(name) || name.startsWith('data-') || name.startsWith('aria-');
    if (!known || (name === 'fill' && value !== 'none')) {
      throw new Error(`The picture holds an attribute that does not belong there: ${name}`);
    }
  }
}
