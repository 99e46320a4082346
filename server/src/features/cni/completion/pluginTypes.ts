import { cniFacts } from '../../../cni/facts.ts';
import { chainFits, unfit } from '../chainOrder.ts';
import { pathText } from '../cniKeys.ts';
import { pluginWords } from '../pluginWords.ts';
import type { CniProposal, CniTarget } from './cniProposal.ts';

/** Types of plugins: in the chain what fits there first, with the reason; in `ipam` what gives addresses. */
export function pluginTypeProposals({ place }: CniTarget): readonly CniProposal[] {
  const { config, part, path } = place;
  if (part !== 'value') return [];
  const text = pathText(config.form === 'list' ? path.slice(2) : path);
  if (text === 'type' && (config.form === 'plugin' || path[0] === 'plugins'))
    return inChain(config, typeof path[1] === 'number' ? path[1] : 0);
  if (text === 'ipam.type') return ipamTypes();
  if (text === 'delegate.type')
    return inChain({ ...config, plugins: [] }, 0).filter(({ detail }) => !detail?.startsWith('✗'));
  return [];
}

function inChain(config: Parameters<typeof chainFits>[0], index: number): readonly CniProposal[] {
  return chainFits(config, index).map(({ type, facts, rank, reason }) => ({
    label: type,
    json: `"${type}"`,
    kind: 'module',
    detail: rank >= unfit ? `✗ ${reason}` : (facts.doc ?? reason),
    documentation: pluginWords(type, `${rank >= unfit ? '**Not here.** ' : ''}${reason}`),
  }));
}

function ipamTypes(): readonly CniProposal[] {
  const order = ['host-local', 'static', 'dhcp'];
  const place = (type: string): number => (order.includes(type) ? order.indexOf(type) : order.length);
  return Object.entries(cniFacts.plugins)
    .filter(([, { kind }]) => kind === 'ipam')
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([type, facts]) => ({
      label: type,
      json: `"${type}"`,
      kind: 'module',
      ...(facts.doc ? { detail: facts.doc } : {}),
      documentation: pluginWords(type),
    }));
}
