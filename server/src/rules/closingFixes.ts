import type { Project } from '../model/project.ts';
import type { Attachment, Service } from '../model/service.ts';
import { publicationsOf } from '../reach/publication.ts';
import { sameNetwork } from '../reach/segment.ts';
import type { Flow, Trace } from '../reach/verdicts.ts';
import type { Edit } from '../text/edit.ts';
import { isComplete } from './completeness.ts';
import { ownerOf } from './openingFixes.ts';
import { bindToLoopback } from './publishing.ts';
import type { ReachFix } from './reachFix.ts';
import { boundTo, supposing } from './supposing.ts';
import { inWords } from './words.ts';

/** Changes that may close a flow which is open; whether they do is for the caller to prove. */
export function closingFixes(project: Project, { flow }: Trace): readonly ReachFix[] {
  const { from, to } = flow;
  const source = from.kind === 'service' ? ownerOf(project, from.name) : undefined;
  const target = to.kind === 'service' ? ownerOf(project, to.name) : undefined;
  if (source && target) return [...detached(project, source, target), ...detached(project, target, source)];
  if (source && to.kind !== 'host') return [...withoutWayOut(project, source), ...internalNetworks(project, source)];
  if (target && (from.kind === 'lan' || from.kind === 'internet')) return boundToLoopback(project, target, flow);
  return [];
}

/** The service leaves the networks that it shares with the other one, where it has further ones. */
function detached(project: Project, service: Service, other: Service): readonly ReachFix[] {
  return leaving(project, service, ({ network }) => {
    const own = project.networkNamed.get(network);
    return other.attachments.some((each) => {
      const its = project.networkNamed.get(each.network);
      return own !== undefined && its !== undefined && sameNetwork(own, its);
    });
  });
}

const withoutWayOut = (project: Project, service: Service): readonly ReachFix[] =>
  leaving(project, service, ({ network }) => project.networkNamed.get(network)?.internal !== true);

function leaving(project: Project, service: Service, goes: (attachment: Attachment) => boolean): readonly ReachFix[] {
  const left = service.attachments.filter((attachment) => attachment.explicit && goes(attachment));
  const attachments = service.attachments.filter((attachment) => !left.includes(attachment));
  if (left.length === 0 || attachments.length === 0 || !isComplete(service)) return [];
  const edits = left.map(
    ({ index, network }): Edit => ({
      kind: 'remove',
      uri: service.uri,
      path: ['services', service.name, 'networks', index ?? network],
    }),
  );
  const title = `Detach \`${service.name}\` from ${inWords(left.map(({ network }) => network))}`;
  return [{ title, edits, supposed: supposing(project, { services: [{ ...service, attachments }] }) }];
}

/** The networks that lead out become internal, for all their members. */
function internalNetworks(project: Project, service: Service): readonly ReachFix[] {
  const open = service.attachments
    .map(({ network }) => project.networkNamed.get(network))
    .filter((network) => network !== undefined && network.internal !== true);
  const own = open.flatMap((network) =>
    network && !network.implicit && network.external === false && network.internal === false ? [network] : [],
  );
  if (own.length === 0 || own.length < open.length) return [];
  const edits = own.map(
    ({ uri, name }): Edit => ({ kind: 'set', uri, path: ['networks', name, 'internal'], value: true }),
  );
  const supposed = supposing(project, { networks: own.map((network) => ({ ...network, internal: true })) });
  return [{ title: `Make ${inWords(own.map(({ name }) => name))} internal`, edits, supposed }];
}

/** Every published port that lets the flow in is bound to the machine itself. */
function boundToLoopback(project: Project, target: Service, { port, protocol }: Flow): readonly ReachFix[] {
  const open = publicationsOf(project, target, port, protocol)
    .filter(({ scope }) => scope === 'all' || scope === 'address')
    .map((publication) => publication.port);
  const fixes = open.map((each) => bindToLoopback(target, each));
  if (open.length === 0 || fixes.includes(undefined)) return [];
  const ports = target.ports.map((each) => (open.includes(each) ? boundTo(each, '127.0.0.1') : each));
  const numbers = open.map(({ published, target: { first } }) => String(published?.first ?? first));
  const [only] = numbers;
  const title =
    numbers.length === 1 ? `Bind port ${only} to 127.0.0.1` : `Bind ports ${numbers.join(', ')} to 127.0.0.1`;
  return [
    {
      title,
      edits: fixes.flatMap((fix) => fix?.edits ?? []),
      supposed: supposing(project, { services: [{ ...target, ports }] }),
    },
  ];
}
