import type { DiagramModel } from './diagramModel.ts';

/** Names for ids, for what a screen reader says. */
export interface Names {
  /** The name of a card or line; the id itself where there is none. */
  nameOf(id: string): string;
}

export function namesOf(model: DiagramModel): Names {
  const names = new Map([...model.lines, ...model.cards].map((item) => [item.id, item.name]));
  return { nameOf: (id) => names.get(id) ?? id };
}
