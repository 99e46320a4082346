import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { locateEdits } from '../compose/merge/locate.ts';
import type { Edit, TextEdit as OffsetEdit } from '../text/edit.ts';
import { textEditsFor, uriOf } from '../text/yamlEdit.ts';
import { offsetPlace } from './lspPlace.ts';
import type { FileText, Snapshot } from './snapshot.ts';

/** The replacements in one file of the project. */
export interface FileEdits {
  readonly file: FileText;
  readonly edits: readonly OffsetEdit[];
}

/**
 * The replacements, file by file, that make these changes of the project. Undefined when one of them cannot be made, or
 * is there already.
 */
export function fileEditsFor(snapshot: Snapshot, edits: readonly Edit[]): readonly FileEdits[] | undefined {
  const located = locateEdits(snapshot.project, edits);
  if (!located || located.length === 0) return undefined;
  const byFile: FileEdits[] = [];
  for (const uri of new Set(located.map(uriOf))) {
    const file = snapshot.fileOf(uri);
    const own = file ? textEditsFor(located, file.tree) : [];
    if (!file || own.length === 0) return undefined;
    byFile.push({ file, edits: own });
  }
  return byFile;
}

export function workspaceEditOf(byFile: readonly FileEdits[]): WorkspaceEdit {
  return {
    changes: Object.fromEntries(
      byFile.map(({ file, edits }) => [
        file.uri,
        edits.map((edit): TextEdit => ({ range: offsetPlace(file, edit), newText: edit.newText })),
      ]),
    ),
  };
}
