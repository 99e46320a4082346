import { at, entriesAt, listAt, parseJson, textAt } from '../json.ts';

/** A network as libcni reads it from a file. */
export interface NetworkList {
  readonly name: string;
  readonly cniVersion: string;
  readonly plugins: readonly Readonly<Record<string, unknown>>[];
  readonly disableCheck: boolean;
}

/** A list of plugins, or one plugin as older files have it; a sentence when it is none. */
export function readNetworkList(text: string): NetworkList | string {
  const json = parseJson(text);
  if (json === undefined) return 'The file is no JSON.';
  const name = textAt(json, 'name');
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name)) return `\`${name}\` is no name of a network.`;
  const listed = at(json, 'plugins') === undefined ? [json] : listAt(json, 'plugins');
  const plugins = listed.map((plugin) => Object.fromEntries(entriesAt(plugin)));
  if (plugins.length === 0) return 'The network has no plugin.';
  const bad = plugins.find(({ type }) => typeof type !== 'string' || !/^[a-zA-Z0-9_.-]+$/.test(type));
  if (bad) return 'A plugin has no type.';
  return {
    name,
    cniVersion: textAt(json, 'cniVersion') || '0.1.0',
    plugins,
    disableCheck: at(json, 'disableCheck') === true,
  };
}
