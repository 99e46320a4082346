import type { DiagramCard, DiagramPill } from './diagramModel.ts';
import type { CardText } from './layoutTypes.ts';
import { measures } from './measures.ts';
import { type Fitted, fitText, textWidth } from './textWidth.ts';

const iconRoom = 22;
const padding = 28;

// Parts of a path that a card may have room for.
const mostParts = 50;

/** Wide enough for name and facts, in steps of ten so that cards of a row look alike. */
export function naturalWidth(
  card: DiagramCard,
  pills: readonly DiagramPill[],
  docked: boolean,
  stacked: boolean,
): number {
  const aside = asideText(card, pills, stacked);
  const asideWidth = aside === undefined ? 0 : textWidth(aside, 'regular', measures.detailSize) + 12;
  const name = textWidth(card.name, 'bold', measures.nameSize) + iconRoom + replicaWidth(card) + (card.mark ? 8 : 0);
  const fact = factText(card);
  const source = fact === undefined ? 0 : textWidth(fact, 'regular', measures.detailSize);
  const needed = docked ? name + asideWidth : Math.max(name, source + asideWidth);
  const wanted = Math.ceil((needed + padding) / 10) * 10;
  return Math.min(Math.max(wanted, measures.cardMinWidth), measures.cardMaxWidth);
}

/** The card's words, cut to its width. */
export function cardText(
  card: DiagramCard,
  pills: readonly DiagramPill[],
  width: number,
  docked: boolean,
  stacked: boolean,
): CardText {
  const room = width - padding;
  const full = asideText(card, pills, stacked);
  const fact = factText(card);
  const factWidth = fact === undefined || docked ? 0 : textWidth(fact, 'regular', measures.detailSize) + 10;
  const asideRoom = room - Math.min(factWidth, room * 0.4);
  const aside = full === undefined ? undefined : fitText(full, 'regular', measures.detailSize, asideRoom).text;
  const asideWidth = aside === undefined ? 0 : textWidth(aside, 'regular', measures.detailSize) + 10;
  const replicas = replicaText(card);
  const nameRoom = room - iconRoom - replicaWidth(card) - (docked ? asideWidth : card.mark ? 4 : 0);
  return {
    name: fitText(card.name, 'bold', measures.nameSize, nameRoom),
    ...(fact !== undefined && !docked && { source: fitFact(card, fact, room - asideWidth) }),
    ...(aside !== undefined && { aside }),
    ...(replicas !== undefined && { replicas }),
    far: fitText(card.name, 'bold', docked ? measures.farDockedSize : measures.farSize, width - 12),
  };
}

/**
 * Role and ports. Ports that a pill over the card names are left out; a stacked card names its mappings instead, and
 * leaves the role out when both are too long.
 */
function asideText(card: DiagramCard, pills: readonly DiagramPill[], stacked: boolean): string | undefined {
  const ports = card.listens.filter((port) => !port.published).map((port) => `:${port.text}`);
  const shown = stacked ? [...pills.map((pill) => pill.text), ...ports] : ports;
  const rest = shown.length > 2 ? [`+${shown.length - 2}`] : [];
  const words = [...shown.slice(0, 2), ...rest];
  const withRole = [...(card.role ? [card.role] : []), ...words].join(' ');
  const tooLong =
    words.length > 0 && textWidth(withRole, 'regular', measures.detailSize) > measures.cardMaxWidth * 0.55;
  return (tooLong ? words.join(' ') : withRole) || undefined;
}

/** Image or build context; for a card without a network the reason for that. */
function factText(card: DiagramCard): string | undefined {
  return card.apart ?? (card.source?.text === '.' ? './' : card.source?.text);
}

function replicaText(card: DiagramCard): string | undefined {
  if (card.replicas === 1) return undefined;
  return card.replicas === undefined ? '×?' : `×${card.replicas}`;
}

function replicaWidth(card: DiagramCard): number {
  const text = replicaText(card);
  return text === undefined ? 0 : textWidth(text, 'bold', measures.smallSize) + 20;
}

/** Of an image or a path that is too long the last parts stay, whole where that is possible. */
function fitFact(card: DiagramCard, fact: string, width: number): Fitted {
  const cutTo = (text: string, cut: 'end' | 'start'): Fitted =>
    fitText(text, 'regular', measures.detailSize, width, cut);
  if (card.apart !== undefined) return cutTo(fact, 'end');
  const parts = fact.split('/');
  for (let from = Math.max(0, parts.length - mostParts); from < parts.length; from++) {
    const { text, full } = cutTo(`${from > 0 ? '…/' : ''}${parts.slice(from).join('/')}`, 'start');
    if (full === undefined) return from === 0 ? { text } : { text, full: fact };
  }
  return cutTo(fact, 'start');
}
