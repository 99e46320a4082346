import type { DiagramReach, DiagramTable } from '../protocol.ts';
import type { DiagramCard, DiagramLeg, DiagramLine, DiagramModel, Mark } from './diagramModel.ts';
import { hostLineId, internetId } from './ids.ts';
import { countText, lineFlags, list, sourceWords } from './words.ts';

/** The picture in words: one table of services, one of networks. */
export function diagramTables(model: DiagramModel, reach: DiagramReach): readonly DiagramTable[] {
  const names = new Map<string, string>([...model.lines, ...model.cards].map((item) => [item.id, item.name]));
  names.set(hostLineId, 'the host');
  names.set(internetId, 'internet and LAN');
  const nameOf = (id: string): string => names.get(id) ?? id;
  const reached = reachWords(reach, nameOf);
  return [
    {
      title: 'Services',
      columns: [
        'Service',
        'Role',
        'Source',
        'Networks',
        'Published ports',
        'Listens on',
        'Passes on to',
        'Can reach',
        'Reached by',
        'Findings',
      ],
      rows: model.cards.map((card) => ({
        id: card.id,
        cells: [
          card.replicas === 1 ? card.name : `${card.name} ×${card.replicas ?? '?'}`,
          card.role ?? '',
          card.source ? sourceWords(card.source) : '',
          networksOf(card, nameOf),
          model.pills
            .filter((pill) => pill.card === card.id)
            .map((pill) => `${pill.text} (${pill.note})`)
            .join(', '),
          card.listens.map((port) => port.text).join(', '),
          model.routes
            .filter((route) => route.from === card.id)
            .map((route) => `${nameOf(route.to)} (${route.ways.join('; ')})`)
            .join(', '),
          reached.from.get(card.id) ?? '',
          reached.to.get(card.id) ?? '',
          findingWords(card.mark),
        ],
      })),
    },
    {
      title: 'Networks',
      columns: [
        'Network',
        'Name in the engine',
        'Subnets',
        'Driver',
        'Properties',
        'Free addresses',
        'Members',
        'Findings',
      ],
      rows: model.lines.filter((line) => line.kind !== 'host').map((line) => networkRow(line, model)),
    },
  ];
}

function networkRow(line: DiagramLine, model: DiagramModel): DiagramTable['rows'][number] {
  const members = model.cards.filter((card) => card.legs.some((leg) => leg.line === line.id));
  const kinds = {
    host: '',
    network: '',
    uplink: '',
    engine: 'not listed in this file',
    undeclared: 'not declared in this file',
  };
  return {
    id: line.id,
    cells: [
      line.name,
      line.realName ?? '',
      line.subnets.join(', '),
      line.driver ?? '',
      [...lineFlags(line), ...(kinds[line.kind] ? [kinds[line.kind]] : [])].join(', '),
      line.free === undefined ? '' : countText(line.free),
      members.map((card) => card.name).join(', '),
      findingWords(line.mark),
    ],
  };
}

function networksOf(card: DiagramCard, nameOf: (id: string) => string): string {
  if (card.apart !== undefined) return card.apart;
  if (card.dockedTo !== undefined) return `those of ${nameOf(card.dockedTo)}`;
  return card.legs.map((leg) => nameOf(leg.line) + legWords(leg)).join(', ');
}

function legWords(leg: DiagramLeg): string {
  const words = [...leg.addresses, ...(leg.aliases.length > 0 ? [`as ${list(leg.aliases)}`] : [])];
  return words.length > 0 ? ` (${words.join(' ')})` : '';
}

export const findingWords = (mark: Mark | undefined): string => mark?.messages.join(' ') ?? '';

/** More names than this say less than their number. */
const mostNames = 12;

export function reachWords(
  reach: DiagramReach,
  nameOf: (id: string) => string,
): { readonly from: ReadonlyMap<string, string>; readonly to: ReadonlyMap<string, string> } {
  const sources = reach.ids.map((): number[] => []);
  const from = new Map<string, string>();
  // What stands for everyone else comes first, since it matters most.
  const places = [internetId, hostLineId].map((id) => reach.ids.indexOf(id));
  const words = (indexes: readonly number[]): string => {
    if (indexes.length === 0) return 'nothing';
    const first = places.filter((place) => indexes.includes(place));
    const others = indexes.slice(0, mostNames).filter((index) => !places.includes(index));
    const shown = [...first, ...others].slice(0, mostNames).map((index) => nameOf(reach.ids[index] ?? ''));
    const rest = indexes.length - shown.length;
    return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
  };
  reach.ids.forEach((id, index) => {
    const targets = (reach.sets[reach.from[index]?.open ?? -1] ?? []).filter((target) => target !== index);
    from.set(id, words(targets));
    for (const target of targets) sources[target]?.push(index);
  });
  return { from, to: new Map(reach.ids.map((id, index) => [id, words(sources[index] ?? [])])) };
}
