import { staticAddresses } from '../../rules/addressPlan.ts';
import { toRange } from '../../text/span.ts';
import { textEditsFor } from '../../text/yamlEdit.ts';
import { placeOf } from '../../text/yamlPlace.ts';
import type { Refactoring, RefactorPlace } from './refactoring.ts';

/** Takes away the subnet of the network at the cursor, where nothing rests on it: the engine then chooses one. */
export function unpinSubnet({ snapshot, path }: RefactorPlace): readonly Refactoring[] {
  const { project, tree, text, uri } = snapshot;
  const network = path[0] === 'networks' ? project.networkNamed.get(String(path[1])) : undefined;
  const [pool, ...others] = network?.pools ?? [];
  if (!network || !pool?.subnet || others.length > 0 || network.uri !== uri) return [];
  const says = pool.gateway ?? pool.ipRange ?? pool.auxAddresses[0];
  if (says || staticAddresses(project, network).length > 0) return [];
  const ipam = ['networks', network.name, 'ipam'];
  const step = placeOf(tree, ipam)?.steps[2];
  const value = step?.kind === 'pair' ? step.pair.value : undefined;
  if (step?.kind !== 'pair' || value?.kind !== 'map' || value.pairs.length !== 1) return [];
  // A comment tells why this subnet.
  if (text.slice(toRange(step.pair.key.span).end, toRange(value.span).end).includes('#')) return [];
  return [
    {
      title: `Let the engine choose the subnet of \`${network.name}\``,
      kind: 'refactor.rewrite',
      changes: () => textEditsFor([{ kind: 'remove', uri, path: ipam }], tree),
    },
  ];
}
