import type { Project } from '../../model/project.ts';
import { namespaceOf } from '../namespace.ts';
import type { Place } from '../verdicts.ts';

/** What a service is in a cluster. */
export type Pod =
  /** The label's value. Services that share a network namespace are one pod. */
  | { readonly kind: 'pod'; readonly label: string }
  /** A policy does not reach it; `why` is a sentence. */
  | { readonly kind: 'beyond'; readonly why: string };

export function podOf(project: Project, name: string): Pod {
  const service = project.serviceNamed.get(name);
  if (!service) return { kind: 'beyond', why: `There is no service ${name}.` };
  const namespace = namespaceOf(project, service);
  switch (namespace.kind) {
    case 'host':
      return { kind: 'beyond', why: `${name} uses the network of its node, to which no policy applies.` };
    case 'unknown':
      return { kind: 'beyond', why: `Nothing is known about the network of ${name}: ${namespace.why}.` };
    default:
      return { kind: 'pod', label: labelOf(namespace.owner.name) };
  }
}

/** Why nothing can be said about a place outside of the cluster's pods; undefined for the internet. */
export function whyNotPlace(place: Place): string | undefined {
  if (place.kind === 'host') return 'What a node sends to its own pods is always let through.';
  if (place.kind === 'lan')
    return 'Private addresses are those of pods and nodes too; a policy cannot tell other machines of the network apart.';
  return undefined;
}

/** As kompose makes names: in lower case, with dashes instead of dots and underscores. */
const labelOf = (service: string): string => service.toLowerCase().replace(/[._]/g, '-');
