import type { Project } from '../../server/src/model/project.ts';
import type { Flow, Place } from '../../server/src/reach/verdicts.ts';

/**
 * Every question about a stack: from each service and the host to each service, on the ways that there are: each address,
 * the published ports, each name, and any way at all; TCP to an unpublished and a published port, UDP and ICMP; and from
 * each service to the host and the internet.
 */
export function everyCell(project: Project, names: readonly string[]): readonly Flow[] {
  const services = project.services.map(({ name }): Place & { kind: 'service' } => ({ kind: 'service', name }));
  const host: Place = { kind: 'host' };
  const flows: Flow[] = [];
  const add = (flow: Omit<Flow, 'protocol'> & { readonly protocol?: Flow['protocol'] }): void => {
    flows.push({ protocol: 'tcp', ...flow });
  };
  for (const to of services) {
    const service = project.serviceNamed.get(to.name);
    const addresses = (service?.attachments ?? []).flatMap(({ network }) =>
      (['ipv4', 'ipv6'] as const)
        .filter((family) => family === 'ipv4' || project.networkNamed.get(network)?.enableIpv6 !== false)
        .map((family) => ({ kind: 'address', network, family }) as const),
    );
    for (const from of [...services, host]) {
      if (from.kind === 'service' && from.name === to.name) continue;
      for (const port of [8079, 8080]) {
        add({ from, to, port });
        for (const via of addresses) add({ from, to, port, via });
      }
      add({ from, to, port: 8080, via: { kind: 'published' } });
      const [first] = addresses;
      if (first) add({ from, to, port: 8089, protocol: 'udp', via: first });
      for (const via of addresses) add({ from, to, port: null, protocol: 'icmp', via });
      if (from.kind === 'host') continue;
      for (const name of names) {
        add({ from, to, port: 8079, via: { kind: 'name', name } });
        for (const { network, family } of addresses)
          add({ from, to, port: 8079, via: { kind: 'name', name, network, family } });
      }
    }
    add({ from: to, to: host, port: null });
    add({ from: to, to: { kind: 'internet' }, port: null });
  }
  return flows;
}

/** `s0 -> s1:8080/tcp by name db in n1`. */
export function cellText({ from, to, port, protocol, via }: Flow): string {
  const name = (place: Place): string => (place.kind === 'service' ? place.name : place.kind);
  const way = !via
    ? 'any way'
    : via.kind === 'published'
      ? 'by the published port'
      : `by ${via.kind === 'name' ? `name ${via.name}` : 'address'}${via.network ? ` in ${via.network}, ${via.family}` : ''}`;
  return `${name(from)} -> ${name(to)}:${port ?? 'any'}/${protocol} ${way}`;
}
