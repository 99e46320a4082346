import { existsSync } from 'node:fs';
import type { Docker } from '../docker.ts';
import { at, listAt, textAt } from '../json.ts';
import { failed, type Outcome, success } from '../outcome.ts';
import { startContainerHost } from './containerHost.ts';
import { addedTo, containerState, type HostState, hostState } from './inspectHost.ts';
import { type NetworkList, readNetworkList } from './networkList.ts';
import { type ChainAnswer, callChain, type TrialContainer } from './runtimeCalls.ts';
import { startThrowawayHost, type ThrowawayHost } from './throwawayHost.ts';

/** Whether one container reaches the other at an address. */
export interface Meeting {
  readonly from: string;
  readonly to: string;
  readonly address: string;
  readonly reaches: boolean;
}

/** What one container got. */
export interface TrialAttachment {
  readonly container: string;
  readonly network: string;
  readonly add: ChainAnswer;
  readonly check?: ChainAnswer;
  readonly addresses: readonly string[];
  readonly routes: readonly string[];
  readonly del: ChainAnswer;
}

/** What happened when a network was tried. */
export interface Trial {
  readonly networks: readonly string[];
  readonly status: readonly ChainAnswer[];
  readonly attachments: readonly TrialAttachment[];
  /** What the plugins made in the host. */
  readonly made: HostState;
  readonly meetings: readonly Meeting[];
  /** What was still there of it after DEL. */
  readonly left: HostState;
}

export interface TrialOptions {
  /** Folders with plugins, `/opt/cni/bin` and the like. */
  readonly folders: readonly string[];
  /** For a user who is not root: the engine whose container plays the host, and its image. */
  readonly helper?: { readonly docker: Docker; readonly image: string; readonly alsoForRoot?: boolean };
  readonly signal?: AbortSignal;
  readonly log?: (line: string) => void;
}

/**
 * Runs the chains of one or two networks for real, in namespaces that play the host and go afterwards: two containers on
 * the first one, one on the second. Everything is detached again whatever fails.
 */
export async function tryNetworks(texts: readonly string[], options: TrialOptions): Promise<Outcome<Trial>> {
  const networks = texts.map(readNetworkList);
  const fault = networks.find((each) => typeof each === 'string');
  if (typeof fault === 'string')
    return failed({ kind: 'bad-file', message: fault, advice: 'See the problems of the file.', output: '' });
  if (process.platform !== 'linux')
    return impossible('CNI plugins run on Linux only.', 'Open the folder in WSL, over SSH or in a dev container.');
  const folders = options.folders.filter((folder) => existsSync(folder));
  if (folders.length === 0)
    return impossible(
      `There are no CNI plugins here: ${options.folders.join(' and ')} ${options.folders.length === 1 ? 'does' : 'do'} not exist.`,
      'Install them (the package containernetworking-plugins), or say where they are: the setting bulkhead.cni.pluginFolders, `--plugins` on the command line.',
    );
  const host = await startHost(folders, options);
  if (!host.ok) return host;
  try {
    return success(
      await runTrial(
        host.value,
        networks.filter((each) => typeof each !== 'string'),
        options,
      ),
    );
  } finally {
    await host.value.stop();
  }
}

const impossible = (message: string, advice: string) => failed({ kind: 'unexpected', message, advice, output: '' });

/** Namespaces of this machine for root, a helper container for everybody else. */
async function startHost(
  folders: readonly string[],
  { helper, signal, log = () => undefined }: TrialOptions,
): Promise<Outcome<ThrowawayHost>> {
  if (!helper || (process.getuid?.() === 0 && !helper.alsoForRoot)) return startThrowawayHost();
  log(`A container of ${helper.image} plays the host.`);
  return startContainerHost({ ...helper, folders, log, signal });
}

interface Planned {
  readonly network: NetworkList;
  readonly container: TrialContainer;
}

