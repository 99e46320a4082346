import { newestInstalled } from '../../server/src/cni/installed.ts';
import { readCni } from '../../server/src/cni/readCni.ts';
import { cniCompletions } from '../../server/src/features/cni/cniCompletion.ts';
import type { CniText } from '../../server/src/features/cni/cniText.ts';
import type { CniInstalled } from '../../server/src/model/cniConfig.ts';
import { applyTextEdits } from '../../server/src/text/edit.ts';
import { indexLines, type Position } from '../../server/src/text/lineIndex.ts';

/** A CNI text with the place of its `$0`. */
export interface MarkedCni {
  readonly text: CniText;
  readonly position: Position;
}

export function cniText(text: string, name = '10-net.conflist', installed = newestInstalled): CniText {
  const uri = `file:///etc/cni/net.d/${name}`;
  return { uri, text, lines: indexLines(text), file: readCni(uri, text, installed) };
}

/** Takes the `$0` out of the text; throws when there is none. */
export function markedCni(textWithMark: string, name?: string, installed?: CniInstalled): MarkedCni {
  const offset = textWithMark.indexOf('$0');
  if (offset < 0) throw new Error(`The text has no $0: ${textWithMark}`);
  const text = cniText(textWithMark.slice(0, offset) + textWithMark.slice(offset + 2), name, installed);
  return { text, position: text.lines.positionAt(offset) };
}

/** The labels of what is proposed at the mark. */
export function cniLabels(textWithMark: string, name?: string): readonly string[] {
  const { text, position } = markedCni(textWithMark, name);
  return cniCompletions(text, position).map(({ label }) => label);
}

/** The text after the proposal with this label is taken, without placeholders; throws when there is none. */
export function cniAccepted(textWithMark: string, label: string, name?: string): string {
  const { text, position } = markedCni(textWithMark, name);
  const item = cniCompletions(text, position, { snippets: false }).find((each) => each.label === label);
  if (!item?.textEdit || !('range' in item.textEdit)) throw new Error(`No proposal ${label}`);
  const edits = [item.textEdit, ...(item.additionalTextEdits ?? [])].map(({ range, newText }) => ({
    start: text.lines.offsetAt(range.start),
    end: text.lines.offsetAt(range.end),
    newText,
  }));
  return applyTextEdits(
    text.text,
    edits.toSorted((a, b) => a.start - b.start),
  );
}
