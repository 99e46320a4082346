import type { InlayHint, Range } from 'vscode-languageserver-types';
import { readProxy } from '../../compose/mounted/envoy/readProxy.ts';
import { proxiesWith } from '../../model/mounting.ts';
import type { Project } from '../../model/project.ts';
import type { ProxyAddress } from '../../model/proxy.ts';
import type { Service } from '../../model/service.ts';
import { lookUp } from '../../reach/names.ts';
import { toRange } from '../../text/span.ts';
import type { EnvoySnapshot } from './envoySnapshot.ts';

/**
 * What an endpoint's host is in the compose projects whose services run this configuration: the service, the network
 * in which the name leads to it, and its address where the file gives one. Nothing is said where they disagree.
 */
export function envoyHints(file: EnvoySnapshot, projects: readonly Project[], range: Range): InlayHint[] {
  const first = file.lines.offsetAt(range.start);
  const last = file.lines.offsetAt(range.end);
  const users = projects.flatMap((project) => proxiesWith(project, file.uri).map((service) => ({ project, service })));
  if (users.length === 0) return [];
  const { clusters, assignments } = readProxy(file.tree);
  return [...clusters, ...assignments]
    .flatMap(({ endpoints }) => endpoints)
    .flatMap((endpoint): readonly InlayHint[] => {
      const { end } = toRange(endpoint.hostSpan);
      if (end < first || end > last) return [];
      const [words, another] = new Set(users.map(({ project, service }) => meaning(project, service, endpoint)));
      if (!words || another !== undefined) return [];
      // Behind a closing quote.
      const offset = /["']/.test(file.text[end] ?? '') ? end + 1 : end;
      return [{ position: file.lines.positionAt(offset), label: words, paddingLeft: true }];
    });
}

function meaning(project: Project, proxy: Service, { host }: ProxyAddress): string | undefined {
  const answer = lookUp(project, proxy, host);
  const [endpoint, another] = answer.kind === 'endpoints' ? answer.endpoints : [];
  if (!endpoint) return undefined;
  const { service, membership } = endpoint;
  const { network, ipv4Address } = membership.attachment;
  if (another) return undefined;
  const name = service.name.toLowerCase() === host.toLowerCase() ? 'service' : `service ${service.name}`;
  return `${name} on ${network}${ipv4Address?.text.known ? `, ${ipv4Address.text.value}` : ''}`;
}
