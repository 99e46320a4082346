import type { AddressText, Network } from '../model/network.ts';
import type { Service } from '../model/service.ts';
import { type Span, touches } from '../text/span.ts';
import type { Entity } from './describe.ts';
import type { Snapshot } from './snapshot.ts';

interface Found {
  readonly entity: Entity;
  readonly span: Span;
}

/** The port, subnet or address whose text touches the offset. */
export function entityAt({ project, uri, tree }: Snapshot, offset: number): Found | undefined {
  // In one file without aliases everything about an entry stands in it, so that the others need not be looked at.
  const isAlone = project.files.length === 1 && tree.blocks.every(({ aliases }) => aliases.length === 0);
  const isElsewhere = (span: Span | undefined): boolean => isAlone && span !== undefined && !touches(span, uri, offset);
  for (const network of project.networks) {
    if (isElsewhere(network.span)) continue;
    const found = inNetwork(network, { uri, offset });
    if (found) return found;
  }
  for (const service of project.services) {
    if (isElsewhere(service.span)) continue;
    const port = portAt(service, { uri, offset });
    if (port) return port;
    for (const { network: name, ipv4Address, ipv6Address } of service.attachments) {
      if (!ipv4Address && !ipv6Address) continue;
      const network = project.networkNamed.get(name);
      const address = network && addressAt(network, [ipv4Address, ipv6Address], { uri, offset });
      if (address) return address;
    }
  }
  return undefined;
}

interface Cursor {
  readonly uri: string;
  readonly offset: number;
}

const isAt = (span: Span, { uri, offset }: Cursor): boolean => touches(span, uri, offset);

// Asked of everything in the file, so without a list for each.
const whenAt = (span: Span | undefined, cursor: Cursor): Span | undefined =>
  span && isAt(span, cursor) ? span : undefined;

function inNetwork(network: Network, cursor: Cursor): Found | undefined {
  for (const { subnet, ipRange, gateway, auxAddresses } of network.pools) {
    const cidr = [subnet, ipRange].find((each) => each && isAt(each.text.span, cursor));
    if (cidr) return { entity: { kind: 'subnet', network, cidr }, span: cidr.text.span };
    const address = addressAt(network, [gateway, ...auxAddresses.map((each) => each.address)], cursor);
    if (address) return address;
  }
  return undefined;
}

function addressAt(
  network: Network,
  addresses: readonly (AddressText | undefined)[],
  cursor: Cursor,
): Found | undefined {
  const address = addresses.find((each) => each && isAt(each.text.span, cursor));
  return address && { entity: { kind: 'address', network, address }, span: address.text.span };
}

function portAt(service: Service, cursor: Cursor): Found | undefined {
  for (const port of service.ports) {
    const span = port.text
      ? whenAt(port.text.span, cursor)
      : (whenAt(port.target.span, cursor) ??
        whenAt(port.published?.span, cursor) ??
        whenAt(port.hostAddress?.text.span, cursor));
    if (span) return { entity: { kind: 'port', service, port }, span };
  }
  return undefined;
}
