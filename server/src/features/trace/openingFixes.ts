import type { Project } from '../../model/project.ts';
import type { PublishedPort, Service } from '../../model/service.ts';
import { namespaceOf } from '../../reach/namespace.ts';
import { listeningPorts, mentionedPorts } from '../../reach/ports.ts';
import type { Flow, Place, Trace } from '../../reach/verdicts.ts';
import { isComplete } from '../../rules/completeness.ts';
import { joinFix, openNetworkFixes, wayOutFix } from '../../rules/joinFixes.ts';
import { rangeInWords } from '../../rules/publishing.ts';
import type { Fix } from '../../rules/rule.ts';
import { sameSpan } from '../../text/span.ts';

/** Changes of the file that open the way; the one that changes least first. None where the file cannot tell. */
export function openingFixes(project: Project, { flow, steps, verdict }: Trace): readonly Fix[] {
  if (verdict !== 'blocked') return [];
  const source = serviceAt(project, flow.from);
  const target = serviceAt(project, flow.to);
  switch (steps.at(-1)?.reason) {
    case 'no-shared-network':
      return source && target
        ? [joinFix(project, source, target), joinFix(project, target, source)].flatMap(given)
        : [];
    case 'icc-disabled':
      return switchOn(project, steps.at(-1)?.span);
    case 'internal-only':
      return [target ?? source].flatMap(given).flatMap((service) => waysOut(project, service));
    case 'published-on-loopback':
      return target ? publishedPortsFor(target, flow).flatMap((port) => given(bindToAll(target, port))) : [];
    case 'not-published':
      return target ? publish(project, target, flow) : [];
    default:
      return [];
  }
}

const given = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

const serviceAt = (project: Project, place: Place): Service | undefined =>
  place.kind === 'service' ? project.serviceNamed.get(place.name) : undefined;

function switchOn(project: Project, span: Trace['steps'][number]['span']): readonly Fix[] {
  for (const { name, driverOptions } of project.networks) {
    const option = driverOptions.find((each) => span && sameSpan(each.span, span));
    if (option?.value && option.value.variables.length === 0) {
      const title = `Let the members of \`${name}\` talk to each other`;
      return [{ title, safety: 'unsafe', edits: [{ kind: 'replace', span: option.value.span, newText: 'true' }] }];
    }
  }
  return [];
}

/** Only a service that names its networks keeps them when one more is named. */
function waysOut(project: Project, service: Service): readonly Fix[] {
  const namespace = namespaceOf(project, service);
  if (namespace.kind !== 'own') return [];
  const { owner } = namespace;
  if (!isComplete(owner) || !owner.attachments.some(({ explicit }) => explicit)) return [];
  return [...openNetworkFixes(project, owner), wayOutFix(project, owner)];
}

const publishedPortsFor = ({ ports }: Service, { port, protocol }: Flow): readonly PublishedPort[] =>
  ports.filter(
    (each) =>
      each.known &&
      each.protocol === protocol &&
      (port === null || (each.target.first <= port && port <= each.target.last)),
  );

function bindToAll(service: Service, port: PublishedPort): Fix | undefined {
  const path = ['services', service.name, 'ports', port.index];
  const title = `Publish port ${rangeInWords(port.published ?? port.target)} on every address of the host`;
  if (port.form === 'long')
    return { title, safety: 'unsafe', edits: [{ kind: 'remove', uri: service.uri, path: [...path, 'host_ip'] }] };
  if (!port.text || port.text.variables.length > 0) return undefined;
  const protocol = port.protocol === 'tcp' ? '' : `/${port.protocol}`;
  const value = `${port.published ? `${rangeInWords(port.published)}:` : ''}${rangeInWords(port.target)}${protocol}`;
  return { title, safety: 'unsafe', edits: [{ kind: 'set', uri: service.uri, path, value }] };
}

/** On the same number, where it is known and no other service takes it. */
function publish(project: Project, service: Service, flow: Flow): readonly Fix[] {
  if (service.networkMode || !isComplete(service)) return [];
  const open = service.attachments.some(({ network }) => project.networkNamed.get(network)?.internal === false);
  const known = listeningPorts(service, mentionedPorts(project)).filter(({ protocol }) => protocol === flow.protocol);
  const port = flow.port ?? (known.length === 1 ? known[0]?.port : undefined);
  if (!open || port === undefined) return [];
  const taken = project.services.some(({ ports }) =>
    ports.some(
      ({ known: isKnown, published }) => !isKnown || (published && published.first <= port && port <= published.last),
    ),
  );
  if (taken) return [];
  const protocol = flow.protocol === 'tcp' ? '' : `/${flow.protocol}`;
  const local = flow.from.kind === 'host';
  const value = `${local ? '127.0.0.1:' : ''}${port}:${port}${protocol}`;
  const path = ['services', service.name, 'ports'];
  const title = `Publish port ${port} of \`${service.name}\` on ${local ? '127.0.0.1' : 'every address of the host'}`;
  return [{ title, safety: 'unsafe', edits: [{ kind: 'append', uri: service.uri, path, value }] }];
}
