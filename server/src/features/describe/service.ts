import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { defaultRouteOf } from '../../reach/defaultRoute.ts';
import { trace } from '../../reach/trace.ts';
import { type Place, placeName, type Trace, type Verdict } from '../../reach/verdicts.ts';
import { failingUses } from '../../rules/nameUses.ts';
import { code, codeList, plain } from '../markdown.ts';
import type { Description } from './description.ts';
import { portBrief } from './port.ts';
import { reachOf } from './reachOf.ts';
import { throughProxyFacts } from './throughProxies.ts';

/** A few words each; none where the service has nothing of the kind. */
interface ServiceFacts {
  /** Image, or what it is built from. */
  readonly source: readonly string[];
  readonly networks: readonly string[];
  readonly ports: readonly string[];
}

export function serviceFacts(service: Service): ServiceFacts {
  const { image, build, networkMode, attachments, ports } = service;
  const networks = attachments.map(({ network }) => network);
  return {
    source: image ? [image.text.raw] : build ? [`built from ${build.context?.raw ?? '.'}`] : [],
    networks: networkMode ? [`network of ${networkMode.text.value}`] : networks.length > 0 ? [networks.join(', ')] : [],
    ports: ports.length > 0 ? [ports.map((port) => portBrief(port).join('')).join(', ')] : [],
  };
}

/** Image, networks and ports in a few words. */
export function serviceBrief(service: Service): readonly string[] {
  const { source, networks, ports } = serviceFacts(service);
  return [...source, ...networks, ...ports];
}

export function describeService(project: Project, service: Service): Description {
  const reach = reachOf(project, service);
  const own: Place = { kind: 'service', name: service.name };
  const outside = (place: Place): Trace => trace(project, { from: place, to: own, port: null, protocol: 'tcp' });
  return {
    title: `Service ${code(service.name)}`,
    facts: [
      ...source(service),
      networks(service),
      ...names(service),
      ...grouped('Reaches', reach.to, 'open', (flow) => placeName(flow.flow.to)),
      ...grouped('Reached by', reach.from, 'open', (flow) => placeName(flow.flow.from)),
      ...grouped('Perhaps reaches', reach.to, 'unknown', (flow) => placeName(flow.flow.to)),
      ...nobody(reach.from),
      ...throughProxyFacts(project, service),
      ...namesInVain(project, service, reach.to),
      ...inbound(outside({ kind: 'lan' }), outside({ kind: 'internet' })),
      outsideFact(
        'To the internet',
        trace(project, { from: own, to: { kind: 'internet' }, port: null, protocol: 'tcp' }),
      ),
      ...defaultRoute(project, service),
    ],
  };
}

function source({ image, build }: Service): readonly string[] {
  if (image) return [`**Image**: ${code(image.text.value)}`];
  return build ? [`**Built from**: ${code(build.context?.value ?? '.')}`] : [];
}

function networks({ attachments, networkMode }: Service): string {
  if (networkMode) return `**Network mode**: ${code(networkMode.text.value)}`;
  if (attachments.length === 0) return '**Networks**: none that the file tells';
  const [first] = attachments;
  if (attachments.length === 1 && first && !first.explicit) return '**Networks**: `default`, as none is named';
  return `**Networks**: ${attachments
    .map(({ network, ipv4Address }) => code(network) + (ipv4Address ? ` (${plain(ipv4Address.text.value)})` : ''))
    .join(', ')}`;
}

function names({ attachments, containerName }: Service): readonly string[] {
  const others = attachments.flatMap(({ network, aliases }) =>
    aliases.map((alias) => `${code(alias.value)} on ${code(network)}`),
  );
  if (containerName) others.push(`${code(containerName.value)} everywhere`);
  return others.length > 0 ? [`**Also called**: ${others.join(', ')}`] : [];
}

/** One sentence for every reason, with those that it holds for. */
function grouped(
  title: string,
  traces: readonly Trace[],
  verdict: Verdict,
  nameOf: (trace: Trace) => string,
): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const each of traces) {
    if (each.verdict !== verdict) continue;
    const list = byReason.get(each.why);
    if (list) list.push(nameOf(each));
    else byReason.set(each.why, [nameOf(each)]);
  }
  const groups = [...byReason];
  const shown = groups.slice(0, 6).map(([why, others]) => `**${title}** ${codeList(others)}: ${plain(why)}`);
  return groups.length > shown.length ? [...shown, `**${title}** more services, for other reasons`] : shown;
}

function nobody(from: readonly Trace[]): readonly string[] {
  return from.length > 0 && from.every(({ verdict }) => verdict === 'blocked')
    ? ['**Reached by** no other service of this file']
    : [];
}

/** Why the hosts that the service's own configuration names cannot be reached. */
function namesInVain(project: Project, service: Service, to: readonly Trace[]): readonly string[] {
  const wanted = failingUses(project).filter((use) => use.service === service && use.obstacle !== undefined);
  const names = new Set(wanted.map(({ target }) => target.name));
  const traces = to.filter(({ flow }) => names.has(placeName(flow.to)));
  return grouped('Names but cannot reach', traces, 'blocked', ({ flow }) => placeName(flow.to));
}

const verdictWords: Readonly<Record<Verdict, string>> = { open: 'yes', blocked: 'no', unknown: 'cannot be told' };

function inbound(lan: Trace, internet: Trace): readonly string[] {
  if (lan.verdict === internet.verdict && lan.why === internet.why) return [outsideFact('From LAN and internet', lan)];
  return [outsideFact('From the LAN', lan), outsideFact('From the internet', internet)];
}

function outsideFact(title: string, { verdict, why }: Trace): string {
  return `**${title}**: ${verdictWords[verdict]}. ${plain(why)}`;
}

function defaultRoute(project: Project, service: Service): readonly string[] {
  const route = defaultRouteOf(project, service);
  if (route.kind !== 'network') return [];
  const because = {
    only: 'the only one that is not internal',
    priority: 'it has the highest `gw_priority`; engines before 28 take the first by name',
    ipv6: 'which has IPv6; such a network goes first',
    name: 'the first by name of those that are not internal',
  }[route.because];
  return [`**Way out**: through ${code(route.network)}, ${because}`];
}
