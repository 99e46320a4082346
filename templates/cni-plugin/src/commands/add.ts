import { hostInterface } from '../attachment.ts';
import { ensureBridge } from '../bridge.ts';
import type { Configuration } from '../configuration.ts';
import { CniError, codes } from '../errors.ts';
import type { Call } from '../input.ts';
import { type Allocation, allocate, delegate } from '../ipam.ts';
import { ip, ipIn, linkNamed } from '../programs.ts';

/** Attaches a container; what was made before a failure is taken back. */
export function add(call: Call, configuration: Configuration): unknown {
  const { containerId, netns, interfaceName } = call;
  if (linkNamed(interfaceName, netns))
    throw new CniError(codes.invalidEnvironment, `${interfaceName} is in the container already`);
  const host = hostInterface(configuration.name, containerId, interfaceName);
  const allocation = allocate(call, configuration);
  try {
    const bridge = ensureBridge(configuration, allocation);
    connect(host, call, configuration);
    configure(call, allocation);
    return result(call, configuration, allocation, { bridge: bridge.ifname, host });
  } catch (error) {
    takeBack(host, call, configuration);
    throw error;
  }
}

function connect(host: string, { netns, interfaceName }: Call, { bridge, mtu }: Configuration): void {
  const size = mtu === undefined ? [] : ['mtu', String(mtu)];
  // Of an attachment that was not taken away.
  if (linkNamed(host)) ip('link', 'delete', 'dev', host);
  // Made inside, because the host may have an interface of the container's name.
  ipIn(
    netns,
    'link',
    'add',
    'name',
    interfaceName,
    ...size,
    'type',
    'veth',
    'peer',
    'name',
    host,
    ...size,
    'netns',
    String(process.pid),
  );
  ip('link', 'set', 'dev', host, 'master', bridge);
  ip('link', 'set', 'dev', host, 'up');
}

function configure({ netns, interfaceName }: Call, { ips, routes = [] }: Allocation): void {
  for (const { address } of ips) ipIn(netns, 'addr', 'add', address, 'dev', interfaceName);
  ipIn(netns, 'link', 'set', 'dev', 'lo', 'up');
  ipIn(netns, 'link', 'set', 'dev', interfaceName, 'up');
  for (const { dst, gw } of routes) {
    const isSix = dst.includes(':');
    const gateway = gw ?? ips.find(({ address }) => address.includes(':') === isSix)?.gateway;
    ipIn(netns, 'route', 'replace', dst, ...(gateway === undefined ? [] : ['via', gateway]), 'dev', interfaceName);
  }
}

function takeBack(host: string, call: Call, configuration: Configuration): void {
  for (const step of [() => ip('link', 'delete', 'dev', host), () => delegate('DEL', call, configuration)]) {
    try {
      step();
    } catch {
      // The error that led here is the one to tell.
    }
  }
}

/** In the form of the network's version: up to 0.4.0 each address says its own, and interfaces have no MTU before 1.1.0. */
function result(
  { netns, interfaceName }: Call,
  { cniVersion }: Configuration,
  { ips, routes = [], dns = {} }: Allocation,
  names: { readonly bridge: string; readonly host: string },
): unknown {
  const describe = (name: string, sandbox?: string) => {
    const link = linkNamed(name, sandbox);
    return {
      name,
      mac: link?.address ?? '',
      ...(cniVersion === '1.1.0' && link?.mtu !== undefined ? { mtu: link.mtu } : {}),
      ...(sandbox === undefined ? {} : { sandbox }),
    };
  };
  return {
    cniVersion,
    interfaces: [describe(names.bridge), describe(names.host), describe(interfaceName, netns)],
    ips: ips.map(({ address, gateway }) => ({
      ...(cniVersion === '0.4.0' ? { version: address.includes(':') ? '6' : '4' } : {}),
      interface: 2,
      address,
      ...(gateway === undefined ? {} : { gateway }),
    })),
    routes,
    dns,
  };
}
