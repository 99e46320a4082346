import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { usualPortsOf } from '../../model/usualPorts.ts';
import { listeningPorts, mentionedPorts } from '../../reach/ports.ts';
import { dataKindOf } from '../../rules/imageCatalog.ts';
import type { Proposal } from './proposal.ts';
import { ownService, type Target, written } from './target.ts';

/** Ports of the service's own program, mapped to ports of the machine that the project does not use yet. */
export function ports(target: Target): readonly Proposal[] {
  const service = ownService(target);
  if (!service) return [];
  const { place, form, snapshot, cursor, path } = target;
  const proposal = (value: string, detail: string, text = written(target, value)): Proposal => ({
    label: value,
    insert: text,
    kind: 'value',
    detail,
  });
  if (form === 'item' && place === 'services.*.ports[]') {
    const published = new Set(cursor.siblings.map((item) => item.split(':').at(-1)));
    return portsOf(snapshot.project, service)
      .filter((port) => !published.has(String(port)))
      .flatMap((port) => pairs(snapshot.project, service, port).map(([value, detail]) => proposal(value, detail)));
  }
  if (form === 'item' && place === 'services.*.expose[]') {
    return portsOf(snapshot.project, service)
      .filter((port) => !cursor.siblings.includes(String(port)))
      .map((port) => proposal(String(port), 'port of its program'));
  }
  if (form === 'value' && place === 'services.*.ports[].target') {
    return portsOf(snapshot.project, service).map((port) =>
      proposal(String(port), 'port of its program', String(port)),
    );
  }
  if (form === 'value' && place === 'services.*.ports[].published') {
    const own = service.ports.find(({ index }) => index === path[3]);
    const targets = own ? [own.target.first] : portsOf(snapshot.project, service);
    return [...new Set(targets.map((port) => freeHostPort(snapshot.project, port)))].map((port) =>
      proposal(String(port), 'free in this project'),
    );
  }
  return [];
}

/** Ports that the service is thought to listen on: those that the file names, otherwise those of its image. */
export function portsOf(project: Project, service: Service): readonly number[] {
  const named = listeningPorts(service, mentionedPorts(project)).map(({ port }) => port);
  return [...new Set([...usualPortsOf(service), ...named])];
}

function pairs(project: Project, service: Service, port: number): readonly (readonly [string, string])[] {
  const host = freeHostPort(project, port);
  const open = [`${host}:${port}`, 'everyone who can route to this machine'] as const;
  const closed = [`127.0.0.1:${host}:${port}`, 'only this machine'] as const;
  return dataKindOf(service) ? [closed, open] : [open, closed];
}

/** A port of the machine near the usual one that no service of the project publishes. */
function freeHostPort(project: Project, port: number): number {
  const used = new Set<number>();
  for (const service of project.services) {
    for (const { published, known } of service.ports) {
      for (let each = published?.first ?? 1; known && each <= (published?.last ?? 0); each++) used.add(each);
    }
  }
  // Ports below 1024 need rights that not everyone has.
  let candidate = port < 1024 ? port + 8000 : port;
  while (used.has(candidate) && candidate < 65535) candidate++;
  return candidate;
}
