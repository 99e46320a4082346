import type { YamlPath } from '../../text/edit.ts';
import { pairOf } from '../../text/yamlNode.ts';
import { placeOf } from '../../text/yamlPlace.ts';
import type { YamlTree } from '../../text/yamlTree.ts';

/** True when the entry at the path is the file's own, or can be added: no alias repeats it and no merge key brings it. */
export function isOwnEntry(tree: YamlTree, path: YamlPath): boolean {
  const place = placeOf(tree, path);
  if (!place || place.steps.length === path.length) return place !== undefined;
  return place.value?.kind !== 'map' || pairOf(place.value, '<<') === undefined;
}
