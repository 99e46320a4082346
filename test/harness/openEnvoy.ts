import { analyzeEnvoy, type EnvoySnapshot } from '../../server/src/features/envoy/envoySnapshot.ts';
import { indexLines, type Position } from '../../server/src/text/lineIndex.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

const uri = 'file:///shop/envoy.yaml';

/** An Envoy file as the server sees it, and the place of its `$0`; throws for a text that is nothing for Envoy. */
export function openEnvoy(marked: string): { readonly file: EnvoySnapshot; readonly position: Position } {
  const offset = Math.max(0, marked.indexOf('$0'));
  const text = marked.replace('$0', '');
  const lines = indexLines(text);
  const file = analyzeEnvoy({ tree: parseYaml(uri, text), lines, version: 1 }, { levels: {} }, 40);
  if (!file) throw new Error('The text is nothing for Envoy');
  return { file, position: lines.positionAt(offset) };
}
