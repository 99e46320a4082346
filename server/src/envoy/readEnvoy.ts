import { readSuppressions } from '../compose/suppressions.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyMessage } from '../model/envoyMessage.ts';
import type { EnvoyProblem } from '../model/envoyProblem.ts';
import { pairOf, type YamlMap, type YamlNode } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';
import { type Collected, collect } from './collect.ts';
import { decodeMessage } from './decode.ts';
import { type Decoding, newDecoding } from './decoding.ts';
import { envoyKind } from './recognize.ts';
import { messageSchema } from './schema.ts';
import { syntaxProblems } from './syntax.ts';
import { typeOfUrl, unknownTypeReason } from './typeUrl.ts';

/**
 * Reads an Envoy file: a configuration that Envoy starts with, a file of resources, or one resource. `version` is the
 * minor one of the API 1.x. Never throws; of a broken file it gives what is whole.
 */
export function readEnvoy(tree: YamlTree, { version }: { readonly version: number }): EnvoyConfig {
  const kind = envoyKind(tree) ?? 'bootstrap';
  const decoding = newDecoding(tree, version, kind !== 'bootstrap');
  const isFilled = isTemplateText(tree.text);
  const syntax = isFilled ? [] : syntaxProblems(tree);
  const root = tree.root && decodeRoot(tree.root, kind, decoding);
  const found: Collected = { symbols: [], references: [], addresses: [], sources: [] };
  if (root) collect(root, found);
  return {
    uri: tree.uri,
    kind,
    version,
    root,
    problems: isFilled ? [] : [...syntax, ...besideSyntax(decoding.problems, syntax)],
    ...found,
    suppressions: readSuppressions(tree),
  };
}

/** Lines of a template language between those of YAML: what the file says is known only when they are carried out. */
const isTemplateText = (text: string): boolean => /^[ \t]*(?:-[ \t]+)?(?:\{\{[^}]*\}\}|\{%|<%)[^\n:]*$/m.test(text);

/** What a broken entry seems to lack follows from what is broken in it. */
function besideSyntax(problems: readonly EnvoyProblem[], syntax: readonly EnvoyProblem[]): readonly EnvoyProblem[] {
  const broken = new Set(
    syntax.filter(({ kind }) => kind === 'syntax' || kind === 'tab-indentation').map(({ span }) => span.anchor),
  );
  return broken.size === 0 ? problems : problems.filter(({ span }) => !broken.has(span.anchor));
}

const bootstrap = 'envoy.config.bootstrap.v3.Bootstrap';
const discovery = 'envoy.service.discovery.v3.DiscoveryResponse';

function decodeRoot(root: YamlMap, kind: EnvoyConfig['kind'], decoding: Decoding): EnvoyMessage | undefined {
  const place = { field: '', owner: root.pairs[0]?.key.span ?? root.span, path: [] };
  const url = kind === 'resource' ? typeUrlOf(pairOf(root, '@type')?.value) : undefined;
  const type = kind === 'bootstrap' ? bootstrap : kind === 'discovery' ? discovery : typeOfUrl(url?.text ?? '');
  const schema = type === undefined ? undefined : messageSchema(type);
  if (type !== undefined && url && !schema)
    decoding.problems.push({
      kind: 'unknown-type',
      type,
      reason: unknownTypeReason(type, decoding.version) ?? { kind: 'unknown' },
      span: url.span,
    });
  return schema && decodeMessage(root, schema, place, decoding, undefined, url);
}

const typeUrlOf = (node: YamlNode | undefined): EnvoyMessage['typeUrl'] =>
  node?.kind === 'scalar' ? { text: node.value, span: node.contentSpan } : undefined;
