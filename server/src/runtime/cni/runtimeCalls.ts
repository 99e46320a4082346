import { existsSync } from 'node:fs';
import path from 'node:path';
import { at, parseJson, textAt } from '../json.ts';
import type { NetworkList } from './networkList.ts';
import type { ThrowawayHost } from './throwawayHost.ts';

/** A container that is attached: its namespace's name is its id. */
export interface TrialContainer {
  readonly id: string;
  readonly interfaceName: string;
}

/** What became of one command on the whole chain. */
export interface ChainAnswer {
  readonly command: 'ADD' | 'DEL' | 'CHECK' | 'STATUS';
  /** The plugin that failed and what it said; absent when all succeeded. */
  readonly failure?: { readonly plugin: string; readonly message: string };
  /** Of ADD: what the last plugin printed. */
  readonly result?: unknown;
}

/**
 * Calls the plugins of a network as a runtime does (CNI specification 1.1.0, sections 2 and 3): ADD, CHECK and STATUS in
 * the order of the list, DEL in the other one and to its end whatever fails.
 */
export async function callChain(
  host: ThrowawayHost,
  folders: readonly string[],
  network: NetworkList,
  command: ChainAnswer['command'],
  container?: TrialContainer,
  previous?: unknown,
): Promise<ChainAnswer> {
  const plugins = command === 'DEL' ? network.plugins.toReversed() : network.plugins;
  let result = previous;
  let failure: ChainAnswer['failure'];
  for (const plugin of plugins) {
    const type = String(plugin.type);
    const program = folders.map((folder) => path.join(folder, type)).find((file) => existsSync(file));
    const said = program
      ? await callPlugin(host, program, folders, configurationOf(network, plugin, result), command, container)
      : { failed: `There is no plugin ${type} in ${folders.join(', ')}.` };
    if ('failed' in said) {
      failure ??= { plugin: type, message: said.failed };
      if (command !== 'DEL') return { command, failure };
    } else if (command === 'ADD') result = said.result;
  }
  return { command, ...(failure ? { failure } : {}), ...(command === 'ADD' ? { result } : {}) };
}

function configurationOf(
  { name, cniVersion }: NetworkList,
  plugin: Readonly<Record<string, unknown>>,
  prevResult: unknown,
): string {
  // Capabilities are what a runtime says; a trial says nothing.
  const { capabilities: _, ...own } = plugin;
  return JSON.stringify({ ...own, name, cniVersion, ...(prevResult === undefined ? {} : { prevResult }) });
}

async function callPlugin(
  host: ThrowawayHost,
  program: string,
  folders: readonly string[],
  configuration: string,
  command: ChainAnswer['command'],
  container: TrialContainer | undefined,
): Promise<{ readonly result: unknown } | { readonly failed: string }> {
  const env = {
    CNI_COMMAND: command,
    CNI_PATH: folders.join(':'),
    CNI_ARGS: '',
    CNI_CONTAINERID: container?.id ?? '',
    CNI_IFNAME: container?.interfaceName ?? '',
    CNI_NETNS: container ? `/run/netns/${container.id}` : '',
  };
  const { code, stdout, stderr } = await host.run(program, [], { input: configuration, env });
  const json = parseJson(stdout);
  if (code === 0) return { result: json };
  const details = textAt(json, 'details');
  const message = textAt(json, 'msg') || stderr.trim() || stdout.trim() || `It ended with ${at(json, 'code') ?? code}.`;
  return { failed: details === '' ? message : `${message} (${details})` };
}
