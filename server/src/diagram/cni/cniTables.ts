import { formatAddress } from '../../model/address.ts';
import type { CniSegment, CniSubnet } from '../../model/cniSegment.ts';
import type { DiagramReach, DiagramTable } from '../../protocol.ts';
import { type CniHost, rivalOf } from '../../reach/cni/cniHost.ts';
import { traceCni } from '../../reach/cni/traceCni.ts';
import type { Flow } from '../../reach/verdicts.ts';
import type { DiagramModel } from '../diagramModel.ts';
import { hostLineId, internetId, networkId, pluginId } from '../ids.ts';
import { findingWords, reachWords } from '../tables.ts';
import { countText } from '../words.ts';
import { firstAddresses, givenOut, subnetText } from './segmentFacts.ts';

/** The picture in words: the networks, what reaches what, and all addresses. */
export function cniTables(host: CniHost, model: DiagramModel, reach: DiagramReach): readonly DiagramTable[] {
  const names = new Map([...model.lines, ...model.cards].map((item) => [item.id, item.name]));
  names.set(hostLineId, 'the host');
  names.set(internetId, 'internet and LAN');
  const reached = reachWords(reach, (id) => names.get(id) ?? id);
  const drawn = host.segments.filter((segment) => model.lines.some(({ id }) => id === networkId(segment.name)));
  return [
    {
      title: 'Networks',
      columns: ['Network', 'Chain', 'Properties', 'File', 'Way out', 'Mapped ports', 'Findings'],
      rows: drawn.map((segment) => networkRow(host, segment, model)),
    },
    {
      title: 'Containers',
      columns: ['Container', 'Address', 'Can reach', 'Reached by'],
      rows: model.cards
        .filter(({ kind }) => kind === 'container')
        .map(({ id, name, legs }) => ({
          id,
          cells: [
            name,
            legs.flatMap(({ addresses }) => addresses).join(', '),
            reached.from.get(id) ?? '',
            reached.to.get(id) ?? '',
          ],
        })),
    },
    {
      title: 'Addresses',
      columns: ['Subnet', 'Network', 'Given to containers', 'Number', 'Gateway', 'Also claimed by'],
      rows: drawn.flatMap((segment) =>
        segment.addressing.kind === 'known'
          ? segment.addressing.subnets.map((subnet) => addressRow(host, segment, subnet))
          : [],
      ),
    },
  ];
}

function networkRow(host: CniHost, segment: CniSegment, model: DiagramModel): DiagramTable['rows'][number] {
  const { name, chain, config, portmap } = segment;
  const id = networkId(name);
  const line = model.lines.find((each) => each.id === id);
  const marks = [
    line?.mark,
    ...chain.map((_, index) => model.cards.find((card) => card.id === pluginId(name, index))?.mark),
  ];
  const why = (flow: Pick<Flow, 'from' | 'to' | 'via'>): string =>
    traceCni(host, { ...flow, port: null, protocol: 'tcp' }).why.replaceAll('`', '');
  const container = { kind: 'service', name: `${name}/1` } as const;
  return {
    id,
    cells: [
      name,
      chain.map(({ type }) => type).join(' → '),
      (line?.facts ?? []).join(', '),
      config.fileName ?? '',
      why({ from: container, to: { kind: 'internet' } }),
      portmap ? why({ from: { kind: 'lan' }, to: container, via: { kind: 'published' } }) : '',
      marks
        .map(findingWords)
        .filter((words) => words !== '')
        .join(' '),
    ],
  };
}

function addressRow(host: CniHost, segment: CniSegment, subnet: CniSubnet): DiagramTable['rows'][number] {
  const { first, last, gateway, several, cidr } = subnet;
  const text = (value: bigint): string => formatAddress({ family: cidr.family, value });
  return {
    id: networkId(segment.name),
    cells: [
      subnetText(subnet),
      segment.name,
      several ? `${firstAddresses(subnet, 1)[0] ?? text(first)} to ${text(last)}` : text(first),
      countText(several ? givenOut(subnet) : 1n),
      gateway ? formatAddress(gateway) : '',
      rivalOf(host, segment, subnet)?.name ?? '',
    ],
  };
}
