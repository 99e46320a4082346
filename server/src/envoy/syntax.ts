import type { EnvoyProblem } from '../model/envoyProblem.ts';
import type { YamlTree } from '../text/yamlTree.ts';
import { jsonProblems } from './jsonSyntax.ts';

/** What is not YAML as Envoy reads it, and what of it Envoy does not read. */
export function syntaxProblems(tree: YamlTree): readonly EnvoyProblem[] {
  const problems: EnvoyProblem[] = [];
  for (const { errors } of tree.noted) {
    for (const { code, message, span } of errors)
      problems.push(code === 'tab-indentation' ? { kind: code, span } : { kind: code, message, span });
  }
  const { content, text, uri } = tree;
  if (problems.length === 0 && content?.kind !== 'map') {
    const start = content ? content.span.anchor.offset + content.span.start : 0;
    const end = content ? content.span.anchor.offset + content.span.end : Math.min(1, text.length);
    problems.push({
      kind: 'syntax',
      message: content
        ? 'An Envoy configuration is a map, `static_resources:` for example.'
        : 'The file is empty: Envoy refuses it.',
      span: { anchor: { uri, offset: 0 }, start, end },
    });
  }
  if (problems.length === 0 && uri.toLowerCase().endsWith('.json')) return jsonProblems(tree);
  const second = secondDocument(text);
  if (second) problems.push({ kind: 'second-document', span: { anchor: { uri, offset: 0 }, ...second } });
  return problems;
}

/** The `---` that begins another document behind one with content. */
function secondDocument(text: string): { readonly start: number; readonly end: number } | undefined {
  if (!/^---/m.test(text)) return undefined;
  let position = 0;
  let hasContent = false;
  while (position < text.length) {
    const newline = text.indexOf('\n', position);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(position, Math.min(end, position + 200));
    if (/^---(?:[ \t\r]|$)/.test(line)) {
      if (hasContent && /\S/.test(text.slice(position + 3))) return { start: position, end: position + 3 };
    } else if (/^\ufeff?[ \t]*[^\s#]/.test(line)) hasContent = true;
    position = end + 1;
  }
  return undefined;
}
