import type { Project } from '../../model/project.ts';
import type { PortRange, PublishedPort, Service } from '../../model/service.ts';
import { namespaceOf } from '../../reach/namespace.ts';
import { type Publication, publicationsOf } from '../../reach/publication.ts';
import { membershipsOf } from '../../reach/segment.ts';
import { trace } from '../../reach/trace.ts';
import type { Place, Verdict } from '../../reach/verdicts.ts';
import { code, codeList, plain } from '../markdown.ts';
import type { Description } from './description.ts';

/** `127.0.0.1:8080→80`. */
export function portBrief({ hostAddress, published, target, protocol }: PublishedPort): readonly string[] {
  const host = `${hostAddress ? `${hostAddress.text.value}:` : ''}${published ? range(published) : ''}`;
  return [`${host}${host === '' ? '' : '→'}${range(target)}${protocol === 'tcp' ? '' : `/${protocol}`}`];
}

const range = ({ first, last }: PortRange): string => (first === last ? `${first}` : `${first}-${last}`);

/** Who can reach a published port, in words. */
export function describePort(project: Project, service: Service, port: PublishedPort): Description {
  const target = `${range(port.target)}${port.protocol === 'tcp' ? '' : `/${port.protocol}`}`;
  const title = `Port ${target} of ${code(service.name)}`;
  const discarded = notPublished(project, service);
  if (discarded) return { title, facts: [discarded, ...otherServices(project, service, port)] };
  return {
    title,
    facts: [
      summary(project, service, port),
      ...outside(project, service, port),
      ...otherServices(project, service, port),
    ],
  };
}

function notPublished(project: Project, service: Service): string | undefined {
  const { networkMode } = service;
  if (!networkMode) return undefined;
  if (networkMode.kind === 'service' || networkMode.kind === 'container') {
    return `**Refused**: the service uses the network of ${code(networkMode.target)}; publish the port there.`;
  }
  const namespace = namespaceOf(project, service);
  if (namespace.kind === 'host') {
    return "**Discarded**: with `network_mode: host` nothing is published. The program listens on the machine's own addresses, and whoever reaches them reaches it.";
  }
  if (namespace.kind === 'none')
    return '**Nobody** reaches it: with `network_mode: none` nothing is published, and nobody says so.';
  return undefined;
}

const publicationOf = (project: Project, service: Service, port: PublishedPort): Publication | undefined =>
  publicationsOf(project, service, null, port.protocol).find((each) => each.port === port);

function summary(project: Project, service: Service, port: PublishedPort): string {
  const publication = publicationOf(project, service, port);
  const host = port.published ? `Port ${range(port.published)}` : 'A free port that the engine picks';
  switch (publication?.scope) {
    case 'all':
      return `${host} on **every address of this machine** leads to it. Everyone who can route to this machine gets in, **past ufw and firewalld**, as the engine's own rules come first. ${code(`127.0.0.1:${port.published ? range(port.published) : ''}:${range(port.target)}`)} would keep it to this machine.`;
    case 'address':
      return `${host} on **${plain(publication.hostAddress ?? '')}** leads to it. Everyone who can route to that address gets in, past ufw and firewalld.`;
    case 'loopback':
      return `${host} on **${plain(publication.hostAddress ?? '')}** leads to it: only programs on this machine get in.`;
    case 'nowhere':
      return nothingPublished(project, service);
    default:
      return 'Whether and where it is published depends on a variable or on a network made elsewhere.';
  }
}

function nothingPublished(project: Project, service: Service): string {
  const networks = membershipsOf(project, service).flatMap(({ network }) => network ?? []);
  if (networks.some(({ driver }) => driver === 'macvlan' || driver === 'ipvlan')) {
    return `**No effect**: ${code(service.name)} has an address of its own on the link, where all its ports are open; the engine publishes nothing.`;
  }
  return `**Nobody** gets in through it: ${code(service.name)} is on internal networks only, so the engine publishes nothing, and says nothing.`;
}

const verdictWords: Readonly<Record<Verdict, string>> = { open: 'Open', blocked: 'Closed', unknown: 'Cannot be told' };

/** For whom the port is open and for whom not, with reasons where the summary does not give them. */
function outside(project: Project, service: Service, port: PublishedPort): readonly string[] {
  const places: readonly (readonly [string, Place])[] = [
    ['this machine', { kind: 'host' }],
    ['the LAN', { kind: 'lan' }],
    ['the internet', { kind: 'internet' }],
  ];
  const obvious = publicationOf(project, service, port)?.scope !== 'nowhere';
  const groups = new Map<string, string[]>();
  for (const [name, from] of places) {
    const { verdict, why } = trace(project, {
      from,
      to: { kind: 'service', name: service.name },
      port: port.known ? port.target.first : null,
      protocol: port.protocol,
    });
    const reason = obvious && verdict !== 'unknown' ? '' : plain(why);
    const key = `**${verdictWords[verdict]}** for\n${reason}`;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups].map(([key, names]) => {
    const [start = '', reason = ''] = key.split('\n');
    return `${start} ${names.join(', ')}${reason === '' ? '' : `: ${reason}`}`;
  });
}

function otherServices(project: Project, service: Service, port: PublishedPort): readonly string[] {
  const open = project.services.filter((other) => {
    if (other === service) return false;
    const flow = { from: { kind: 'service', name: other.name }, to: { kind: 'service', name: service.name } } as const;
    return trace(project, { ...flow, port: port.target.first, protocol: port.protocol }).verdict === 'open';
  });
  if (open.length === 0) return [];
  const address = code(`${service.name}:${port.target.first}`);
  return [
    `**Services** on a shared network reach it as ${address}, published or not: ${codeList(open.map(({ name }) => name))}`,
  ];
}
