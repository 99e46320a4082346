import type { Project } from '../model/project.ts';
import { isPartOfMore } from '../rules/completeness.ts';
import { type Span, toRange } from '../text/span.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Types and modifiers of the tokens, in the order of their numbers. Networks are `namespace`, services `class`;
 * `readonly` is an internal network, `static` an external one, `undefined` a name that nothing defines. All but the
 * last are standard ones, for which every theme has colours; package.json gives the last its colour.
 */
export const semanticTokensLegend = {
  tokenTypes: ['namespace', 'class'],
  tokenModifiers: ['declaration', 'readonly', 'static', 'undefined'],
};

const types = { network: 0, service: 1 } as const;
const modifiers = { declaration: 1, readonly: 2, static: 4, undefined: 8 } as const;

interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: number;
  readonly modifiers: number;
}

/** The names of networks and services where they are defined and used, host names in URLs left out. */
export function semanticTokens(snapshot: Snapshot): { data: number[] } {
  return {
    data: encode(
      snapshot,
      tokensOf(snapshot).toSorted((a, b) => a.start - b.start),
    ),
  };
}

function tokensOf(snapshot: Snapshot): readonly Token[] {
  const { project } = snapshot;
  const complete = !isPartOfMore(project);
  const tokens: Token[] = [];
  const add = (uri: string, span: Span, kind: 'network' | 'service', name: string, more: number): void => {
    const { start, end } = toRange(span);
    // Where escapes or variables make the name, the text is something else than the name.
    if (uri !== snapshot.uri || name === '' || snapshot.text.slice(start, end) !== name) return;
    const state = kind === 'network' ? networkState(project, name) : 0;
    tokens.push({ start, end, type: types[kind], modifiers: state | more });
  };
  for (const { uri, kind, name, selectionSpan } of project.symbols)
    if (kind === 'network' || kind === 'service') add(uri, selectionSpan, kind, name, modifiers.declaration);
  for (const { uri, kind, name, span, role } of project.references) {
    if (role === 'url' || (kind !== 'network' && kind !== 'service')) continue;
    const defined = kind === 'network' ? project.networkNamed.has(name) : project.serviceNamed.has(name);
    add(uri, span, kind, name, defined || !complete ? 0 : modifiers.undefined);
  }
  return tokens;
}

function networkState(project: Project, name: string): number {
  const network = project.networkNamed.get(name);
  return (network?.internal === true ? modifiers.readonly : 0) | (network?.external === true ? modifiers.static : 0);
}

/** Each token as five numbers: lines and characters since the one before, length, type and modifiers. */
function encode({ lines }: Snapshot, tokens: readonly Token[]): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  let behind = 0;
  for (const { start, end, type, modifiers: bits } of tokens) {
    // An anchor that several services use gives one place to each of them.
    if (start < behind) continue;
    const from = lines.positionAt(start);
    if (end >= lines.lineStart(from.line + 1) && from.line + 1 < lines.lineCount) continue;
    data.push(from.line - line, from.line === line ? from.character - character : from.character);
    data.push(end - start, type, bits);
    line = from.line;
    character = from.character;
    behind = end;
  }
  return data;
}
