import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { membersOf } from '../networkMembers.ts';
import type { Proposal } from './proposal.ts';
import { ownService, type Target, written } from './target.ts';

/** Further names on one network: what its members call and nobody is, then what the service is called elsewhere. */
export function aliases(target: Target): readonly Proposal[] {
  const { place, form, path, cursor, snapshot } = target;
  const service = ownService(target);
  if (form !== 'item' || place !== 'services.*.networks.*.aliases[]' || !service) return [];
  const { project } = snapshot;
  const network = String(path[3]);
  const there = new Set([service.name, ...cursor.siblings]);
  const proposals = new Map<string, string>();
  const add = (name: string, detail: string): void => {
    if (!there.has(name) && !project.serviceNamed.has(name) && !proposals.has(name)) proposals.set(name, detail);
  };
  for (const [host, callers] of unansweredHosts(project, network, service))
    add(host, `${callers.join(', ')} ${callers.length === 1 ? 'connects' : 'connect'} to it, and nobody has the name`);
  for (const { network: other, aliases: names } of service.attachments)
    if (other !== network) for (const { value, known } of names) if (known) add(value, `its alias on ${other}`);
  for (const name of [service.hostname, service.containerName])
    if (name?.known) add(name.value, name === service.hostname ? 'its host name' : 'the name of its container');
  if (service.image?.text.known) add(service.image.name, 'the name of its image');
  return [...proposals].map(([name, detail]) => ({
    label: name,
    insert: written(target, name),
    kind: 'field',
    detail,
  }));
}

/** Hosts without a dot that members of the network connect to and no service answers to, with those members. */
function unansweredHosts(project: Project, network: string, own: Service): ReadonlyMap<string, readonly string[]> {
  const answered = new Set(
    project.services.flatMap((service) => [
      service.name,
      ...(service === own ? [] : service.attachments.flatMap((each) => each.aliases.map(({ value }) => value))),
      ...[service.hostname, service.containerName].flatMap((text) => text?.value ?? []),
    ]),
  );
  const hosts = new Map<string, string[]>();
  for (const { service } of membersOf(project, network)) {
    const elsewhere = new Set(service.extraHosts.map(({ host }) => host));
    for (const { host, form, source } of service.mentions) {
      if (service === own || source === 'label' || form === 'word' || host === 'localhost') continue;
      if (answered.has(host) || elsewhere.has(host) || /[.:[]/.test(host)) continue;
      const callers = hosts.get(host);
      if (!callers) hosts.set(host, [service.name]);
      else if (!callers.includes(service.name)) callers.push(service.name);
    }
  }
  return hosts;
}
