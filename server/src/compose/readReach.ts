import type { Network } from '../model/network.ts';
import { isPlaceWord, type Party, type ReachPolicy, type ReachStatement } from '../model/policy.ts';
import type { Problem } from '../model/problem.ts';
import type { Text } from '../model/scalar.ts';
import { partOf } from '../model/scalar.ts';
import type { Service } from '../model/service.ts';
import type { Reference } from '../model/symbol.ts';
import type { YamlPath } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import type { Resolver } from './resolver.ts';
import type { SectionEntries } from './sections.ts';
import { type PartySyntax, parseStatement, type StatementSyntax } from './statementSyntax.ts';

/** The top-level key that states who shall reach whom. */
export const reachKey = 'x-reach';

/** What `x-reach` of one file says; the names in it are looked up when all files are read. */
export interface ReachSource {
  readonly uri: string;
  readonly keySpan: Span;
  readonly form: 'list' | 'map';
  readonly statements: readonly StatementText[];
  readonly listPath: YamlPath;
  /** `default:` of the map form. */
  readonly default?: { readonly denies: boolean; readonly span: Span };
  /** `!reset` and `!override`: what the files before say does not count. */
  readonly replaces: boolean;
}

interface StatementText {
  readonly text: Text;
  readonly syntax: StatementSyntax;
  readonly path: YamlPath;
}

/**
 * Reads `x-reach: [STATEMENT…]`, or `x-reach: { default: deny, flows: [STATEMENT…] }`. Adds what it cannot read to the
 * problems of the resolver. A statement that a variable hides is left out.
 */
export function readReach(
  resolver: Resolver,
  uri: string,
  { header, value, entries }: SectionEntries,
): ReachSource | undefined {
  const node = resolver.node(value);
  const base = { uri, keySpan: header.key.contentSpan, replaces: isReplacing(node) };
  if (node?.tag === '!reset') return { ...base, form: 'list', statements: [], listPath: [reachKey] };
  if (!entries && (!node || (node.kind === 'scalar' && node.type === 'null'))) return undefined;
  const items = resolver.items(node);
  if (items)
    return { ...base, form: 'list', statements: readStatements(resolver, items, [reachKey]), listPath: [reachKey] };
  if (!entries) {
    const reason = '`x-reach` is a list of statements, or a map with `default` and `flows`';
    resolver.problems.push({ kind: 'bad-statement', reason, span: node?.span ?? base.keySpan });
    return undefined;
  }
  const listPath = [reachKey, 'flows'];
  let statements: readonly StatementText[] = [];
  let fallback: ReachSource['default'];
  for (const { key, value } of entries) {
    if (key.value === 'default') fallback = readDefault(resolver, key.contentSpan, value);
    else if (key.value === 'flows') statements = readFlows(resolver, key.contentSpan, value, listPath);
    else if (!key.value.startsWith('x-') && key.value !== '<<') {
      const reason = `\`${key.value}\` is no key here: \`x-reach\` has \`default\` and \`flows\``;
      resolver.problems.push({ kind: 'bad-statement', reason, span: key.span });
    }
  }
  return { ...base, form: 'map', statements, listPath, ...(fallback ? { default: fallback } : {}) };
}

const isReplacing = (node: YamlNode | undefined): boolean => node?.tag === '!reset' || node?.tag === '!override';

function readDefault(resolver: Resolver, keySpan: Span, value: YamlNode | undefined): ReachSource['default'] {
  const text = resolver.text(value);
  if (text && !text.known) return undefined;
  if (text?.value === 'deny' || text?.value === 'allow') return { denies: text.value === 'deny', span: text.span };
  const reason = '`default` is `deny` (what no statement allows must be impossible) or `allow`';
  resolver.problems.push({ kind: 'bad-statement', reason, span: value?.span ?? keySpan });
  return undefined;
}

function readFlows(
  resolver: Resolver,
  keySpan: Span,
  value: YamlNode | undefined,
  path: YamlPath,
): readonly StatementText[] {
  const items = resolver.items(value);
  if (items) return readStatements(resolver, items, path);
  const node = resolver.node(value);
  if (node && !(node.kind === 'scalar' && node.type === 'null')) {
    resolver.problems.push({ kind: 'bad-statement', reason: '`flows` is a list of statements', span: node.span });
  } else if (value === undefined || node) return [];
  else resolver.problems.push({ kind: 'bad-statement', reason: '`flows` is a list of statements', span: keySpan });
  return [];
}

