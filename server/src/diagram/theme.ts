/** `variables` takes VS Code's colours through custom properties and falls back to the light ones. */
export type ThemeName = ConcreteThemeName | 'variables';

export type ConcreteThemeName = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

/** Colours of the picture, as CSS values. */
export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly card: string;
  readonly cardBorder: string;
  /** Width of the border in pixels. */
  readonly cardStroke: string;
  /** The host's line, wires and pills. */
  readonly host: string;
  readonly onHost: string;
  readonly outside: string;
  readonly outsideBorder: string;
  /** Lines of networks that the file does not declare. */
  readonly undeclared: string;
  readonly error: string;
  readonly warning: string;
  readonly information: string;
  readonly onSeverity: string;
  readonly errorBackground: string;
  readonly warningBackground: string;
  readonly informationBackground: string;
  readonly focus: string;
  /** Opacity of the band behind a line. */
  readonly bandOpacity: string;
  /** Neighbours differ for every common kind of colour vision (theme.test.ts holds it). */
  readonly tones: readonly string[];
}

export const concreteThemes: Readonly<Record<ConcreteThemeName, Theme>> = {
  light: {
    background: '#ffffff',
    text: '#0f172a',
    muted: '#56657a',
    card: '#ffffff',
    cardBorder: '#475569',
    cardStroke: '1.4',
    host: '#334155',
    onHost: '#ffffff',
    outside: '#f8fafc',
    outsideBorder: '#94a3b8',
    undeclared: '#64748b',
    error: '#b91c1c',
    warning: '#b45309',
    information: '#1d4ed8',
    onSeverity: '#ffffff',
    errorBackground: '#fef2f2',
    warningBackground: '#fff7ed',
    informationBackground: '#eff6ff',
    focus: '#2563eb',
    bandOpacity: '0.07',
    tones: ['#c2410c', '#0369a1', '#6d28d9', '#047857', '#831843', '#155e75', '#a16207', '#4338ca'],
  },
  dark: {
    background: '#1b1e24',
    text: '#eceff4',
    muted: '#a3adbb',
    card: '#252a33',
    cardBorder: '#7d8899',
    cardStroke: '1.4',
    host: '#c3ccd8',
    onHost: '#1b1e24',
    outside: '#20252d',
    outsideBorder: '#66717f',
    undeclared: '#98a3b3',
    error: '#f98080',
    warning: '#f5b041',
    information: '#7ab7ff',
    onSeverity: '#1b1e24',
    errorBackground: '#3a2326',
    warningBackground: '#37301f',
    informationBackground: '#202e42',
    focus: '#5eb0ff',
    bandOpacity: '0.13',
    tones: ['#fb923c', '#7dd3fc', '#a78bfa', '#34d399', '#ec4899', '#67e8f9', '#facc15', '#a5b4fc'],
  },
  'high-contrast': {
    background: '#000000',
    text: '#ffffff',
    muted: '#ffffff',
    card: '#000000',
    cardBorder: '#ffffff',
    cardStroke: '2',
    host: '#ffffff',
    onHost: '#000000',
    outside: '#000000',
    outsideBorder: '#ffffff',
    undeclared: '#ffffff',
    error: '#ff9494',
    warning: '#ffd34d',
    information: '#8cc8ff',
    onSeverity: '#000000',
    errorBackground: '#000000',
    warningBackground: '#000000',
    informationBackground: '#000000',
    focus: '#f38518',
    bandOpacity: '0',
    tones: ['#fdba74', '#7dd3fc', '#a78bfa', '#6ee7b7', '#f472b6', '#67e8f9', '#fde047', '#a5b4fc'],
  },
  'high-contrast-light': {
    background: '#ffffff',
    text: '#000000',
    muted: '#000000',
    card: '#ffffff',
    cardBorder: '#000000',
    cardStroke: '2',
    host: '#000000',
    onHost: '#ffffff',
    outside: '#ffffff',
    outsideBorder: '#000000',
    undeclared: '#000000',
    error: '#9d0b0b',
    warning: '#7a3d00',
    information: '#0b3aa8',
    onSeverity: '#ffffff',
    errorBackground: '#ffffff',
    warningBackground: '#ffffff',
    informationBackground: '#ffffff',
    focus: '#006bbd',
    bandOpacity: '0',
    tones: ['#9a3412', '#0369a1', '#5b21b6', '#047857', '#831843', '#155e75', '#92580a', '#3730a3'],
  },
};

/** VS Code's token for each colour that the editor's theme should decide. */
const editorTokens: Readonly<Partial<Record<keyof Theme, string>>> = {
  background: '--vscode-editor-background',
  text: '--vscode-editor-foreground',
  muted: '--vscode-descriptionForeground',
  card: '--vscode-editorWidget-background',
  focus: '--vscode-focusBorder',
};

export function themeNamed(name: ThemeName): Theme {
  return name === 'variables' ? variableTheme : concreteThemes[name];
}

/** Custom properties for one kind of editor theme; `variables` pictures read them. */
export function themeProperties(name: ConcreteThemeName): readonly (readonly [string, string])[] {
  const theme = concreteThemes[name];
  const properties: (readonly [string, string])[] = [];
  for (const key of colourKeys) {
    const token = editorTokens[key];
    properties.push([propertyName(key), token === undefined ? theme[key] : `var(${token}, ${theme[key]})`]);
  }
  theme.tones.forEach((tone, index) => {
    properties.push([`--bulkhead-tone${index}`, tone]);
  });
  return properties;
}

type ColourKey = Exclude<keyof Theme, 'tones'>;

const colourKeys: readonly ColourKey[] = [
  'background',
  'text',
  'muted',
  'card',
  'cardBorder',
  'cardStroke',
  'host',
  'onHost',
  'outside',
  'outsideBorder',
  'undeclared',
  'error',
  'warning',
  'information',
  'onSeverity',
  'errorBackground',
  'warningBackground',
  'informationBackground',
  'focus',
  'bandOpacity',
];

const propertyName = (key: ColourKey): string =>
  `--bulkhead-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const variable = (key: ColourKey): string => `var(${propertyName(key)}, ${concreteThemes.light[key]})`;

const variableTheme: Theme = {
  background: variable('background'),
  text: variable('text'),
  muted: variable('muted'),
  card: variable('card'),
  cardBorder: variable('cardBorder'),
  cardStroke: variable('cardStroke'),
  host: variable('host'),
  onHost: variable('onHost'),
  outside: variable('outside'),
  outsideBorder: variable('outsideBorder'),
  undeclared: variable('undeclared'),
  error: variable('error'),
  warning: variable('warning'),
  information: variable('information'),
  onSeverity: variable('onSeverity'),
  errorBackground: variable('errorBackground'),
  warningBackground: variable('warningBackground'),
  informationBackground: variable('informationBackground'),
  focus: variable('focus'),
  bandOpacity: variable('bandOpacity'),
  tones: concreteThemes.light.tones.map((tone, index) => `var(--bulkhead-tone${index}, ${tone})`),
};
