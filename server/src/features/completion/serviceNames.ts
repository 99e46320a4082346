import type { Project } from '../../model/project.ts';
import { brief } from '../describe.ts';
import { docOf } from '../docs/keyDocs.ts';
import { type Proposal, snippetChoice } from './proposal.ts';
import { type Target, written, writtenName } from './target.ts';

const listPlaces = new Set(['services.*.depends_on[]', 'services.*.links[]', 'services.*.volumes_from[]']);
const valuePlaces = new Set(['services.*.extends', 'services.*.extends.service']);

/** Names of other services, where one is named. */
export function serviceNames(target: Target): readonly Proposal[] {
  const { place, form, cursor, snapshot } = target;
  const asKey =
    form === 'key' && place === 'services.*.depends_on' && (cursor.form === 'map' || cursor.flow || cursor.colon);
  const named =
    (form === 'item' && listPlaces.has(place ?? '')) || (form === 'value' && valuePlaces.has(place ?? '')) || asKey;
  if (!named) return [];
  if (place === 'services.*.volumes_from[]' && cursor.typed.includes(':')) return accessModes(target);
  const own = target.path[1];
  const there = new Set(cursor.siblings.map((name) => name.split(':')[0]));
  const waiters = place?.startsWith('services.*.depends_on') ? waitersFor(snapshot.project, String(own)) : new Set();
  return snapshot.project.services
    .filter(({ name }) => name !== own && !there.has(name) && !waiters.has(name))
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

/** `SERVICE:ro` where the service is written. */
function accessModes(target: Target): readonly Proposal[] {
  const [service = ''] = target.cursor.typed.split(':');
  return [
    ['ro', 'only to be read'],
    ['rw', 'to be read and written, as without it'],
  ].map(([mode, detail]) => {
    const label = `${service}:${mode}`;
    return { label, insert: written(target, label), kind: 'choice', ...(detail ? { detail } : {}) };
  });
}

/** In map form compose demands a condition. */
function withCondition(target: Target, name: string): string {
  const values = docOf([...target.path, name, 'condition'])?.values?.map(({ value }) => value) ?? [];
  const condition = `condition: ${snippetChoice(values)}`;
  const { eol, mapIndent } = target.style;
  return writtenName(target, name, `${eol}${' '.repeat(target.column + mapIndent)}${condition}`, ` {${condition}}`);
}

/** The services that wait for this one, directly or not: compose refuses a circle. */
function waitersFor(project: Project, name: string): ReadonlySet<string> {
  const direct = new Map<string, string[]>();
  for (const service of project.services) {
    for (const { service: dependency } of service.dependencies) {
      const list = direct.get(dependency);
      if (list) list.push(service.name);
      else direct.set(dependency, [service.name]);
    }
  }
  const found = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const waiter of direct.get(next) ?? []) {
      if (!found.has(waiter)) open.push(waiter);
      found.add(waiter);
    }
  }
  return found;
}
