import type { Project } from '../model/project.ts';
import type { PublishedPort, Service } from '../model/service.ts';
import { namespaceOf } from '../reach/namespace.ts';
import { publicationsOf } from '../reach/publication.ts';
import type { Flow, Trace } from '../reach/verdicts.ts';
import type { Edit } from '../text/edit.ts';
import { within } from '../text/span.ts';
import type { ReachFix } from './reachFix.ts';
import { joinEdit } from './reaching.ts';
import { boundTo, joining, newNetwork, supposing } from './supposing.ts';

/** Changes that may open a flow which is blocked; whether they do is for the caller to prove. */
export function openingFixes(project: Project, { flow }: Trace): readonly ReachFix[] {
  const { from, to } = flow;
  const source = from.kind === 'service' ? ownerOf(project, from.name) : undefined;
  const target = to.kind === 'service' ? ownerOf(project, to.name) : undefined;
  if (source && target) return [...attachments(project, source, target), ...ownNetwork(project, source, target)];
  if (source && to.kind !== 'host') return wayOut(project, source);
  if (target && from.kind !== 'host') return wayIn(project, target, flow);
  return [];
}

/** The service whose networks the connections of the named one use. */
export function ownerOf(project: Project, name: string): Service | undefined {
  const service = project.serviceNamed.get(name);
  const namespace = service && namespaceOf(project, service);
  return namespace?.kind === 'own' ? namespace.owner : undefined;
}

/** The source joins a network of the target, an internal one first: that opens no way out. */
function attachments(project: Project, source: Service, target: Service): readonly ReachFix[] {
  const internal = (name: string): boolean => project.networkNamed.get(name)?.internal === true;
  const networks = target.attachments.map(({ network }) => network).filter((name) => project.networkNamed.has(name));
  return [...new Set(networks)]
    .sort((a, b) => Number(internal(b)) - Number(internal(a)))
    .flatMap((network): readonly ReachFix[] => {
      const edit = source.attachments.some((each) => each.network === network) ? undefined : joinEdit(source, network);
      if (!edit) return [];
      const supposed = supposing(project, { services: [joining(source, network)] });
      return [{ title: `Attach \`${source.name}\` to \`${network}\``, edits: [edit], supposed }];
    });
}

/** A network for these two alone. */
function ownNetwork(project: Project, source: Service, target: Service): readonly ReachFix[] {
  const name = freshName(project, source.name, target.name);
  const joins = [joinEdit(source, name), joinEdit(target, name)];
  if (joins.includes(undefined)) return [];
  const supposed = supposing(project, {
    services: [joining(source, name), joining(target, name)],
    networks: [newNetwork(project.uri, name, true)],
  });
  return [
    {
      title: `New internal network \`${name}\` for \`${source.name}\` and \`${target.name}\` only`,
      edits: [...joins.flatMap((edit) => edit ?? []), networkEdit(project, name, { internal: true })],
      supposed,
    },
  ];
}

/** A network with a way out for the source alone. */
function wayOut(project: Project, source: Service): readonly ReachFix[] {
  const name = freshName(project, source.name, 'out');
  const join = joinEdit(source, name);
  if (!join) return [];
  const supposed = supposing(project, {
    services: [joining(source, name)],
    networks: [newNetwork(project.uri, name, false)],
  });
  const title = `New network \`${name}\` with a way out for \`${source.name}\` only`;
  return [{ title, edits: [join, networkEdit(project, name, {})], supposed }];
}

const networkEdit = (project: Project, name: string, value: { readonly [key: string]: boolean }): Edit => ({
  kind: 'set',
  uri: project.uri,
  path: ['networks', name],
  value,
});

/** The port is published: anew, or on all addresses where it is on loopback. */
function wayIn(project: Project, target: Service, flow: Flow): readonly ReachFix[] {
  const { port, protocol } = flow;
  if (port === null) return [];
  const local = publicationsOf(project, target, port, protocol).find(({ scope }) => scope === 'loopback')?.port;
  if (local) return openedPort(project, target, local);
  const isTaken = project.services.some(({ ports }) =>
    ports.some(({ published }) => published && published.first <= port && port <= published.last),
  );
  if (isTaken) return [];
  const place = { first: port, last: port, span: target.nameSpan };
  const added: PublishedPort = {
    form: 'short',
    index: target.ports.length,
    span: target.nameSpan,
    published: place,
    target: place,
    protocol,
    known: true,
  };
  const value = `${port}:${port}${protocol === 'tcp' ? '' : `/${protocol}`}`;
  return [
    {
      title: `Publish port ${port} of \`${target.name}\` on the host`,
      edits: [{ kind: 'append', uri: target.uri, path: ['services', target.name, 'ports'], value }],
      supposed: supposing(project, { services: [{ ...target, ports: [...target.ports, added] }] }),
    },
  ];
}

function openedPort(project: Project, target: Service, port: PublishedPort): readonly ReachFix[] {
  const { text, hostAddress, index } = port;
  if (!hostAddress || (text && (text.value !== text.raw || text.variables.length > 0))) return [];
  const brackets = text?.value.startsWith('[') ? 2 : 0;
  const edit: Edit = text
    ? { kind: 'replace', span: within(text.span, 0, hostAddress.text.value.length + brackets + 1), newText: '' }
    : { kind: 'set', uri: target.uri, path: ['services', target.name, 'ports', index, 'host_ip'], value: '0.0.0.0' };
  const ports = target.ports.map((each) => (each === port ? boundTo(port) : each));
  return [
    {
      title: `Publish port ${port.target.first} of \`${target.name}\` on all addresses`,
      edits: [edit],
      supposed: supposing(project, { services: [{ ...target, ports }] }),
    },
  ];
}

/** `api_db`, in the way that the file joins words, with a number where that is taken. */
function freshName(project: Project, ...parts: readonly string[]): string {
  const joint = project.networks.some(({ name, implicit }) => !implicit && name.includes('_')) ? '_' : '-';
  const base = parts.join(joint);
  let name = base;
  for (let number = 2; project.networkNamed.has(name); number++) name = `${base}${joint}${number}`;
  return name;
}
