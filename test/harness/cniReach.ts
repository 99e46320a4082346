import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startThrowawayHost, type ThrowawayHost } from '../../server/src/runtime/cni/throwawayHost.ts';
import { describeFailure } from '../../server/src/runtime/failure.ts';
import type { CniTools } from './cniHost.ts';
import { ROOT } from './prepared.ts';
import type { RandomCniHost } from './randomCniNetworks.ts';

/** A container that was attached, with its addresses and the host's port that was mapped to it. */
export interface Attached {
  /** `shop/1`. */
  readonly name: string;
  readonly network: string;
  readonly addresses: readonly string[];
  readonly hostPort: number;
}

/** One connection to open. */
export interface Probe {
  /** `shop/1`, `host` or `outside`. */
  readonly from: string;
  readonly address: string;
  readonly port: number;
  /** The address that the connection comes from, where it matters. */
  readonly source?: string;
}

/** Every container, the host, and a machine outside answer at this port. */
export const peerPort = 8080;

/** The machine outside, at the other end of the host's `up0`; its second address stands for the internet. */
export const outside = { lan: '192.0.2.2', internet: '198.51.100.1', host: '192.0.2.1' };

/** A host whose networks have real containers. */
export interface CniWorld {
  readonly attached: readonly Attached[];
  /** Whose name came back, by the order of the probes; empty where nobody answered. */
  measure(probes: readonly Probe[]): Promise<readonly string[]>;
  /** Detaches everything; the namespaces go. */
  stop(): Promise<void>;
}

/** Attaches two containers to each network; those that a plugin refuses are left out. */
export async function startCniWorld({ folder }: CniTools, wanted: RandomCniHost): Promise<CniWorld> {
  const files = mkdtempSync(path.join(tmpdir(), 'bulkhead-cni-reach-'));
  const started = await startThrowawayHost();
  if (!started.ok) throw new Error(describeFailure(started.failure));
  const host = started.value;
  try {
    await prepareHost(host, wanted);
    wanted.networks.forEach(({ text }, index) => {
      writeFileSync(path.join(files, `${10 + index}.conflist`), text);
    });
    const containers = wanted.networks.flatMap(({ name }) =>
      [1, 2].map((number) => ({ network: name, id: `${name}${number}`, name: `${name}/${number}` })),
    );
    const cnitool = (action: string, network: string, id: string, hostPort: number) =>
      host.run(path.join(folder, 'cnitool'), [action, network, `/run/netns/${id}`], {
        env: {
          CNI_PATH: folder,
          NETCONFPATH: files,
          CNI_CONTAINERID: id,
          CAP_ARGS: JSON.stringify({ portMappings: [{ hostPort, containerPort: peerPort, protocol: 'tcp' }] }),
        },
      });
    const attached: Attached[] = [];
    for (const [index, { network, id, name }] of containers.entries()) {
      const hostPort = 18_000 + index;
      await host.run('ip', ['netns', 'add', id]);
      await host.run('ip', ['-n', id, 'link', 'set', 'lo', 'up']);
      const added = await cnitool('add', network, id, hostPort);
      if (added.code === 0) attached.push({ name, network, hostPort, addresses: addressesIn(added.stdout) });
      else await cnitool('del', network, id, hostPort);
    }
    if (wanted.hasRoutesOutside) {
      await host.run('ip', ['-n', 'outside', 'route', 'add', '10.0.0.0/8', 'via', outside.host]);
    }
    return {
      attached,
      measure: (probes) => measure(host, files, attached, probes),
      async stop() {
        for (const [index, { network, id }] of containers.entries()) await cnitool('del', network, id, 18_000 + index);
        await host.stop();
        rmSync(files, { recursive: true });
      },
    };
  } catch (error) {
    await host.stop();
    rmSync(files, { recursive: true });
    throw error;
  }
}

async function prepareHost(host: ThrowawayHost, { forward, bridgeNetfilter }: RandomCniHost): Promise<void> {
  const commands = [
    'sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.all.accept_dad=0',
    ...['ip', 'ip6', 'arp'].map(
      (name) => `sysctl -qw net.bridge.bridge-nf-call-${name}tables=${bridgeNetfilter ? 1 : 0}`,
    ),
    ...['iptables', 'ip6tables'].map((name) => `${name} -P FORWARD ${forward.toUpperCase()}`),
    'ip netns add outside',
    'ip link add up0 type veth peer name eth0 netns outside',
    `ip addr add ${outside.host}/24 dev up0`,
    'ip link set up0 up',
    'ip -n outside link set lo up',
    `ip -n outside addr add ${outside.internet}/32 dev lo`,
    `ip -n outside addr add ${outside.lan}/24 dev eth0`,
    'ip -n outside link set eth0 up',
    `ip route add default via ${outside.lan}`,
  ];
  const { code, stderr } = await host.run('sh', ['-ec', commands.join('\n')]);
  if (code !== 0) throw new Error(stderr);
}

function addressesIn(result: string): readonly string[] {
  const { ips = [] } = JSON.parse(result) as { readonly ips?: readonly { readonly address: string }[] };
  return ips.map(({ address }) => address.replace(/\/.*$/, ''));
}

/** Milliseconds after which a connection is none; a way that is there takes one. */
const timeout = 1_500;

async function measure(
  host: ThrowawayHost,
  files: string,
  attached: readonly Attached[],
  probes: readonly Probe[],
): Promise<readonly string[]> {
  const meeting = mkdtempSync(path.join(files, 'meeting-'));
  const peers = ['host', 'outside', ...attached.map(({ name }) => name)];
  const answers = new Map<Probe, string>();
  await Promise.all(
    peers.map(async (peer) => {
      const own = probes.filter(({ from }) => from === peer);
      const input = JSON.stringify({
        port: peerPort,
        timeout,
        probes: own.map(({ address, port, source }) => ({ host: address, port, from: source })),
      });
      const id = peer.replace('/', '');
      const inside = peer === 'host' ? [] : ['ip', 'netns', 'exec', id];
      const script = path.join(ROOT, 'test/harness/cniPeer.mjs');
      const [command = '', ...args] = [...inside, ...[process.execPath, script, meeting, peer, String(peers.length)]];
      const { code, stdout, stderr } = await host.run(command, args, { input });
      if (code !== 0) throw new Error(`${peer}: ${stderr}`);
      (JSON.parse(stdout) as readonly string[]).forEach((answer, index) => {
        const probe = own[index];
        if (probe) answers.set(probe, answer);
      });
    }),
  );
  return probes.map((probe) => answers.get(probe) ?? '');
}
