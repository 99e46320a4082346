import { parseAddress } from '../model/address.ts';
import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Attachment, PublishedPort, Service } from '../model/service.ts';

/** The project as it would be with these in the place of those with their names, or beside them. */
export function supposing(
  project: Project,
  { services = [], networks = [] }: { readonly services?: readonly Service[]; readonly networks?: readonly Network[] },
): Project {
  const serviceNamed = new Map(project.serviceNamed);
  for (const service of services) serviceNamed.set(service.name, service);
  const networkNamed = new Map(project.networkNamed);
  for (const network of networks) networkNamed.set(network.name, network);
  return {
    ...project,
    services: [...serviceNamed.values()],
    networks: [...networkNamed.values()],
    serviceNamed,
    networkNamed,
  };
}

/** The service as it would be on one more network. */
export function joining(service: Service, network: string): Service {
  const { nameSpan, span } = service;
  const nothing = { aliases: [], linkLocalAddresses: [], driverOptions: [], keys: new Map() };
  const added: Attachment = { network, nameSpan, span, explicit: true, ...nothing };
  return { ...service, attachments: [...service.attachments, added] };
}

/** A bridge that compose makes for this project alone. */
export function newNetwork(uri: string, name: string, internal: boolean): Network {
  return {
    uri,
    name,
    implicit: false,
    realName: { value: name, known: true },
    driver: 'bridge',
    driverOptions: [],
    labels: [],
    internal,
    external: false,
    attachable: false,
    enableIpv4: undefined,
    enableIpv6: undefined,
    flags: {},
    pools: [],
    keys: new Map(),
  };
}

/** The port as it would be on another address of the host; on all of them without one. */
export function boundTo({ hostAddress: _, ...port }: PublishedPort, value?: string): PublishedPort {
  if (value === undefined) return port;
  const address = parseAddress(value);
  const text = { value, raw: value, span: port.span, known: true, variables: [], type: 'string' } as const;
  return { ...port, hostAddress: { text, ...(address ? { address } : {}) } };
}
