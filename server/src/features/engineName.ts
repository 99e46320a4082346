import { declarationsOf } from '../model/declaration.ts';
import type { Network } from '../model/network.ts';
import { isMade, type NetworkElsewhere, networkElsewhere } from '../model/otherProjects.ts';
import type { Project } from '../model/project.ts';
import { type Span, touches } from '../text/span.ts';
import type { NameAt } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/** The network whose name in the engine, the value of `name`, touches the offset. */
export function engineNameAt(
  { project, uri }: Snapshot,
  offset: number,
): { readonly network: Network; readonly span: Span } | undefined {
  for (const network of project.networks) {
    const { span } = network.realName;
    if (span && touches(span, uri, offset)) return { network, span };
  }
  return undefined;
}

/** The network that a name of the file means. */
export function networkOf({ project }: Snapshot, { name, symbols }: NameAt): Network | undefined {
  const [symbol] = symbols;
  return symbol?.kind === 'network' && symbol.scope === undefined ? project.networkNamed.get(name) : undefined;
}

/** Where other projects make the network; empty for one that this project makes itself. */
export const makersOf = (project: Project, network: Network): readonly NetworkElsewhere[] =>
  network.external === true ? networkElsewhere(project, network).filter(isMade) : [];

/** A place where another project names the network. */
export interface PlaceElsewhere {
  readonly span: Span;
  readonly definition: boolean;
}

export function placesElsewhere(project: Project, network: Network): readonly PlaceElsewhere[] {
  return networkElsewhere(project, network).flatMap(({ project: other, network: theirs }) => [
    ...declarationsOf(theirs).map(({ nameSpan }) => ({ span: nameSpan, definition: true })),
    ...(theirs.realName.span ? [{ span: theirs.realName.span, definition: false }] : []),
    ...other.references
      .filter(({ kind, name, scope }) => kind === 'network' && name === theirs.name && scope === undefined)
      .map(({ span }) => ({ span, definition: false })),
  ]);
}
