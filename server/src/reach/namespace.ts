import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { Span } from '../text/span.ts';

/** Whose network namespace a service's containers use. */
export type Namespace =
  /** Their own, with these networks. */
  | { readonly kind: 'own'; readonly owner: Service }
  | { readonly kind: 'host'; readonly span: Span }
  /** Only a loopback interface. */
  | { readonly kind: 'none'; readonly owner: Service; readonly span: Span }
  /** Something that the file does not describe; `why` is a clause. */
  | { readonly kind: 'unknown'; readonly why: string; readonly span: Span };

const known = new WeakMap<Project, Map<Service, Namespace>>();

/** Follows `network_mode: service:NAME` to the service that has the namespace. */
export function namespaceOf(project: Project, service: Service): Namespace {
  if (!service.networkMode) return { kind: 'own', owner: service };
  let namespaces = known.get(project);
  if (!namespaces) {
    namespaces = new Map();
    known.set(project, namespaces);
  }
  const found = namespaces.get(service);
  if (found) return found;
  // All on the way are in the same namespace, so that a chain of thousands is followed once and not from each of them.
  const passed: Service[] = [];
  const namespace = follow(project, service, namespaces, passed);
  for (const each of passed) namespaces.set(each, namespace);
  return namespace;
}

function follow(
  project: Project,
  service: Service,
  namespaces: ReadonlyMap<Service, Namespace>,
  passed: Service[],
): Namespace {
  let current = service;
  const seen = new Set<string>();
  for (;;) {
    const found = namespaces.get(current);
    if (found) return found;
    passed.push(current);
    const mode = current.networkMode;
    if (!mode) return { kind: 'own', owner: current };
    const { span } = mode.text;
    if (mode.kind === 'host') return { kind: 'host', span };
    if (mode.kind === 'none') return { kind: 'none', owner: current, span };
    if (mode.kind === 'bridge')
      return { kind: 'unknown', why: "it uses the engine's default bridge, which other projects share", span };
    if (mode.kind === 'service') {
      const next = project.serviceNamed.get(mode.target);
      if (!next || seen.has(mode.target))
        return { kind: 'unknown', why: `the service ${mode.target} whose network it uses is not defined`, span };
      seen.add(mode.target);
      current = next;
      continue;
    }
    if (mode.kind === 'container') {
      const owner = containerNamed(project, mode.target);
      if (owner && !seen.has(owner.name)) {
        seen.add(owner.name);
        current = owner;
        continue;
      }
      return {
        kind: 'unknown',
        why: `it uses the network of the container ${mode.target}, which another project runs`,
        span,
      };
    }
    if (mode.kind === 'unknown') return { kind: 'unknown', why: 'a variable decides its network mode', span };
    return { kind: 'unknown', why: `its network mode is ${mode.text.value}, which the file does not describe`, span };
  }
}

/** The service whose only container has the name. */
function containerNamed(project: Project, name: string): Service | undefined {
  return project.services.find((service) => {
    if (service.containerName) return service.containerName.known && service.containerName.value === name;
    const single = service.replicas === undefined || service.replicas.value === 1;
    return single && project.name.known && name === `${project.name.value}-${service.name}-1`;
  });
}

/** Two services that answer to the same addresses and ports. */
export function sameNamespace(a: Namespace, b: Namespace): boolean {
  if (a.kind === 'own' && b.kind === 'own') return a.owner === b.owner;
  if (a.kind === 'none' && b.kind === 'none') return a.owner === b.owner;
  return a.kind === 'host' && b.kind === 'host';
}
