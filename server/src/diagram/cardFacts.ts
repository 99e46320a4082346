import { distinctAttachments } from '../model/members.ts';
import type { Project } from '../model/project.ts';
import type { Attachment, Service } from '../model/service.ts';
import { type ListeningPort, listeningPorts } from '../reach/ports.ts';
import { homeOf } from './cardHome.ts';
import type { DiagramCard, DiagramLeg, Mark } from './diagramModel.ts';
import { legId, networkId, serviceId } from './ids.ts';
import { guessRole } from './roles.ts';

/** What cards need to know beside their service. */
export interface CardContext {
  readonly project: Project;
  /** The place of each line, counted from the outside. */
  readonly position: ReadonlyMap<string, number>;
  /** Ports that other services name, by service. */
  readonly mentioned: ReadonlyMap<string, readonly ListeningPort[]>;
}

export function buildCard(service: Service, context: CardContext, mark: Mark | undefined): DiagramCard {
  const home = homeOf(service, context.project);
  const role = guessRole(service);
  const source = sourceOf(service);
  const legs =
    home.kind === 'networks'
      ? distinctAttachments(service).map((attachment) => attachmentLeg(service, attachment))
      : home.kind === 'line'
        ? [modeLeg(service, home.line)]
        : [];
  const rank = (leg: DiagramLeg): number => context.position.get(leg.line) ?? 0;
  return {
    id: serviceId(service.name),
    name: service.name,
    ...(source && { source }),
    ...(role && { role }),
    listens: listenRanges(listeningPorts(service, context.mentioned)),
    replicas: service.replicas === undefined ? 1 : service.replicas.value,
    legs: legs.sort((a, b) => rank(a) - rank(b)),
    ...(home.kind === 'docked' && { dockedTo: home.owner }),
    ...(home.kind === 'apart' && { apart: home.why }),
    ...(mark && { mark }),
    span: service.span,
    nameSpan: service.nameSpan,
  };
}

function attachmentLeg(service: Service, attachment: Attachment): DiagramLeg {
  const written = [attachment.ipv4Address, attachment.ipv6Address].filter((address) => address !== undefined);
  return {
    id: legId(service.name, networkId(attachment.network)),
    line: networkId(attachment.network),
    addresses: written.map(({ text }) => (text.known ? text.value : text.raw)),
    aliases: attachment.aliases.map((alias) => (alias.known ? alias.value : alias.raw)),
    span: attachment.span,
  };
}

function modeLeg(service: Service, line: string): DiagramLeg {
  const span = service.networkMode?.text.span;
  return { id: legId(service.name, line), line, addresses: [], aliases: [], ...(span && { span }) };
}

function sourceOf(service: Service): DiagramCard['source'] {
  if (service.image) {
    const { text } = service.image;
    return { kind: 'image', text: text.known ? text.value : text.raw };
  }
  if (!service.build) return undefined;
  const context = service.build.context;
  return { kind: 'build', text: context === undefined ? '.' : context.known ? context.value : context.raw };
}

/** Neighbouring ports become one range. Expects them in ascending order. */
function listenRanges(ports: readonly ListeningPort[]): DiagramCard['listens'] {
  const ranges: { first: number; last: number; protocol: string; published: boolean }[] = [];
  for (const { port, protocol, source } of ports) {
    const published = source === 'published';
    const open = ranges.find(
      (range) => range.last === port - 1 && range.protocol === protocol && range.published === published,
    );
    if (open) open.last = port;
    else ranges.push({ first: port, last: port, protocol, published });
  }
  return ranges.map(({ first, last, protocol, published }) => {
    const text = first === last ? `${first}` : `${first}-${last}`;
    return { text: protocol === 'tcp' ? text : `${text}/${protocol}`, published };
  });
}
