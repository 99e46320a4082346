import { isIP } from 'node:net';
import { CniError, codes } from './errors.ts';
import { supportedVersions } from './versions.ts';

/** One plugin of a network, as the runtime gives it on standard input. */
export interface Configuration {
  readonly cniVersion: string;
  /** Of the network. */
  readonly name: string;
  readonly bridge: string;
  readonly mtu: number | undefined;
  /** What the IPAM plugin gets: everything that this plugin got, with an `ipam` in any case. */
  readonly forIpam: Readonly<Record<string, unknown>>;
  readonly ipamType: string;
  /** What ADD printed, for CHECK and DEL; undefined for runtimes that keep nothing. */
  readonly prevResult: PreviousResult | undefined;
  /** For GC: what the runtime still knows. */
  readonly validAttachments: readonly { readonly containerID: string; readonly ifname: string }[];
}

export interface PreviousResult {
  readonly interfaces?: readonly { readonly name: string; readonly mac?: string; readonly sandbox?: string }[];
  readonly ips?: readonly { readonly address: string; readonly interface?: number }[];
}

const fail = (message: string): never => {
  throw new CniError(codes.invalidConfiguration, message);
};

export function readConfiguration(text: string, command: string): Configuration {
  const json = parse(text);
  const cniVersion = typeof json.cniVersion === 'string' ? json.cniVersion : '0.1.0';
  if (!supportedVersions.includes(cniVersion))
    throw new CniError(codes.incompatibleVersion, `version ${cniVersion} is not among ${supportedVersions.join(', ')}`);
  if ((command === 'GC' || command === 'STATUS') && cniVersion !== '1.1.0')
    throw new CniError(codes.incompatibleVersion, `${command} came with 1.1.0, the network has ${cniVersion}`);
  const { bridge = 'my-br0', mtu, name } = json;
  if (typeof bridge !== 'string' || !/^[^\s/:]{1,15}$/.test(bridge)) fail('bridge must have 1 to 15 characters');
  if (mtu !== undefined && (typeof mtu !== 'number' || !Number.isInteger(mtu) || mtu < 68 || mtu > 65_535))
    fail('mtu must be a number from 68 to 65535');
  const ipam = ipamOf(json);
  return {
    cniVersion,
    name: String(name ?? ''),
    bridge: bridge as string,
    mtu: mtu as number | undefined,
    forIpam: { ...json, ipam },
    ipamType: String(ipam.type),
    prevResult: json.prevResult as PreviousResult | undefined,
    validAttachments: attachmentsOf(json['cni.dev/valid-attachments']),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Record<string, unknown>;
  } catch (error) {
    throw new CniError(
      codes.undecodable,
      `standard input is no JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
  throw new CniError(codes.undecodable, 'standard input is no JSON object');
}

/** `ipam` as it is, or what `subnet` and `gateway` mean to host-local. */
function ipamOf(json: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { ipam, subnet, gateway } = json;
  if (typeof ipam === 'object' && ipam !== null) {
    if (!/^[a-zA-Z0-9_.-]+$/.test(String((ipam as Record<string, unknown>).type ?? ''))) fail('ipam needs a type');
    return ipam as Record<string, unknown>;
  }
  const [address = '', prefix = ''] = typeof subnet === 'string' ? subnet.split('/') : [];
  const family = isIP(address);
  if (family === 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > (family === 4 ? 30 : 126))
    fail('subnet must be a block of addresses such as 10.88.77.0/24');
  if (gateway !== undefined && isIP(String(gateway)) !== family) fail('gateway must be an address of the subnet');
  const range = gateway === undefined ? { subnet } : { subnet, gateway };
  return { type: 'host-local', ranges: [[range]], routes: [{ dst: family === 4 ? '0.0.0.0/0' : '::/0' }] };
}

function attachmentsOf(value: unknown): Configuration['validAttachments'] {
  return Array.isArray(value) ? (value as Configuration['validAttachments']) : [];
}
