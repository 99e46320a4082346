import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/** The project as it would be with this service in the place of the one with its name. */
export function withService(project: Project, service: Service): Project {
  const services = project.services.map((each) => (each.name === service.name ? service : each));
  return { ...project, services, serviceNamed: new Map(project.serviceNamed).set(service.name, service) };
}

/** The project as it would be with this network in the place of the one with its name. */
export function withNetwork(project: Project, network: Network): Project {
  const networks = project.networks.map((each) => (each.name === network.name ? network : each));
  return { ...project, networks, networkNamed: new Map(project.networkNamed).set(network.name, network) };
}
