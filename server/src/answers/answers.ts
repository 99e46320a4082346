import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  Position,
  Range,
  SelectionRange,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { CompletionOptions } from '../features/completion.ts';
import type { Refused } from '../features/refused.ts';

/** What the newest version of one file answers to an editor, whatever the file is for. */
export interface Answers {
  hover(position: Position): Hover | undefined;
  completions(position: Position, options: CompletionOptions): CompletionItem[];
  definition(position: Position): LocationLink[];
  references(position: Position, includeDeclaration: boolean): Location[];
  highlights(position: Position): DocumentHighlight[];
  symbols(): DocumentSymbol[];
  lenses(): CodeLens[];
  hints(range: Range): InlayHint[];
  /** `editsLater`: refactorings get their edits when one is chosen. */
  actions(range: Range, only: readonly string[] | undefined, editsLater: boolean): CodeAction[];
  prepareRename(position: Position): { readonly range: Range; readonly placeholder: string } | Refused;
  rename(position: Position, newName: string): WorkspaceEdit | Refused;
  /** Absent where the editor's own are as good. */
  links?(): DocumentLink[];
  folding?(): FoldingRange[];
  selection?(positions: readonly Position[]): SelectionRange[];
}
