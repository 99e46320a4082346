import type { Problem } from '../model/problem.ts';
import type { YamlMap, YamlNode } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';

/** What the file says that is not YAML, or no entry of a map. */
export function syntaxProblems(tree: YamlTree): Problem[] {
  const problems: Problem[] = [];
  for (const { errors, content } of tree.noted) {
    for (const { code, message, span } of errors) {
      problems.push(code === 'tab-indentation' ? { kind: code, span } : { kind: code, message, span });
    }
    if (content && content.kind !== 'map') problems.push(...strayContent(tree, content));
  }
  return problems;
}

/** Text that is no entry: a word without a colon, a list at the top. */
function strayContent(tree: YamlTree, content: Exclude<YamlNode, YamlMap>): readonly Problem[] {
  if (content.kind === 'scalar' && content.value === '' && tree.blocks.length === 1) return [];
  const what =
    content.kind === 'sequence' ? 'a list' : content.kind === 'alias' ? 'an alias' : `"${content.value.slice(0, 40)}"`;
  return [{ kind: 'syntax', message: `A key with a colon is expected here, not ${what}.`, span: content.span }];
}
