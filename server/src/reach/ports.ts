import type { Project } from '../model/project.ts';
import type { Protocol, Service } from '../model/service.ts';
import { usualPortsOf } from '../model/usualPorts.ts';
import type { Span } from '../text/span.ts';

/** A port on which a service is thought to listen, and what says so. */
export interface ListeningPort {
  readonly port: number;
  readonly protocol: Protocol;
  readonly source: 'published' | 'exposed' | 'image' | 'command' | 'mentioned';
  readonly span?: Span;
}

// A range that is published for, say, passive FTP is no list of programs; its ends are enough.
const rangeLimit = 16;

/**
 * Ports to ask about for a service, without duplicates and in ascending order: published and exposed ones, those that
 * its own command names, those in other services' URLs, and, where none of these says anything, the image's usual.
 */
export function listeningPorts(
  service: Service,
  mentionsOf: ReadonlyMap<string, readonly ListeningPort[]>,
): readonly ListeningPort[] {
  const found = new Map<string, ListeningPort>();
  const add = (port: ListeningPort): void => {
    const key = `${port.port}/${port.protocol}`;
    if (!found.has(key)) found.set(key, port);
  };
  for (const { target, protocol, known } of service.ports) {
    if (!known) continue;
    for (const port of portsOf(target.first, target.last))
      add({ port, protocol, source: 'published', span: target.span });
  }
  for (const { first, last, protocol, span } of service.exposed) {
    for (const port of portsOf(first, last)) add({ port, protocol, source: 'exposed', span });
  }
  for (const port of commandPorts(service)) add(port);
  for (const port of mentionsOf.get(service.name) ?? []) add(port);
  if (found.size === 0) for (const port of usualPortsOf(service)) add({ port, protocol: 'tcp', source: 'image' });
  return [...found.values()].sort((a, b) => a.port - b.port || a.protocol.localeCompare(b.protocol));
}

function portsOf(first: number, last: number): readonly number[] {
  return last - first < rangeLimit ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : [first, last];
}

const listens = [
  /\blisten\(\s*(\d{2,5})\b/g,
  /(?:^|\s)--?(?:port|http-port|listen|bind|b|p)[ =](?:[\w.*[\]:]*:)?(\d{2,5})(?=\s|$)/g,
  /\b0\.0\.0\.0:(\d{2,5})\b/g,
];

/** Ports that the service's own command says it listens on: `.listen(3000)`, `--port 8000`, `0.0.0.0:8000`. */
function commandPorts(service: Service): readonly ListeningPort[] {
  const words = [...service.entrypoint, ...service.command];
  const first = words[0];
  if (!first || words.some((word) => !word.known)) return [];
  const line = words.map((word) => word.value).join(' ');
  return listens.flatMap((pattern) =>
    [...line.matchAll(pattern)].flatMap((match) => {
      const port = Number(match[1]);
      const span = words.find((word) => word.value.includes(match[1] ?? ''))?.span ?? first.span;
      return port > 0 && port <= 65535 ? [{ port, protocol: 'tcp', source: 'command', span } as const] : [];
    }),
  );
}

/** By service: the ports that other services' URLs and commands name together with it. */
export function mentionedPorts(project: Project): ReadonlyMap<string, readonly ListeningPort[]> {
  const owners = new Map<string, string>();
  for (const service of project.services) {
    for (const { aliases } of service.attachments)
      for (const alias of aliases) if (alias.known) owners.set(alias.value, service.name);
    if (service.containerName?.known) owners.set(service.containerName.value, service.name);
  }
  for (const service of project.services) owners.set(service.name, service.name);
  const ports = new Map<string, ListeningPort[]>();
  for (const service of project.services) {
    for (const mention of service.mentions) {
      const owner = owners.get(mention.host);
      const port = mention.port ?? (mention.form === 'url' ? schemePorts.get(mention.scheme ?? '') : undefined);
      if (owner === undefined || owner === service.name || port === undefined || port === 0) continue;
      const entry: ListeningPort = {
        port,
        protocol: 'tcp',
        source: 'mentioned',
        span: mention.portSpan ?? mention.hostSpan,
      };
      const list = ports.get(owner);
      if (list) list.push(entry);
      else ports.set(owner, [entry]);
    }
  }
  return ports;
}

const schemePorts: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['postgres', 5432],
  ['postgresql', 5432],
  ['mysql', 3306],
  ['mongodb', 27017],
  ['redis', 6379],
  ['amqp', 5672],
]);
