import type {
  DiagramCard,
  DiagramLeg,
  DiagramLine,
  DiagramModel,
  DiagramPill,
  DiagramRoute,
  Mark,
} from './diagramModel.ts';

/** The parts of a line's label under its name, the most telling first. */
export function lineDetails(line: DiagramLine): readonly string[] {
  switch (line.kind) {
    case 'host':
      return line.facts ?? ['this machine', 'published ports'];
    case 'uplink':
      return ['interface of this machine'];
    case 'undeclared':
      return ['not declared in this file'];
    case 'engine':
      return line.external ? ['existing network of the engine'] : ['the engine’s default bridge'];
    case 'network':
      break;
  }
  if (line.facts) return line.facts;
  const [first, second, ...more] = line.subnets;
  const parts: string[] = [];
  if (first !== undefined) parts.push(first);
  if (second !== undefined) parts.push(more.length > 0 ? `${more.length + 1} more subnets` : second);
  if (first === undefined && !line.external) parts.push('automatic subnet');
  parts.push(...lineFlags(line));
  if (line.driver !== undefined && !(line.driver === 'bridge' && line.internal)) parts.push(line.driver);
  if (line.free !== undefined) parts.push(`${countText(line.free)} free`);
  if (line.realName !== undefined) parts.push(`named ${line.realName}`);
  return parts;
}

export function lineFlags(line: DiagramLine): readonly string[] {
  return [
    ...(line.internal ? ['internal'] : []),
    ...(line.external ? ['external'] : []),
    ...(line.encrypted ? ['encrypted'] : []),
    ...(line.attachable ? ['attachable'] : []),
  ];
}

/** What a screen reader says for a line. */
export function describeLine(line: DiagramLine): string {
  const what = line.kind === 'host' ? 'Host' : `${line.kind === 'uplink' ? 'Interface' : 'Network'} ${line.name}`;
  const members = line.members === undefined || line.kind === 'host' ? [] : [plural(line.members, 'member')];
  return sentence([what, ...lineDetails(line), ...members, ...markWords(line.mark)]);
}

/** What a screen reader says for a card. `lineName` turns the id of a line into its name. */
export function describeCard(
  card: DiagramCard,
  lineName: (id: string) => string,
  ownerName: string | undefined,
): string {
  return sentence([
    `${cardNoun(card)} ${card.name}`,
    ...(card.role ? [card.role] : []),
    ...(card.source ? [sourceWords(card.source)] : []),
    ...(card.replicas === 1 ? [] : [replicaWords(card.replicas)]),
    ...(card.listens.length > 0 ? [`listens on ${list(card.listens.map((port) => port.text))}`] : []),
    ...(card.legs.length > 0 ? [`on ${list(card.legs.map((leg) => lineName(leg.line)))}`] : []),
    ...(ownerName === undefined
      ? []
      : [card.kind === 'plugin' ? `in the chain of ${ownerName}` : `shares the network of ${ownerName}`]),
    ...(card.apart === undefined ? [] : [card.apart]),
    ...markWords(card.mark),
  ]);
}

const cardNoun = ({ kind }: DiagramCard): string =>
  kind === 'plugin' ? 'Plugin' : kind === 'container' ? 'Container' : 'Service';

export function describeLeg(leg: DiagramLeg, cardName: string, lineName: string): string {
  return sentence([
    `${cardName} is on ${lineName}`,
    ...(leg.addresses.length > 0 ? [`address ${list(leg.addresses)}`] : []),
    ...(leg.aliases.length > 0 ? [`also called ${list(leg.aliases)}`] : []),
  ]);
}

export function describeRoute({ ways, kind }: DiagramRoute, from: string, to: string): string {
  if (kind === 'chain') return `${from} hands its result to ${to}`;
  const shown = ways.slice(0, 6).join('; ');
  const more = ways.length > 6 ? ` and ${ways.length - 6} more` : '';
  return `${from} passes requests on to ${to}: ${shown}${more}`;
}

export function describePill(pill: DiagramPill, cardName: string): string {
  return `Port ${pill.text} of ${cardName}: ${pill.note}`;
}

export function describeModel(model: DiagramModel): string {
  const networks = model.lines.filter(({ kind }) => kind !== 'host' && kind !== 'uplink').length;
  const open = model.pills.filter((pill) => pill.reach !== 'nobody').length;
  const plugins = model.cards.filter(({ kind }) => kind === 'plugin').length;
  if (plugins > 0) return `${model.title}: ${plural(networks, 'network')}, ${plural(plugins, 'plugin')}`;
  return `${model.title}: ${plural(model.cards.length, 'service')}, ${plural(networks, 'network')}, ${plural(open, 'published port')}`;
}

export function sourceWords(source: NonNullable<DiagramCard['source']>): string {
  if (source.kind === 'words') return source.text;
  return source.kind === 'image' ? `image ${source.text}` : `built from ${source.text}`;
}

function replicaWords(replicas: number | undefined): string {
  return replicas === undefined ? 'number of replicas unknown' : plural(replicas, 'replica');
}

/** Millions of free addresses need no exact figure. */
export function countText(count: bigint): string {
  return count > 999_999n ? 'over a million' : count.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function markWords(mark: Mark | undefined): readonly string[] {
  if (!mark) return [];
  const shown = mark.messages.slice(0, 3).join(' ');
  const more = mark.count > 3 ? ` and ${mark.count - 3} more` : '';
  return [`${mark.count === 1 ? mark.severity : plural(mark.count, 'finding')}: ${shown}${more}`];
}

const sentence = (parts: readonly string[]): string => parts.join(', ');