function readStatements(resolver: Resolver, items: readonly YamlNode[], path: YamlPath): readonly StatementText[] {
  return items.flatMap((item, index): readonly StatementText[] => {
    const node = resolver.node(item);
    if (!node) return [];
    const text = resolver.text(node);
    if (!text) {
      const reason =
        node.kind === 'map'
          ? 'A statement is one text; behind a colon in it no blank may follow'
          : 'A statement is one text: `SOURCE -> TARGET:PORT`';
      resolver.problems.push({ kind: 'bad-statement', reason, span: node.span });
      return [];
    }
    if (!text.known || text.type === 'null') return [];
    const syntax = parseStatement(text.value);
    if (!('reason' in syntax)) return [{ text, syntax, path: [...path, index] }];
    const { reason, start, end, replacement } = syntax;
    const span = partOf(text, start, Math.max(start + 1, end));
    // Where a variable or an escape moves the parts, the span is that of the whole text.
    const isExact = span !== text.span;
    resolver.problems.push({
      kind: 'bad-statement',
      reason,
      span,
      ...(replacement !== undefined && isExact ? { replacement } : {}),
    });
    return [];
  });
}

/** The statements of all files, which add up as lists do. Undefined where no file has any. */
export function reachPolicy(
  sources: readonly ReachSource[],
  services: ReadonlyMap<string, Service>,
  networks: ReadonlyMap<string, Network>,
): ReachPolicy | undefined {
  const counting = sources.slice(
    Math.max(
      0,
      sources.findLastIndex(({ replaces }) => replaces),
    ),
  );
  const [first] = counting;
  const last = counting.at(-1);
  if (!first || !last) return undefined;
  const party = ({ name, qualifier, start, end }: PartySyntax, text: Text): Party => ({
    kind: kindOf(name, qualifier, services, networks),
    name,
    span: partOf(text, start, end),
    ...(qualifier ? { qualifier } : {}),
  });
  const statements = counting.flatMap((source) =>
    source.statements.map(({ text, syntax, path }): ReachStatement => {
      const { from, arrow, to, port, protocol, intent } = syntax;
      return {
        from: party(from, text),
        to: party(to, text),
        port: port?.value ?? null,
        ...(port ? { portSpan: partOf(text, port.start, port.end) } : {}),
        protocol,
        intent,
        arrowSpan: partOf(text, arrow.start, arrow.end),
        span: text.span,
        path,
      };
    }),
  );
  const fallback = counting.findLast((source) => source.default)?.default;
  return {
    statements,
    deniesOthers: fallback?.denies === true,
    ...(fallback ? { defaultSpan: fallback.span } : {}),
    span: first.keySpan,
    list: { uri: last.uri, path: last.listPath },
  };
}

function kindOf(
  name: string,
  qualifier: PartySyntax['qualifier'],
  services: ReadonlyMap<string, Service>,
  networks: ReadonlyMap<string, Network>,
): Party['kind'] {
  if (qualifier !== 'network') {
    if (qualifier === undefined && isPlaceWord(name)) return name;
    if (services.has(name)) return 'service';
  }
  return qualifier !== 'service' && networks.has(name) ? 'network' : 'undefined';
}

/** Every name of the statements but the places. */
export function policyReferences({ statements }: ReachPolicy): readonly Reference[] {
  return statements.flatMap(({ from, to }) =>
    [from, to].flatMap(({ kind, name, span, qualifier }): readonly Reference[] =>
      isPlaceWord(kind)
        ? []
        : [
            {
              kind: kind === 'undefined' ? (qualifier ?? 'service') : kind,
              name,
              uri: span.anchor.uri,
              span,
              role: 'policy',
            },
          ],
    ),
  );
}

/** Files of one project that `-f` names one after the other: compose refuses a list over a map and the other way round. */
export function formConflicts(sources: readonly ReachSource[]): readonly Problem[] {
  return sources.flatMap((source, index): readonly Problem[] => {
    const before = sources[index - 1];
    if (!before || source.replaces || before.form === source.form) return [];
    return [{ kind: 'merge-conflict', key: reachKey, span: source.keySpan, earlier: before.keySpan }];
  });
}
