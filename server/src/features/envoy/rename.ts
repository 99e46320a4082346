import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { EnvoySymbolKind } from '../../model/envoyConfig.ts';
import type { Position } from '../../text/lineIndex.ts';
import { type Span, toRange, touches } from '../../text/span.ts';
import type { YamlNode, YamlScalar } from '../../text/yamlNode.ts';
import { scalarText } from '../../text/yamlScalarText.ts';
import { offsetPlace, spanPlace } from '../lspPlace.ts';
import type { Refused } from '../refused.ts';
import type { EnvoySnapshot } from './envoySnapshot.ts';
import { type EnvoyName, envoyNameAt, envoyOccurrences } from './names.ts';

const kindWords: Readonly<Record<EnvoySymbolKind, string>> = {
  cluster: 'a cluster',
  listener: 'a listener',
  'filter-chain': 'a filter chain',
  'route-configuration': 'a route configuration',
  endpoints: 'a set of endpoints',
  'virtual-host': 'a virtual host',
  secret: 'a secret',
};

const nothing = 'Here is no name of a cluster, listener, filter chain, route configuration, virtual host or secret.';

/** The name that would be renamed, or why it cannot be. */
export function prepareEnvoyRename(
  file: EnvoySnapshot,
  position: Position,
): { readonly range: Range; readonly placeholder: string } | Refused {
  const name = envoyNameAt(file, file.lines.offsetAt(position));
  if (!name) return { refused: nothing };
  return refuseUndefined(name) ?? { range: offsetPlace(file, toRange(name.span)), placeholder: name.name };
}

/** Gives it another name wherever the files of the proxy mean it. A name with characters that YAML would read gets quotes. */
export function renameInEnvoy(file: EnvoySnapshot, position: Position, newName: string): WorkspaceEdit | Refused {
  const name = envoyNameAt(file, file.lines.offsetAt(position));
  if (!name) return { refused: nothing };
  const refused = refuseUndefined(name) ?? refuseName(file, name, newName);
  if (refused) return refused;
  const changes: Record<string, TextEdit[]> = {};
  for (const { span } of envoyOccurrences(file, name)) {
    const { uri } = span.anchor;
    const edit = { range: spanPlace(file, span), newText: writtenAs(file, span, newName) };
    changes[uri] = [...(changes[uri] ?? []), edit];
  }
  return { changes };
}

function refuseUndefined({ name, symbols }: EnvoyName): Refused | undefined {
  return symbols.length > 0
    ? undefined
    : {
        refused: `${name} is not defined in this file or those of the same proxy; what discovery brings cannot be renamed here.`,
      };
}

function refuseName({ files }: EnvoySnapshot, { kind, name }: EnvoyName, newName: string): Refused | undefined {
  if (newName.trim() === '' || /[\r\n]/.test(newName))
    return { refused: `"${newName}" cannot be the name of ${kindWords[kind]}.` };
  const isTaken =
    newName !== name &&
    files.configs.some(({ symbols }) => symbols.some((each) => each.kind === kind && each.name === newName));
  return isTaken ? { refused: `There is already ${kindWords[kind]} called ${newName}.` } : undefined;
}

/** Between quotes the text as those quotes need it, otherwise as YAML needs it there. */
function writtenAs(file: EnvoySnapshot, span: Span, text: string): string {
  const { uri } = span.anchor;
  const tree = uri === file.uri ? file.tree : file.fileOf(uri)?.tree;
  const scalar = scalarAt(tree?.root ?? tree?.content, uri, toRange(span).start);
  if (scalar?.style === 'double') return JSON.stringify(text).slice(1, -1);
  if (scalar?.style === 'single') return text.replaceAll("'", "''");
  return scalarText(text, { flow: true, quote: 'double' });
}

function scalarAt(node: YamlNode | undefined, uri: string, offset: number): YamlScalar | undefined {
  if (!node || !touches(node.span, uri, offset)) return undefined;
  if (node.kind === 'scalar') return node;
  if (node.kind === 'alias') return undefined;
  const inner = node.kind === 'map' ? node.pairs.flatMap(({ value }) => value ?? []) : node.items;
  for (const each of inner) {
    const found = scalarAt(each, uri, offset);
    if (found) return found;
  }
  return undefined;
}
