import { distinctAttachments, type Member } from '../model/members.ts';
import { firstOfEachName } from '../model/named.ts';
import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { mentionedPorts } from '../reach/ports.ts';
import { buildCard } from './cardFacts.ts';
import { findOwner, homeOf } from './cardHome.ts';
import type { DiagramFinding, DiagramLine, DiagramModel, DiagramPill } from './diagramModel.ts';
import { markOf, placeFindings } from './findingMarks.ts';
import { hostLineId, networkId } from './ids.ts';
import { networkLine, otherLine } from './lineFacts.ts';
import { orderNetworks } from './lineOrder.ts';
import { buildPills } from './portPills.ts';
import { buildRoutes } from './proxyRoutes.ts';

/** Pure: the same project and findings give the same model. Unknown facts are left out, never guessed. */
export function buildDiagram(project: Project, findings: readonly DiagramFinding[]): DiagramModel {
  const services = firstOfEachName(project.services);
  const networks = firstOfEachName(project.networks);
  const placed = placeFindings(services, networks, findings);
  const members = membersOf(services, project);
  const lines: DiagramLine[] = [otherLine('host', hostLineId, 'host', members.get(hostLineId))];
  for (const network of orderNetworks(services, networks)) {
    lines.push(
      networkLine(network, members.get(networkId(network.name)) ?? [], markOf(placed.ofNetwork.get(network.name))),
    );
  }
  lines.push(...extraLines(project, services, networks, members));
  const position = new Map(lines.map((line, index) => [line.id, index]));
  const context = { project, position, mentioned: mentionedPorts(project) };
  const cards = services.map((service) => buildCard(service, context, markOf(placed.ofService.get(service.name))));
  const pills = services.flatMap((service) => buildPills(service, project, findings));
  const worst = placed.worst;
  return {
    title: project.name.value,
    outside: outsideNote(pills, services, project),
    lines,
    cards,
    pills,
    routes: buildRoutes(services, project),
    ...(worst && { worst }),
    findingCount: findings.length,
  };
}

function membersOf(services: readonly Service[], project: Project): ReadonlyMap<string, readonly Member[]> {
  const members = new Map<string, Member[]>();
  const add = (line: string, member: Member): void => {
    const list = members.get(line);
    if (list) list.push(member);
    else members.set(line, [member]);
  };
  for (const service of services) {
    const home = homeOf(service, project);
    if (home.kind === 'line') add(home.line, { service });
    if (home.kind !== 'networks') continue;
    for (const attachment of distinctAttachments(service)) add(networkId(attachment.network), { service, attachment });
  }
  return members;
}

function extraLines(
  project: Project,
  services: readonly Service[],
  networks: readonly Network[],
  members: ReadonlyMap<string, readonly Member[]>,
): readonly DiagramLine[] {
  const known = new Set([hostLineId, ...networks.map((network) => networkId(network.name))]);
  const lines: DiagramLine[] = [];
  for (const service of services) {
    const home = homeOf(service, project);
    if (home.kind === 'line' && !known.has(home.line)) {
      known.add(home.line);
      lines.push(otherLine('engine', home.line, home.name, members.get(home.line)));
    }
    if (home.kind !== 'networks') continue;
    for (const { network } of distinctAttachments(service)) {
      if (known.has(networkId(network))) continue;
      known.add(networkId(network));
      lines.push(otherLine('undeclared', networkId(network), network, members.get(networkId(network))));
    }
  }
  return lines;
}

function outsideNote(pills: readonly DiagramPill[], services: readonly Service[], project: Project): string {
  const hostMode = services.some((service) => findOwner(service, project).networkMode?.kind === 'host');
  if (pills.some((pill) => pill.reach === 'all' || pill.reach === 'address' || pill.reach === 'unknown'))
    return 'everyone who can route to this machine';
  if (hostMode) return 'everyone who can route to this machine reaches what listens on the host’s addresses';
  if (pills.some((pill) => pill.reach === 'loopback'))
    return 'nothing comes in: ports are published for this machine only';
  return 'nothing comes in: no port is published';
}
