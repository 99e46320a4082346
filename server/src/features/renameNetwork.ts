import { folderOf, relativePath } from '../compose/fileUri.ts';
import type { Network } from '../model/network.ts';
import { isMade, type NetworkElsewhere, networkElsewhere } from '../model/otherProjects.ts';
import type { Project } from '../model/project.ts';
import { type Span, toRange } from '../text/span.ts';
import type { Refused } from './refused.ts';
import type { Snapshot } from './snapshot.ts';

/** A text that takes the place of another one. */
export interface Replacement {
  readonly span: Span;
  readonly newText: string;
}

// Names that the engine allows for networks (moby, daemon/network.go, RestrictedNamePattern).
const allowedName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/**
 * What another name in the engine, the value of `name`, changes: the same value in all projects that name it. Refused
 * where a project goes by a key instead.
 */
export function renameEngineName(
  snapshot: Snapshot,
  network: Network,
  newName: string,
): readonly Replacement[] | Refused {
  const { project } = snapshot;
  const refused = refuseEngineName(snapshot, network);
  if (refused) return refused;
  if (!allowedName.test(newName)) {
    const what =
      'only letters, digits, dots, hyphens and underscores are allowed, two at least and a letter or digit first';
    return { refused: `"${newName}" cannot be the name of a network in the engine: ${what}.` };
  }
  const taken = [project, ...project.others].find(({ networks }) =>
    networks.some(({ realName, external }) => external === false && realName.known && realName.value === newName),
  );
  if (taken && newName !== network.realName.value) {
    return {
      refused: `${taken === project ? 'This project' : nameOf(project, taken)} already makes a network called ${newName}.`,
    };
  }
  const own = project.networks.flatMap(({ realName }) =>
    realName.known && realName.value === network.realName.value && realName.span ? [realName.span] : [],
  );
  const theirs = inStep(snapshot, networkElsewhere(project, network), newName);
  return 'refused' in theirs ? theirs : [...own.map((span) => ({ span, newText: newName })), ...theirs];
}

/** Why the value of `name` cannot be renamed; undefined when it can. */
export function refuseEngineName(snapshot: Snapshot, { realName }: Network): Refused | undefined {
  return realName.known && realName.span && textOf(snapshot, realName.span) === realName.value
    ? undefined
    : { refused: 'A variable or an escape stands in this name, so it cannot be renamed here.' };
}

/**
 * What follows in other projects when the network gets another key here: without `name` the engine knows it by that.
 */
export function renameKeyElsewhere(
  snapshot: Snapshot,
  network: Network | undefined,
  newKey: string,
): readonly Replacement[] | Refused {
  const { project } = snapshot;
  if (!network || network.realName.span || !network.realName.known) return [];
  const elsewhere = networkElsewhere(project, network);
  if (elsewhere.length === 0) return [];
  const [maker] = elsewhere.filter(isMade);
  if (network.external === true) {
    const who = maker
      ? `${nameOf(project, maker.project)} makes`
      : `${nameOf(project, elsewhere[0]?.project ?? project)} uses`;
    return {
      refused: `${network.name} is the name of a network that ${who}; write name: ${network.name} below it first, then its key is free.`,
    };
  }
  return inStep(snapshot, elsewhere, `${project.name.value}_${newKey}`);
}

/** The value of `name` in each of the projects. */
function inStep(
  snapshot: Snapshot,
  elsewhere: readonly NetworkElsewhere[],
  newName: string,
): readonly Replacement[] | Refused {
  const edits: Replacement[] = [];
  for (const { project: other, network } of elsewhere) {
    const { span, value } = network.realName;
    if (!span || textOf(snapshot, span) !== value) {
      return {
        refused: `${nameOf(snapshot.project, other)} uses this network as ${network.name} without a name that could follow; write name: ${value} below it there first.`,
      };
    }
    edits.push({ span, newText: newName });
  }
  return edits;
}

function nameOf(project: Project, other: Project): string {
  const path = relativePath(folderOf(project.uri), other.uri);
  return other.name.known ? `the project ${other.name.value} (${path})` : path;
}

function textOf(snapshot: Snapshot, span: Span): string | undefined {
  const { start, end } = toRange(span);
  return snapshot.fileOf(span.anchor.uri)?.text.slice(start, end);
}
