import { isLoopback } from '../model/addressClass.ts';
import type { Project } from '../model/project.ts';
import type { PublishedPort, Service } from '../model/service.ts';
import { publicationsOf } from '../reach/publication.ts';
import type { DiagramFinding, DiagramPill } from './diagramModel.ts';
import { spanInside } from './findingMarks.ts';
import { pillId, serviceId } from './ids.ts';

/** One pill for every item of the service's `ports`. */
export function buildPills(
  service: Service,
  project: Project,
  findings: readonly DiagramFinding[],
): readonly DiagramPill[] {
  if (service.ports.length === 0) return [];
  const scopes = new Map(
    (['tcp', 'udp', 'sctp'] as const).flatMap((protocol) =>
      publicationsOf(project, service, null, protocol).map(({ port, scope }) => [port, scope] as const),
    ),
  );
  return service.ports.map((port) => {
    const severity = findings.find(
      (finding) => finding.severity !== 'hint' && spanInside(finding.span, port.span),
    )?.severity;
    const mode = service.networkMode?.kind;
    const ignored = mode === undefined ? undefined : modeNotes.get(mode);
    const reach = ignored === undefined ? reachOf(port, scopes.get(port)) : 'nobody';
    return {
      id: pillId(service.name, port.index),
      card: serviceId(service.name),
      text: pillText(port),
      reach,
      note: ignored ?? reachNotes[reach],
      ...(severity && { severity }),
      span: port.span,
    };
  });
}

const reachNotes = {
  all: 'open on every address of the host',
  address: 'open on one address of the host',
  loopback: 'open for the host itself only',
  nobody: 'not published, since no network of the service leads outside',
  unknown: 'a variable or a network outside this file decides who can use it',
} as const;

const modeNotes: ReadonlyMap<string, string> = new Map([
  ['host', 'discarded, since a service on the host network publishes nothing'],
  ['none', 'without effect, since the service has no network'],
  ['service', 'refused, since ports belong to the service whose network this one shares'],
  ['container', 'refused, since ports belong to the container whose network this one shares'],
]);

function reachOf(
  port: PublishedPort,
  scope: ReturnType<typeof publicationsOf>[number]['scope'] | undefined,
): DiagramPill['reach'] {
  if (scope === 'nowhere') return 'nobody';
  if (scope !== undefined && scope !== 'unknown') return scope;
  const address = port.hostAddress?.address;
  return address && isLoopback(address) ? 'loopback' : 'unknown';
}

function pillText(port: PublishedPort): string {
  if (!port.known) return port.text?.raw ?? `?→${port.target.first}`;
  const host = port.hostAddress?.text.value;
  const address =
    host === undefined || host === '' || host === '0.0.0.0'
      ? ''
      : host.includes(':') && !host.startsWith('[')
        ? `[${host}]:`
        : `${host}:`;
  const published = port.published ? range(port.published.first, port.published.last) : 'any';
  const protocol = port.protocol === 'tcp' ? '' : `/${port.protocol}`;
  return `${address}${published}→${range(port.target.first, port.target.last)}${protocol}`;
}

const range = (first: number, last: number): string => (first === last ? `${first}` : `${first}-${last}`);
