import type { CniConfig, CniInstalled, CniInterface, CniPlugin, CniVersion } from '../model/cniConfig.ts';
import { fieldOf, type JsonObject, type JsonString, pairNamed } from '../text/jsonNode.ts';
import { type JsonSource, parseJson } from '../text/jsonTree.ts';
import type { Span } from '../text/span.ts';
import { pluginFacts } from './facts.ts';
import { readIpam } from './readIpam.ts';
import { structureProblems } from './structure.ts';
import { textAt } from './values.ts';

/** Reads the configuration of one network. */
export function readConfig(
  source: JsonSource,
  where: { readonly place: CniConfig['place']; readonly installed: CniInstalled; readonly fileName?: string },
): CniConfig {
  const tree = parseJson(source);
  const root = tree.root?.kind === 'object' ? tree.root : undefined;
  const start = source.toFile(0);
  const span: Span = { anchor: { uri: source.uri, offset: 0 }, start, end: source.toFile(source.text.length) };
  const form = formOf(root, where.fileName);
  const plugins = root ? pluginsOf(root, form) : [];
  const common = {
    uri: source.uri,
    quotes: source.quotes,
    ...where,
    form,
    span,
    root,
    isTemplate: tree.isTemplate,
    name: root && textAt(pairNamed(root, 'name')),
    version: versionOf(root),
    plugins,
    interfaces: plugins.flatMap(interfacesOf),
  } as const;
  const syntax = tree.isTemplate
    ? []
    : tree.problems.map((problem) => ({ kind: 'syntax' as const, problem, span: problem.span }));
  return { ...common, problems: [...syntax, ...structureProblems(common, tree.root)] };
}

/** libcni goes by the name of the file; where there is none, as in an attachment, by the text. */
function formOf(root: JsonObject | undefined, fileName: string | undefined): CniConfig['form'] {
  if (root && pairNamed(root, 'plugins')) return 'list';
  if (root && fieldOf(root, 'type')) return 'plugin';
  return fileName !== undefined && /\.conf(?:list)?$/i.exec(fileName)?.[0].toLowerCase() === '.conflist'
    ? 'list'
    : 'plugin';
}

function versionOf(root: JsonObject | undefined): CniVersion {
  const pair = root && pairNamed(root, 'cniVersion');
  const text = textAt(pair);
  const isOpen = root !== undefined && pairNamed(root, 'cniVersions') !== undefined;
  if (!pair || text?.value === '') return { value: oldest, known: root !== undefined && !isOpen, pair };
  return { value: text?.value ?? oldest, known: text?.known === true && !isOpen, pair };
}

const oldest = '0.1.0';

function pluginsOf(root: JsonObject, form: CniConfig['form']): readonly CniPlugin[] {
  if (form === 'plugin') return [pluginOf(root, 0)];
  const list = pairNamed(root, 'plugins')?.value;
  if (list?.kind !== 'array') return [];
  return list.items.flatMap((item, index) => (item.kind === 'object' ? [pluginOf(item, index)] : []));
}

function pluginOf(object: JsonObject, index: number): CniPlugin {
  const type = textAt(fieldOf(object, 'type'));
  const typeName = knownText(type);
  const facts = pluginFacts(typeName);
  return { index, object, type, typeName, facts, ipam: readIpam(object, facts !== undefined && !facts.foreign) };
}

const knownText = (text: JsonString | undefined): string | undefined => (text?.known ? text.value : undefined);

function interfacesOf(plugin: CniPlugin): readonly CniInterface[] {
  const { typeName, object } = plugin;
  const kind = typeName === 'bridge' ? 'bridge' : masters.has(typeName ?? '') ? 'master' : undefined;
  if (!kind) return [];
  const text = textAt(fieldOf(object, kind));
  if (text) return text.known && text.value !== '' ? [{ kind, name: text.value, span: text.contentSpan, plugin }] : [];
  return kind === 'bridge' && !fieldOf(object, 'bridge') ? [{ kind, name: defaultBridge, plugin }] : [];
}

const masters: ReadonlySet<string> = new Set(['macvlan', 'ipvlan', 'vlan']);

const defaultBridge = 'cni0';