async function runTrial(host: ThrowawayHost, networks: readonly NetworkList[], options: TrialOptions): Promise<Trial> {
  const { folders, signal, log = () => undefined } = options;
  const [first, second] = networks;
  const on = (network: NetworkList | undefined, id: string): readonly Planned[] =>
    network ? [{ network, container: { id, interfaceName: 'eth0' } }] : [];
  const planned = [...on(first, 'one'), ...on(first, 'two'), ...on(second, 'three')];
  for (const { container } of planned) await host.run('ip', ['netns', 'add', container.id]);
  const before = await hostState(host);
  const status: ChainAnswer[] = [];
  for (const network of networks)
    if (network.cniVersion === '1.1.0') status.push(await callChain(host, folders, network, 'STATUS'));
  const added = new Map<Planned, ChainAnswer>();
  const checked = new Map<Planned, ChainAnswer>();
  const states = new Map<Planned, Awaited<ReturnType<typeof containerState>>>();
  const meetings: Meeting[] = [];
  let made: HostState = { links: [], rules: [], files: [] };
  for (const each of planned) {
    if (signal?.aborted) break;
    log(`${each.network.name}: ADD for ${each.container.id}`);
    added.set(each, await callChain(host, folders, each.network, 'ADD', each.container));
  }
  const attached = planned.filter((each) => added.get(each)?.failure === undefined && added.has(each));
  if (!signal?.aborted) {
    made = addedTo(before, await hostState(host));
    for (const each of attached) {
      states.set(each, await containerState(host, each.container.id));
      if (hasCheck(each.network))
        checked.set(
          each,
          await callChain(host, folders, each.network, 'CHECK', each.container, added.get(each)?.result),
        );
    }
    meetings.push(...(await meet(host, attached, added)));
  }
  const detached = new Map<Planned, ChainAnswer>();
  for (const each of planned.toReversed()) {
    log(`${each.network.name}: DEL for ${each.container.id}`);
    detached.set(each, await callChain(host, folders, each.network, 'DEL', each.container, added.get(each)?.result));
  }
  const left = addedTo(before, await hostState(host));
  return {
    networks: networks.map(({ name }) => name),
    status,
    attachments: [...added].map(([each, add]): TrialAttachment => {
      const check = checked.get(each);
      const { addresses, routes } = states.get(each) ?? { addresses: [], routes: [] };
      const del = detached.get(each) ?? { command: 'DEL' };
      const { id } = each.container;
      return { container: id, network: each.network.name, add, ...(check ? { check } : {}), addresses, routes, del };
    }),
    made,
    meetings,
    left,
  };
}

/** CHECK came with 0.4.0. */
const hasCheck = ({ cniVersion, disableCheck }: NetworkList): boolean =>
  !disableCheck && ['0.4.0', '1.0.0', '1.1.0'].includes(cniVersion);

async function meet(
  host: ThrowawayHost,
  attached: readonly Planned[],
  added: ReadonlyMap<Planned, ChainAnswer>,
): Promise<readonly Meeting[]> {
  const asked = attached.flatMap((from) =>
    attached
      .filter((to) => to !== from)
      .flatMap((to) => addressesIn(added.get(to)?.result).map((address) => ({ from, to, address }))),
  );
  return Promise.all(
    asked.map(async ({ from, to, address }): Promise<Meeting> => {
      const connect = `exec 3<> /dev/tcp/${address}/9`;
      const args = ['netns', 'exec', from.container.id, 'timeout', '2', 'bash', '-c', connect];
      const { stderr } = await host.run('ip', args);
      // a kernel that is reached refuses, since nothing listens there
      return { from: from.container.id, to: to.container.id, address, reaches: stderr.includes('refused') };
    }),
  );
}

/** Addresses of a result without their prefix; other texts than addresses are left out. */
function addressesIn(result: unknown): readonly string[] {
  const old = [textAt(at(result, 'ip4'), 'ip'), textAt(at(result, 'ip6'), 'ip')];
  return [...listAt(result, 'ips').map((each) => textAt(each, 'address')), ...old]
    .map((text) => text.replace(/\/.*$/, ''))
    .filter((text) => /^[0-9a-fA-F.:]+$/.test(text));
}
