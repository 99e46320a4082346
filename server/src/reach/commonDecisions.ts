import type { Network } from '../model/network.ts';
import type { Attachment, Service } from '../model/service.ts';
import type { Span } from '../text/span.ts';
import { type Decision, decision } from './decision.ts';
import type { Namespace } from './namespace.ts';
import { unknownSegment } from './segment.ts';

/** Decisions that end a path whatever its other end is. */

export function noNetwork(service: Service, span: Span): Decision {
  return decision('blocked', 'no-network', `${service.name} has no network at all.`, span);
}

export function unknownNamespace(service: Service, namespace: Namespace & { readonly kind: 'unknown' }): Decision {
  const why = `Nothing is known about the network of ${service.name}: ${namespace.why}.`;
  return decision('unknown', 'namespace-unknown', why, namespace.span);
}

export function notAttached(service: Service): Decision {
  return decision('blocked', 'no-network', `${service.name} is attached to no network.`, service.nameSpan);
}

export function networkNotDefined({ network, nameSpan }: Attachment): Decision {
  return decision('unknown', 'network-not-defined', `${network} is not defined in this file.`, nameSpan);
}

/** The service is on a network about which nothing is certain. */
export function onUnknownSegment(service: string, network: Network, span: Span): Decision {
  const why = `${service} is on ${network.name}, but ${unknownSegment(network)}.`;
  return decision('unknown', 'segment-unknown', why, span);
}

/** Whether a service has, or may have, several containers. */
export function isReplicated({ replicas }: Service): boolean {
  return replicas !== undefined && replicas.value !== 1;
}

/** One of the owner's containers is meant, and nothing tells which. */
export function replicaHidden(owner: Service, span: Span | undefined): Decision {
  const why = `${owner.name} has several containers, and nothing tells which of them this is about.`;
  return decision('unknown', 'replica-hidden', why, span);
}
