import { type Theme, type ThemeName, themeNamed } from './theme.ts';

/** Class of the picture's root; every rule is bound to it, so that a picture inside a page changes nothing else. */
export const rootClass = 'bulkhead-diagram';

/**
 * The picture's CSS. Exported pictures carry it; the webview takes it as a style sheet of its own, since a strict
 * content policy forbids styles inside the picture.
 */
export function styleSheet(name: ThemeName): string {
  const theme = themeNamed(name);
  return rules(theme)
    .map(([selector, body]) => `${scoped(selector)}{${body}}`)
    .join('\n');
}

const scoped = (selector: string): string =>
  selector
    .split(',')
    .map((part) => `.${rootClass} ${part}`.trimEnd())
    .join(',');

const sans = 'system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif';
const mono = 'ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace';

function rules(theme: Theme): readonly (readonly [string, string])[] {
  const severities = ['error', 'warning', 'information'] as const;
  return [
    ['', `font-family:${sans};font-size:13px`],
    ['text', `fill:${theme.text}`],
    ['.paper', `fill:${theme.background}`],
    ['.t', 'font-weight:600'],
    ['.d', `fill:${theme.muted};font-size:11.5px`],
    ['.p', `fill:${theme.onHost};font:600 11.5px ${mono}`],
    ['.s', `fill:${theme.muted};font:10.5px ${mono}`],
    ['.far', 'display:none;font-size:24px;font-weight:600'],
    ['.docked .far', 'font-size:18px'],
    ['.outside', `fill:${theme.outside};stroke:${theme.outsideBorder};stroke-dasharray:4 4`],
    ['.band', `opacity:${theme.bandOpacity}`],
    ['.line', 'fill:none;stroke-width:3;stroke-linecap:round'],
    ['.dashed', 'stroke-dasharray:10 7'],
    ['.host-line', `fill:none;stroke:${theme.host};stroke-width:2`],
    ['.leg', 'fill:none;stroke-width:2.5'],
    ['.halo', `fill:none;stroke:${theme.background};stroke-width:7`],
    ['.joint', `fill:${theme.background};stroke-width:2.5`],
    ['.host-stroke', `stroke:${theme.host}`],
    ['.wire', `fill:none;stroke:${theme.host};stroke-width:1.8`],
    ['.arrow', 'stroke-dasharray:5 3'],
    ['.route', `fill:none;stroke:${theme.text};stroke-width:1.6;stroke-dasharray:1 4;stroke-linecap:round`],
    ['.route-tip', `fill:${theme.text}`],
    // over a curve that passes it stays readable
    [
      '.route-label',
      `font-size:11px;stroke:${theme.background};stroke-width:3;stroke-linejoin:round;paint-order:stroke`,
    ],
    ['.tip', `fill:${theme.host}`],
    ['.pill', `fill:${theme.host};stroke:${theme.host};stroke-width:1.4`],
    ['.pill-loopback', `fill:${theme.background};stroke:${theme.host};stroke-width:1.4`],
    ['.pill-nobody', `fill:${theme.background};stroke:${theme.muted};stroke-width:1.4;stroke-dasharray:3 3`],
    ['.pill-unknown', `fill:${theme.background};stroke:${theme.host};stroke-width:1.4;stroke-dasharray:5 3`],
    ['.pill-loopback-text,.pill-unknown-text', `fill:${theme.text}`],
    ['.pill-nobody-text', `fill:${theme.muted};text-decoration:line-through`],
    ['.shadow', `fill:${theme.text};opacity:${theme.bandOpacity}`],
    ['.card', `fill:${theme.card};stroke:${theme.cardBorder};stroke-width:${theme.cardStroke}`],
    [
      '.frame',
      `fill:${theme.outside};stroke:${theme.cardBorder};stroke-width:1.2;stroke-dasharray:2 4;stroke-linecap:round`,
    ],
    ['.icon', `fill:none;stroke:${theme.muted};stroke-width:1.3;stroke-linejoin:round;stroke-linecap:round`],
    ['.chip', `fill:none;stroke:${theme.muted};stroke-width:1`],
    ['.apart', `fill:none;stroke:${theme.outsideBorder};stroke-dasharray:2 5;stroke-linecap:round`],
    ['.hit', 'fill:transparent;stroke:none'],
    ['.ring', 'fill:none;stroke:none;pointer-events:none'],
    ['.badge-text', `fill:${theme.onSeverity};font-size:11.5px;font-weight:700`],
    ['.badge-hint', `fill:${theme.background};stroke:${theme.muted};stroke-width:1.4`],
    ['.badge-text-hint', `fill:${theme.muted}`],
    ['.where', 'font-weight:600;text-decoration:underline'],
    ...severities.flatMap((severity) => [
      [`.badge-${severity}`, `fill:${theme[severity]}`] as const,
      [`.edge-${severity}`, `stroke:${theme[severity]};stroke-width:2`] as const,
      [
        `.strip-${severity}`,
        `fill:${theme[`${severity}Background`]};stroke:${theme[severity]};stroke-width:1`,
      ] as const,
      [`.on-strip-${severity}`, `fill:${theme[severity]}`] as const,
    ]),
    ['.tone-none', `stroke:${theme.undeclared}`],
    ['.ink-none', `fill:${theme.undeclared}`],
    ...theme.tones.flatMap((tone, index) => [
      [`.tone${index}`, `stroke:${tone}`] as const,
      [`.ink${index}`, `fill:${tone}`] as const,
    ]),
  ];
}
