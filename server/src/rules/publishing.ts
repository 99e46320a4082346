import { isLoopback, isUnspecified } from '../model/addressClass.ts';
import type { AddressText } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { PublishedPort, Service } from '../model/service.ts';
import type { Edit } from '../text/edit.ts';
import { type Span, within } from '../text/span.ts';
import { internalOnlyServices } from './networkSpace.ts';
import type { Fix } from './rule.ts';
import { servicesWith } from './serviceIndex.ts';

/** The ports that the engine publishes for the service; none where network mode or internal networks prevent it. */
export function publishedPorts(project: Project, service: Service): readonly PublishedPort[] {
  if (service.ports.length === 0 || service.networkMode) return [];
  return internalOnlyServices(project).has(service) ? [] : service.ports;
}

const publishers = new WeakMap<Project, readonly Service[]>();

/** The services of which `publishedPorts` has some, in the order of the file. */
export function publishingServices(project: Project): readonly Service[] {
  let services = publishers.get(project);
  if (!services) {
    services = servicesWith(project, 'ports').filter((service) => publishedPorts(project, service).length > 0);
    publishers.set(project, services);
  }
  return services;
}

/** True for a port that every machine reaches which reaches this one. False as well where a variable hides it. */
export function isOpenToAll(port: PublishedPort): boolean {
  if (!port.known) return false;
  return port.hostAddress === undefined || isAnyAddress(port.hostAddress);
}

/** True when the port is bound to some address other machines may reach. */
export function isOpenToOthers(port: PublishedPort): boolean {
  const address = port.hostAddress?.address;
  return port.known && !(address && isLoopback(address));
}

export function isAnyAddress({ address }: AddressText): boolean {
  return address !== undefined && isUnspecified(address);
}

/** The place to mark for a port: the whole item in short form, the published port in long form. */
export function placeOfPort(port: PublishedPort): Span {
  return port.text?.span ?? port.published?.span ?? port.target.span;
}

/** `8080`, `8080-8090`. */
export function rangeInWords(range: { readonly first: number; readonly last: number }): string {
  return range.first === range.last ? `${range.first}` : `${range.first}-${range.last}`;
}

/** Binds a port to this machine: undefined where the text of the item is not literally what it says. */
export function bindToLoopback(service: Service, port: PublishedPort): Fix | undefined {
  const edit = loopbackEdit(service, port);
  return edit && { title: 'Bind the port to 127.0.0.1', safety: 'unsafe', edits: [edit] };
}

function loopbackEdit(service: Service, port: PublishedPort): Edit | undefined {
  if (port.form === 'long') {
    const path = ['services', service.name, 'ports', port.index, 'host_ip'];
    return { kind: 'set', uri: service.uri, path, value: '127.0.0.1' };
  }
  const { text, hostAddress } = port;
  if (!text || text.variables.length > 0 || text.type === 'number') {
    const value = `127.0.0.1:${port.published ? rangeInWords(port.published) : ''}:${rangeInWords(port.target)}`;
    return text?.type === 'number' && text.variables.length === 0
      ? { kind: 'set', uri: service.uri, path: ['services', service.name, 'ports', port.index], value }
      : undefined;
  }
  if (hostAddress) {
    const brackets = text.value.startsWith('[') ? 1 : 0;
    const end = hostAddress.text.value.length + 2 * brackets;
    return { kind: 'replace', span: within(text.span, 0, end), newText: '127.0.0.1' };
  }
  return { kind: 'replace', span: within(text.span, 0, 0), newText: port.published ? '127.0.0.1:' : '127.0.0.1::' };
}
