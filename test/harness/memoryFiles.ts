import { canonicalUri } from '../../server/src/compose/fileUri.ts';
import type { SourceFiles } from '../../server/src/compose/sourceFiles.ts';
import { parseYaml, type YamlTree } from '../../server/src/text/yamlTree.ts';

/** Files that exist only here, by their path below `folder`; every other file is missing. */
export function memoryFiles(texts: Readonly<Record<string, string>>, folder = 'file:///shop/'): SourceFiles {
  const byUri = new Map(Object.entries(texts).map(([path, text]) => [canonicalUri(folder + path), text]));
  const trees = new Map<string, YamlTree>();
  return {
    text: (uri) => byUri.get(canonicalUri(uri)) ?? 'missing',
    names(uri) {
      const below = `${canonicalUri(uri).replace(/\/$/, '')}/`;
      const inside = [...byUri.keys()].filter((each) => each.startsWith(below)).map((each) => each.slice(below.length));
      const names = inside.map((each) => (each.includes('/') ? each.slice(0, each.indexOf('/') + 1) : each));
      return names.length > 0 ? [...new Set(names)] : 'missing';
    },
    tree(uri) {
      const key = canonicalUri(uri);
      const text = byUri.get(key);
      if (text === undefined) return 'missing';
      const tree = trees.get(key) ?? parseYaml(key, text);
      trees.set(key, tree);
      return tree;
    },
  };
}
