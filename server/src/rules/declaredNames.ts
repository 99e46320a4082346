import type { Project } from '../model/project.ts';
import type { ResourceUse } from '../model/service.ts';
import type { NamedSymbol } from '../model/symbol.ts';
import { isPartOfMore } from './completeness.ts';
import { nearest } from './nearest.ts';
import type { Finding, Fix } from './rule.ts';
import { servicesWith } from './serviceIndex.ts';

/** Where a name that is nearly `name` is declared, for "Did you mean" and as the other side of the finding. */
export function nearlyCalled(
  project: Project,
  kind: NamedSymbol['kind'],
  name: string,
): { readonly name: string; readonly related: NonNullable<Finding['related']> } | undefined {
  const declared = project.symbols.filter((symbol) => symbol.kind === kind);
  const meant = nearest(name, new Set(declared.map((symbol) => symbol.name)));
  const symbol = declared.find((each) => each.name === meant);
  return (
    symbol && {
      name: symbol.name,
      related: [{ span: symbol.selectionSpan, message: `\`${symbol.name}\` is declared here` }],
    }
  );
}

/** The uses of a volume, secret or config that the project does not declare; `section` is where it would be declared. */
export function* undeclaredResources(
  project: Project,
  kind: ResourceUse['kind'],
  section: string,
  declaration: 'nothing' | 'file',
): Iterable<Finding> {
  if (isPartOfMore(project)) return;
  for (const { name, span } of undeclaredUses(project, kind, section)) {
    const meant = nearlyCalled(project, kind, name);
    const value = declaration === 'nothing' ? null : { file: `./${name}.txt` };
    const fixes: readonly Fix[] = [
      ...(meant
        ? [
            {
              title: `Change to \`${meant.name}\``,
              safety: 'unsafe',
              edits: [{ kind: 'replace', span, newText: meant.name }],
            } as const,
          ]
        : []),
      ...(name === ''
        ? []
        : [
            {
              title: `Declare the ${kind} \`${name}\``,
              safety: 'unsafe',
              edits: [{ kind: 'set', uri: project.uri, path: [section, name], value }],
            } as const,
          ]),
    ];
    const what = name === '' ? `A ${kind} without a name is` : `The ${kind} \`${name}\` is`;
    yield {
      span,
      message: `${what} not declared under \`${section}\`.${meant ? ` Did you mean \`${meant.name}\`?` : ''} Compose refuses the project.`,
      ...(meant ? { related: meant.related } : {}),
      fixes,
    };
  }
}

function undeclaredUses(project: Project, kind: ResourceUse['kind'], section: string): readonly ResourceUse[] {
  const uses: ResourceUse[] = [];
  let declared: Set<string> | undefined;
  for (const { resources } of servicesWith(project, section, ...(kind === 'secret' ? ['build'] : []))) {
    for (const use of resources) {
      if (use.kind !== kind) continue;
      declared ??= declaredOf(project, kind);
      if (!declared.has(use.name)) uses.push(use);
    }
  }
  return uses;
}

function declaredOf(project: Project, kind: ResourceUse['kind']): Set<string> {
  const names = new Set<string>();
  for (const symbol of project.symbols) if (symbol.kind === kind) names.add(symbol.name);
  return names;
}
