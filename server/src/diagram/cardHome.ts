import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { engineNetworkId, hostLineId, serviceId } from './ids.ts';

/** Where a card stands. */
export type CardHome =
  /** On its networks. */
  | { readonly kind: 'networks' }
  /** On one line by `network_mode`; `name` is the line's when it has to be made. */
  | { readonly kind: 'line'; readonly line: string; readonly name: string }
  /** At the card of a service whose network namespace it shares. */
  | { readonly kind: 'docked'; readonly owner: string }
  | { readonly kind: 'apart'; readonly why: string };

export function homeOf(service: Service, project: Project): CardHome {
  const mode = service.networkMode;
  if (!mode) return service.attachments.length > 0 ? { kind: 'networks' } : { kind: 'apart', why: 'on no network' };
  switch (mode.kind) {
    case 'host':
      return { kind: 'line', line: hostLineId, name: 'host' };
    case 'bridge':
      return { kind: 'line', line: engineNetworkId('bridge'), name: 'bridge' };
    case 'other':
      return { kind: 'line', line: engineNetworkId(mode.text.value), name: mode.text.value };
    case 'none':
      return { kind: 'apart', why: 'no network at all' };
    case 'container':
      return { kind: 'apart', why: `shares the network of container ${mode.target}` };
    case 'unknown':
      return { kind: 'apart', why: `network_mode ${mode.text.raw} is not known` };
    case 'service': {
      const owner = findOwner(service, project);
      return owner === service
        ? { kind: 'apart', why: `shares the network of ${mode.target}, which is not here` }
        : { kind: 'docked', owner: serviceId(owner.name) };
    }
  }
}

/**
 * The service whose network namespace this one ends up in, followed through every `service:`. The service itself when
 * it has its own, when the owner is missing, or when the modes run in a circle.
 */
export function findOwner(service: Service, project: Project): Service {
  const seen = new Set([service]);
  let owner = service;
  while (owner.networkMode?.kind === 'service') {
    const { target } = owner.networkMode;
    const next = project.serviceNamed.get(target);
    if (!next || seen.has(next)) return service;
    seen.add(next);
    owner = next;
  }
  return owner;
}
