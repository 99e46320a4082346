import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { dataKindOf } from '../../rules/imageCatalog.ts';
import type { Cursor } from '../cursor.ts';
import { freeHostPort, holderOf } from './hostPorts.ts';

/** A mapping in short form, or its beginning where the port of the container is still to be written. */
interface ShortPort {
  readonly text: string;
  readonly detail: string;
  readonly open?: boolean;
}

const address = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-fA-F:.]+\])`;
const behindHostPort = new RegExp(String.raw`^((?:${address}:)?(\d+)(?:-\d+)?):\d*$`);
const behindAddress = new RegExp(String.raw`^(${address}):\d*$`);

/** Mappings that go on with what is typed: an address, a port of the machine, or nothing yet. */
export function shortPorts(
  project: Project,
  service: Service,
  ports: readonly number[],
  { typed, siblings, path }: Cursor,
): readonly ShortPort[] {
  const held = holderOf(project, service, path[3]);
  const mapped = new Set(siblings.map((item) => item.split(':').at(-1)));
  const unmapped = ports.filter((port) => !mapped.has(String(port)));
  const [, hostPart, hostPort] = behindHostPort.exec(typed) ?? [];
  if (hostPart !== undefined) {
    const holder = held.get(Number(hostPort));
    const detail = holder === undefined ? 'port of its program' : `${holder} publishes ${hostPort} already`;
    return ports.map((port) => ({ text: `${hostPart}:${port}`, detail }));
  }
  const [, hostAddress] = behindAddress.exec(typed) ?? [];
  if (hostAddress !== undefined) {
    return unmapped.map((port) => ({
      text: `${hostAddress}:${freeHostPort(held, port)}:${port}`,
      detail: 'free in this project',
    }));
  }
  const chosen = /^\d{2,5}$/.test(typed) && !held.has(Number(typed)) ? Number(typed) : undefined;
  if (ports.length === 0) {
    const free = chosen ?? freeHostPort(held, 80);
    const detail = 'free in this project; the port of the program follows';
    return [free, `127.0.0.1:${free}`].map((text) => ({ text: `${text}:`, detail, open: true }));
  }
  return [
    ...unmapped.flatMap((port) => pairs(service, freeHostPort(held, port), port)),
    ...(chosen === undefined ? [] : unmapped.flatMap((port) => pairs(service, chosen, port))),
  ];
}

function pairs(service: Service, host: number, port: number): readonly ShortPort[] {
  const open = { text: `${host}:${port}`, detail: 'everyone who can route to this machine' };
  const closed = { text: `127.0.0.1:${host}:${port}`, detail: 'only this machine' };
  return dataKindOf(service) ? [closed, open] : [open, closed];
}
