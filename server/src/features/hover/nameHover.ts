import type { Project } from '../../model/project.ts';
import { isResource, type NamedSymbol, type Reference } from '../../model/symbol.ts';
import { trace } from '../../reach/trace.ts';
import type { Verdict } from '../../reach/verdicts.ts';
import { brief, describe, type Entity } from '../describe.ts';
import { code, plain } from '../markdown.ts';
import type { NameAt } from '../names.ts';

/** What a name means; undefined for names that mean nothing in this file and are not clearly meant to. */
export function nameHover(project: Project, { name, symbols, reference }: NameAt): string | undefined {
  if (isResource(symbols[0]?.kind ?? reference?.kind ?? 'service')) return undefined;
  const entities = entitiesOf(project, name, symbols, reference);
  if (entities.length === 0) return reference && reference.role !== 'url' ? notDefined(project, reference) : undefined;
  const relation = reference ? relationTo(project, reference, entities) : [];
  return entities.map(({ entity, as }) => section(project, entity, [...as, ...relation])).join('\n\n---\n\n');
}

interface Meaning {
  readonly entity: Entity;
  /** By which other name it is called here. */
  readonly as: readonly string[];
}

function entitiesOf(
  project: Project,
  name: string,
  symbols: readonly NamedSymbol[],
  reference: Reference | undefined,
): readonly Meaning[] {
  if (symbols.length === 0) {
    const implicit = reference?.kind === 'network' ? project.networkNamed.get(name) : undefined;
    return implicit ? [{ entity: { kind: 'network', network: implicit }, as: [] }] : [];
  }
  const seen = new Set<string>();
  return symbols.flatMap((symbol): readonly Meaning[] => {
    const owner = symbol.container ?? symbol.name;
    if (seen.has(`${symbol.kind} ${owner}`)) return [];
    seen.add(`${symbol.kind} ${owner}`);
    if (symbol.kind === 'network') {
      const network = project.networkNamed.get(owner);
      return network ? [{ entity: { kind: 'network', network }, as: [] }] : [];
    }
    const service = project.serviceNamed.get(owner);
    return service ? [{ entity: { kind: 'service', service }, as: otherName(project, symbol) }] : [];
  });
}

function otherName(project: Project, { kind, name, container }: NamedSymbol): readonly string[] {
  if (kind === 'container-name')
    return [`${code(name)} is the name of its container, and a host name on all its networks.`];
  if (kind !== 'alias' || container === undefined) return [];
  const networks = (project.serviceNamed.get(container)?.attachments ?? []).filter(({ aliases }) =>
    aliases.some(({ value }) => value === name),
  );
  return [
    `${code(name)} is an alias of ${code(container)} on ${networks.map(({ network }) => code(network)).join(', ')}.`,
  ];
}

function section(project: Project, entity: Entity, before: readonly string[]): string {
  const { title, facts } = describe(project, entity);
  const short = entity.kind === 'network' ? [brief(project, entity).map(plain).join(' · ')] : [];
  return [`### ${title}`, ...short, ...before, facts.map((fact) => `- ${fact}`).join('\n')].join('\n\n');
}

const verdictWords: Readonly<Record<Verdict, string>> = {
  open: 'can be reached from',
  blocked: '**cannot be reached** from',
  unknown: 'may or may not be reached from',
};

/** Whether the service that names another one can reach it, or how it joins the network that it names. */
function relationTo(project: Project, reference: Reference, meanings: readonly Meaning[]): readonly string[] {
  const { from } = reference;
  const [first] = meanings;
  if (from === undefined || !first) return [];
  if (first.entity.kind !== 'service' || first.entity.service.name === from) return [];
  const target = first.entity.service.name;
  const { verdict, why } = trace(project, {
    from: { kind: 'service', name: from },
    to: { kind: 'service', name: target },
    port: null,
    protocol: 'tcp',
  });
  return [`${code(target)} ${verdictWords[verdict]} ${code(from)}: ${plain(why)}`];
}

function notDefined({ unreadSources }: Project, { kind, name }: Reference): string {
  const what = kind === 'network' ? 'Network' : 'Service';
  const elsewhere = unreadSources.length > 0 ? ' A file that this one includes or extends may define it.' : '';
  return `### ${what} ${code(name)}\n\nNot defined in this file.${elsewhere}`;
}
