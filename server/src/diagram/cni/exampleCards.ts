import type { CniSegment } from '../../model/cniSegment.ts';
import type { DiagramCard } from '../diagramModel.ts';
import { legId, networkId, serviceId } from '../ids.ts';
import { firstAddresses } from './segmentFacts.ts';

/** Two containers that stand for all of a network, with the first addresses that it gives. */
export function exampleCards({ name, addressing, kind, mode, nameSpan }: CniSegment): readonly DiagramCard[] {
  const line = networkId(name);
  const isSingle = kind === 'host-device' || kind === 'vlan' || (kind === 'macvlan' && mode === 'passthru');
  const subnets = addressing.kind === 'known' ? addressing.subnets : [];
  // where the addresses come from; the whole network is what its line stands for
  const span = subnets[0]?.span ?? nameSpan;
  return (isSingle ? [1] : [1, 2]).map((number): DiagramCard => {
    const card = `${name}/${number}`;
    const addresses = subnets.flatMap((subnet) => firstAddresses(subnet, number)[number - 1] ?? []);
    return {
      ...{ id: serviceId(card), kind: 'container', name: card, listens: [], replicas: 1, span, nameSpan: span },
      source: { kind: 'words', text: 'example container' },
      legs: [{ id: legId(card, line), line, addresses, aliases: [], span: nameSpan }],
    };
  });
}
