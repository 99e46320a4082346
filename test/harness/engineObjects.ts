import type { Container } from '../../server/src/runtime/containers.ts';
import type { EngineNetwork } from '../../server/src/runtime/networks.ts';

/** A network of the project `shop` as the engine would tell it. */
export function engineNetwork(name: string, facts: Partial<EngineNetwork> = {}): EngineNetwork {
  return {
    id: name,
    name: `shop_${name}`,
    driver: 'bridge',
    internal: false,
    attachable: false,
    ipv4: true,
    ipv6: false,
    options: [],
    subnets: [],
    gateways: [],
    members: [],
    ...facts,
  };
}

/** A running container of the project `shop` as the engine would tell it. */
export function engineContainer(service: string, facts: Partial<Container> = {}): Container {
  return {
    id: `id-${service}`,
    name: `shop-${service}-1`,
    service,
    project: 'shop',
    oneOff: false,
    state: 'running',
    exitCode: 0,
    networkMode: 'shop_web',
    networks: [],
    ports: [],
    volumes: [],
    ...facts,
  };
}
