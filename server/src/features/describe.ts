import type { AddressText, CidrText, Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { PublishedPort, Service } from '../model/service.ts';
import { describeAddress } from './describe/address.ts';
import type { Description } from './describe/description.ts';
import { describeNetwork, networkBrief } from './describe/network.ts';
import { describePort, portBrief } from './describe/port.ts';
import { describeService, serviceBrief } from './describe/service.ts';
import { describeSubnet } from './describe/subnet.ts';

/** Something of the model that can be told about. */
export type Entity =
  | { readonly kind: 'network'; readonly network: Network }
  | { readonly kind: 'service'; readonly service: Service }
  | { readonly kind: 'port'; readonly service: Service; readonly port: PublishedPort }
  /** A subnet or `ip_range` of a network. */
  | { readonly kind: 'subnet'; readonly network: Network; readonly cidr: CidrText }
  /** An address on a network: of a member, the gateway or a reserved one. */
  | { readonly kind: 'address'; readonly network: Network; readonly address: AddressText };

/** The one place that puts facts of the model into words. */
export function describe(project: Project, entity: Entity): Description {
  switch (entity.kind) {
    case 'network':
      return describeNetwork(project, entity.network);
    case 'service':
      return describeService(project, entity.service);
    case 'port':
      return describePort(project, entity.service, entity.port);
    case 'subnet':
      return describeSubnet(project, entity.network, entity.cidr);
    case 'address':
      return describeAddress(project, entity.network, entity.address);
  }
}

/** The same in a few words of plain text, for places that have one line: `2 members`, `internal`, `250 free`. */
export function brief(project: Project, entity: Entity): readonly string[] {
  switch (entity.kind) {
    case 'network':
      return networkBrief(project, entity.network);
    case 'service':
      return serviceBrief(entity.service);
    case 'port':
      return portBrief(entity.port);
    case 'subnet':
      return [entity.cidr.text.value];
    case 'address':
      return [entity.address.text.value];
  }
}
