import { styleSheet } from '../../../server/src/diagram/styleSheet.ts';
import { type ConcreteThemeName, themeProperties } from '../../../server/src/diagram/theme.ts';

/** Classes that VS Code gives the body, the special after the general, as a light high contrast theme has two. */
const classes: readonly (readonly [string, ConcreteThemeName])[] = [
  ['vscode-light', 'light'],
  ['vscode-dark', 'dark'],
  ['vscode-high-contrast', 'high-contrast'],
  ['vscode-high-contrast-light', 'high-contrast-light'],
];

/**
 * The picture's styles, with colours that follow the editor's theme while it changes. A style sheet made by script,
 * since the content policy allows no styles in the page.
 */
export function followEditorTheme(): void {
  const sheet = new CSSStyleSheet();
  const themes = classes.map(([className, theme]) => {
    const properties = themeProperties(theme).map(([name, value]) => `${name}:${value}`);
    return `body.${className}{${properties.join(';')}}`;
  });
  sheet.replaceSync([...themes, styleSheet('variables')].join('\n'));
  // Before those of the page, which say more about the same elements.
  document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
}
