import type { EnvoyProblem } from '../model/envoyProblem.ts';
import type { Span } from '../text/span.ts';
import type { YamlNode, YamlScalar } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';
import { isTemplateNode } from './yamlScalars.ts';

/**
 * What YAML takes in a JSON file and Envoy does not. Quotes of either kind, keys without quotes, line ends in texts and a
 * comma at the end are fine: protobuf's reader was measured to take them.
 */
export function jsonProblems(tree: YamlTree): readonly EnvoyProblem[] {
  const problems: EnvoyProblem[] = [];
  const report = (message: string, span: Span): void => {
    problems.push({ kind: 'syntax', message, span });
  };
  const visit = (node: YamlNode | undefined, owner: Span): void => {
    if (!node) report('A value is missing: Envoy refuses it.', owner);
    else if (node.kind === 'alias') report('JSON has no aliases: Envoy refuses it.', node.span);
    else if (node.kind === 'scalar') {
      const message = isTemplateNode(node, tree.text) ? undefined : scalarFault(node);
      if (message) report(message, node.value === '' ? owner : node.span);
    }
    if (!node || node.kind === 'alias' || node.kind === 'scalar') return;
    if (isTemplateNode(node, tree.text)) return;
    if (!node.flow) {
      report(
        'JSON has braces and brackets, not indentation: Envoy refuses it. For YAML call the file `.yaml`.',
        startOf(node),
      );
      return;
    }
    if (node.kind === 'sequence') for (const item of node.items) visit(item, item.span);
    else for (const pair of node.pairs) visit(pair.value, pair.key.span);
  };
  if (tree.content) visit(tree.content, tree.content.span);
  return problems;
}

const startOf = (node: YamlNode): Span => (node.kind === 'map' ? (node.pairs[0]?.key.span ?? node.span) : node.span);

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function scalarFault({ style, value }: YamlScalar): string | undefined {
  if (style === 'literal' || style === 'folded') return 'JSON has no texts of this form: Envoy refuses it.';
  if (style !== 'plain' || number.test(value) || ['true', 'false', 'null'].includes(value)) return undefined;
  if (value === '') return 'A value is missing: Envoy refuses it.';
  return /^[-+.]?\d/.test(value) && Number.isFinite(Number(value))
    ? `JSON does not write a number as \`${value}\`: Envoy refuses it.`
    : 'A text stands in quotes in JSON: Envoy refuses it.';
}
