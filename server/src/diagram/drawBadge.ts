import type { Severity } from '../rules/rule.ts';
import { text } from './drawNode.ts';
import { element } from './xml.ts';

const signs: Readonly<Record<Severity, string>> = { error: '×', warning: '!', information: 'i', hint: 'i' };

/** A round badge with the sign of the worst finding, wider with a count when there are more. `x` is its middle. */
export function drawBadge(x: number, y: number, severity: Severity, count: number): string {
  const width = badgeWidth(count);
  return element(
    'g',
    { class: 'badge', 'aria-hidden': 'true' },
    element('rect', { class: `badge-${severity}`, x: x - width / 2, y: y - 9, width, height: 18, rx: 9 }),
    text(
      x,
      y + 4.2,
      severity === 'hint' ? 'badge-text badge-text-hint' : 'badge-text',
      badgeText(severity, count),
      'middle',
    ),
  );
}

export function badgeWidth(count: number): number {
  return count > 1 ? 14 + badgeText('hint', count).length * 6.5 : 18;
}

const badgeText = (severity: Severity, count: number): string =>
  count > 1 ? `${signs[severity]} ${count > 99 ? '99+' : count}` : signs[severity];
