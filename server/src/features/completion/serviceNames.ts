import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { brief } from '../describe.ts';
import { docOf } from '../docs/keyDocs.ts';
import { type Proposal, snippetChoice } from './proposal.ts';
import { type Target, writtenName } from './target.ts';

const listPlaces = new Set(['services.*.depends_on[]', 'services.*.links[]', 'services.*.volumes_from[]']);
const valuePlaces = new Set(['services.*.extends', 'services.*.extends.service']);

/** Names of other services, where one is named. */
export function serviceNames(target: Target): readonly Proposal[] {
  const { place, form, cursor, snapshot } = target;
  const asKey = form === 'key' && place === 'services.*.depends_on' && (cursor.form === 'map' || cursor.flow || cursor.colon);
  const named = (form === 'item' && listPlaces.has(place ?? '')) || (form === 'value' && valuePlaces.has(place ?? '')) || asKey;
  if (!named) return [];
  const own = target.path[1];
  const there = new Set(cursor.siblings.map((name) => name.split(':')[0]));
  const dependency = place?.startsWith('services.*.depends_on') ?? false;
  return snapshot.project.services
    .filter(({ name }) => name !== own && !there.has(name))
    .filter((service) => !dependency || !dependsOn(snapshot.project, service, String(own)))
    .map((service): Proposal => {
      const condition = asKey && !cursor.colon;
      return {
        label: service.name,
        insert: condition ? withCondition(target, service.name) : writtenName(target, service.name),
        ...(condition ? { snippet: true } : {}),
        kind: 'field',
        detail: brief(snapshot.project, { kind: 'service', service }).join(' · '),
      };
    });
}

/** In map form compose demands a condition. */
function withCondition(target: Target, name: string): string {
  const values = docOf([...target.path, name, 'condition'])?.values?.map(({ value }) => value) ?? [];
  const condition = `condition: ${snippetChoice(values)}`;
  const { eol, mapIndent } = target.style;
  return writtenName(target, name, `${eol}${' '.repeat(target.column + mapIndent)}${condition}`, ` {${condition}}`);
}

/** Compose refuses services that wait for each other in a circle. */
function dependsOn(project: Project, service: Service, name: string): boolean {
  const waiting = [service];
  const seen = new Set<string>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const { service: dependency } of next.dependencies) {
      if (dependency === name) return true;
      const found = project.serviceNamed.get(dependency);
      if (!found || seen.has(dependency)) continue;
      seen.add(dependency);
      waiting.push(found);
    }
  }
  return false;
}
