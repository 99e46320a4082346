import type { Location, LocationLink, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Position } from '../../text/lineIndex.ts';
import { snapshotBeside } from '../analyze.ts';
import { definition } from '../definition.ts';
import { references } from '../references.ts';
import type { Refused } from '../refused.ts';
import { prepareRename, rename } from '../rename.ts';
import type { Snapshot } from '../snapshot.ts';

// The host of an endpoint is a name of the compose projects whose services mount the file. For each of them the file is
// one of its own, so that what works in a compose file works here.

/** The file as a part of each project; `projects` are files of projects that mount it. */
export function besideProjects(uri: string, projects: readonly Snapshot[]): readonly Snapshot[] {
  return projects.flatMap((each) => snapshotBeside(each, uri) ?? []);
}

export function hostDefinition(beside: readonly Snapshot[], position: Position): LocationLink[] {
  return distinct(beside.flatMap((each) => definition(each, position)));
}

export function hostReferences(
  beside: readonly Snapshot[],
  position: Position,
  includeDeclaration: boolean,
): Location[] {
  return distinct(beside.flatMap((each) => references(each, position, includeDeclaration)));
}

/** Undefined where no service of a project is named. */
export function prepareHostRename(
  beside: readonly Snapshot[],
  position: Position,
): { readonly range: Range; readonly placeholder: string } | undefined {
  const answers = beside.map((each) => prepareRename(each, position));
  return answers.find((each) => 'range' in each);
}

/** In every project that knows the name; when one of them refuses the new one, nothing is renamed. */
export function renameHost(
  beside: readonly Snapshot[],
  position: Position,
  newName: string,
): WorkspaceEdit | Refused | undefined {
  const owners = beside.filter((each) => 'range' in prepareRename(each, position));
  const changes: Record<string, TextEdit[]> = {};
  for (const owner of owners) {
    const answer = rename(owner, position, newName);
    if ('refused' in answer) return answer;
    for (const [uri, edits] of Object.entries(answer.changes ?? {}))
      changes[uri] = distinct([...(changes[uri] ?? []), ...edits]);
  }
  return owners.length > 0 ? { changes } : undefined;
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
