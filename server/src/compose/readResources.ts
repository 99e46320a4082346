import type { ResourceUse } from '../model/service.ts';
import type { NamedSymbol } from '../model/symbol.ts';
import type { YamlNode, YamlPair } from '../text/yamlNode.ts';
import { pairNamed, type Resolver, sliceText } from './resolver.ts';
import { namedVolume } from './volumeSyntax.ts';

/** The volumes, secrets and configs of the project that a service uses; `pairs` are the service's entries. */
export function readResources(resolver: Resolver, pairs: readonly YamlPair[]): readonly ResourceUse[] {
  const items = (from: readonly YamlPair[] | undefined, key: string): readonly YamlNode[] =>
    resolver.items(pairNamed(from, key)?.value) ?? [];
  const build = resolver.pairs(pairNamed(pairs, 'build')?.value);
  return [
    ...items(pairs, 'volumes').flatMap((item) => readVolume(resolver, item)),
    ...items(pairs, 'secrets').flatMap((item) => readNamed(resolver, item, 'secret')),
    ...items(build, 'secrets').flatMap((item) => readNamed(resolver, item, 'secret')),
    ...items(pairs, 'configs').flatMap((item) => readNamed(resolver, item, 'config')),
  ];
}

/** What an entry of the sections `volumes`, `secrets` and `configs` defines; nothing for other sections. */
export function resourceSymbols(section: string, uri: string, pair: YamlPair): readonly NamedSymbol[] {
  const kind = kindOfSection.get(section);
  const { value: name, contentSpan } = pair.key;
  return kind && name !== '' ? [{ kind, name, uri, span: pair.span, selectionSpan: contentSpan }] : [];
}

const kindOfSection: ReadonlyMap<string, ResourceUse['kind']> = new Map([
  ['volumes', 'volume'],
  ['secrets', 'secret'],
  ['configs', 'config'],
]);

function readVolume(resolver: Resolver, item: YamlNode): readonly ResourceUse[] {
  const pairs = resolver.pairs(item);
  if (pairs) {
    const type = resolver.text(pairNamed(pairs, 'type')?.value);
    const source = resolver.text(pairNamed(pairs, 'source')?.value);
    if (!type?.known || type.value !== 'volume' || !source?.known || source.value === '') return [];
    return [{ kind: 'volume', name: source.value, span: source.span }];
  }
  const text = resolver.text(item);
  const named = text?.known ? namedVolume(text) : undefined;
  if (!text || !named) return [];
  const source = sliceText(text, 0, named.length);
  return [{ kind: 'volume', name: source.value, span: source.span }];
}

function readNamed(resolver: Resolver, item: YamlNode, kind: 'secret' | 'config'): readonly ResourceUse[] {
  const pairs = resolver.pairs(item);
  const text = resolver.text(item) ?? resolver.text(pairNamed(pairs, 'source')?.value);
  if (!text?.known || text.type === 'null') return [];
  const target = resolver.text(pairNamed(pairs, 'target')?.value);
  return [{ kind, name: text.value, span: text.span, ...(target ? { target } : {}) }];
}
