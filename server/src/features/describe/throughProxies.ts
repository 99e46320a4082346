import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { type ProxyWay, waysThroughProxies } from '../../reach/throughProxies.ts';
import { type Flow, type Place, placeName } from '../../reach/verdicts.ts';
import { code, codeList, plain } from '../markdown.ts';

/** What a way through proxies lets pass, a sentence. */
export function throughInWords({ from, to }: Flow, { proxies, verdict, conditions, port }: ProxyWay): string {
  const what = conditions.length > 0 ? ` with ${conditions.join(', ')}` : '';
  const verb = verdict === 'open' ? 'reaches' : 'perhaps reaches';
  return `Through ${proxies.join(' and ')}, ${placeName(from)} ${verb} ${placeName(to)} on port ${port}${what}.`;
}

const outside: readonly Place[] = [{ kind: 'lan' }];

/** Who reaches the service through proxies, for its description: one fact for each way in, with those that take it. */
export function throughProxyFacts(project: Project, service: Service): readonly string[] {
  if (!project.services.some(({ proxy }) => proxy !== undefined)) return [];
  const to: Place = { kind: 'service', name: service.name };
  const sources = [...project.services.filter((each) => each !== service), ...outside];
  const byWay = new Map<string, string[]>();
  for (const source of sources) {
    const from: Place = 'kind' in source ? source : { kind: 'service', name: source.name };
    for (const { proxies, conditions, port } of waysThroughProxies(project, {
      from,
      to,
      port: null,
      protocol: 'tcp',
    })) {
      const what = conditions.length > 0 ? `: ${plain(conditions.join(', '))}` : '';
      const way = `**Through** ${codeList([...proxies])} on port ${port}${what}`;
      const name = from.kind === 'service' ? code(from.name) : 'LAN';
      const names = byWay.get(way);
      if (!names) byWay.set(way, [name]);
      else if (!names.includes(name)) names.push(name);
    }
  }
  const ways = [...byWay].map(([way, names]) => `${way}; from ${names.slice(0, 5).join(', ')}`);
  return ways.length > 4 ? [...ways.slice(0, 4), `**Through proxies** on ${ways.length - 4} more ways`] : ways;
}
