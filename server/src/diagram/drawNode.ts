import { type Attributes, element, escapeXml } from './xml.ts';

/**
 * A group that stands for something of the file: it has an id, says what it is, can take the focus, and shows its
 * title on hover. In the webview it is a button, since Enter and click lead to the source.
 */
export function drawNode(
  id: string,
  label: string,
  interactive: boolean,
  attributes: Attributes,
  ...children: readonly string[]
): string {
  return element(
    'g',
    { ...attributes, 'data-id': id, role: interactive ? 'button' : 'img', 'aria-label': label, tabindex: 0 },
    element('title', {}, escapeXml(label)),
    ...children,
  );
}

export function text(x: number, y: number, className: string, content: string, anchor?: 'end' | 'middle'): string {
  return element('text', { x, y, class: className, 'text-anchor': anchor }, escapeXml(content));
}
