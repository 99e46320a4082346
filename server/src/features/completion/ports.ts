import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { usualPortsOf } from '../../model/usualPorts.ts';
import { listeningPorts, mentionedPorts } from '../../reach/ports.ts';
import { freeHostPort, holderOf } from './hostPorts.ts';
import type { Proposal } from './proposal.ts';
import { shortPorts } from './shortPorts.ts';
import { ownService, type Target, written } from './target.ts';

/** Ports of the service's own program, mapped to ports of the machine that the project does not use yet. */
export function ports(target: Target): readonly Proposal[] {
  const whole = ownService(target);
  if (!whole) return [];
  const { place, form, snapshot, cursor, path } = target;
  const { project } = snapshot;
  // What is being typed tells nothing of the program.
  const service = { ...whole, ports: whole.ports.filter(({ index }) => index !== path[3]) };
  const proposal = (value: string, detail: string, text = written(target, value)): Proposal => ({
    label: value,
    insert: text,
    kind: 'value',
    detail,
  });
  if (form === 'item' && place === 'services.*.ports[]') {
    const own = portsOf(project, service);
    return shortPorts(project, service, own, cursor).map(({ text, detail, open }) => ({
      ...proposal(text, detail),
      ...(open ? { insert: cursor.quote ? text : `"${text}$1"`, snippet: !cursor.quote, asksForMore: true } : {}),
    }));
  }
  if (form === 'item' && place === 'services.*.expose[]') {
    return portsOf(project, service)
      .filter((port) => !cursor.siblings.includes(String(port)))
      .map((port) => proposal(String(port), 'port of its program'));
  }
  if (form === 'value' && place === 'services.*.ports[].target') {
    return portsOf(project, service).map((port) => proposal(String(port), 'port of its program', String(port)));
  }
  if (form === 'value' && place === 'services.*.ports[].published') {
    const own = whole.ports.find(({ index }) => index === path[3]);
    const known = own ? [own.target.first] : portsOf(project, service);
    // Where nothing tells, what people use for web servers.
    const targets = known.length > 0 ? known : [80];
    const held = holderOf(project, service, path[3]);
    return [...new Set(targets.map((port) => freeHostPort(held, port)))].map((port) =>
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
