/** Ids of what the picture shows. A service and a network may share a name, so the kind is a part of the id. */
export const hostLineId = 'place:host';
export const internetId = 'place:internet';
export const stripId = 'finding:worst';

export const serviceId = (name: string): string => `service:${name}`;
export const networkId = (name: string): string => `network:${name}`;
/** A network that the file does not list. */
export const engineNetworkId = (name: string): string => `engine:${name}`;
export const legId = (service: string, line: string): string => `leg:${service}→${line}`;
export const pillId = (service: string, index: number): string => `port:${service}→${index}`;
export const routeId = (from: string, to: string): string => `route:${from}→${to}`;
/** The pill that stands for all ports of a card which have none of their own. */
export const pillRestId = (card: string): string => `ports:${card}`;
/** A plugin of a CNI network, by its place in the chain. */
export const pluginId = (network: string, index: number): string => `plugin:${network}→${index}`;
export const isPluginId = (id: string): boolean => id.startsWith('plugin:');
/** An interface of the machine. */
export const uplinkId = (name: string): string => `uplink:${name}`;
