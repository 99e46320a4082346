import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cniCodeLenses } from '../../server/src/features/cni/cniCodeLens.ts';
import { cniCompletions } from '../../server/src/features/cni/cniCompletion.ts';
import { cniHover } from '../../server/src/features/cni/cniHover.ts';
import { cniInlayHints } from '../../server/src/features/cni/cniInlayHints.ts';
import { cniDefinition, cniReferences, cniRename } from '../../server/src/features/cni/cniNames.ts';
import { cniPlaceAt } from '../../server/src/features/cni/cniPlace.ts';
import { cniSymbols } from '../../server/src/features/cni/cniSymbols.ts';
import type { CniText } from '../../server/src/features/cni/cniText.ts';
import { cniText } from '../harness/cniCursor.ts';

// Real files, read in place and never copied.
const folder = path.resolve('../shared/corpus/cni');
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file !== 'manifest.json') : [];
if (files.length === 0) console.log('The corpus of CNI files is not beside the project: no words are asked of it.');

interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Asks everything at an offset; what is proposed replaces text around the cursor in its line. */
function askAt(text: CniText, offset: number): void {
  const position = text.lines.positionAt(offset);
  const inText = ({ start, end }: Range): boolean =>
    text.lines.offsetAt(start) <= text.lines.offsetAt(end) && text.lines.offsetAt(end) <= text.text.length;
  for (const { textEdit, label } of cniCompletions(text, position)) {
    const range = textEdit && 'range' in textEdit ? textEdit.range : undefined;
    const isAround =
      range?.start.line === position.line &&
      range.end.line === position.line &&
      range.start.character <= position.character &&
      range.end.character >= position.character;
    if (!isAround) expect.fail(`${label} at ${offset} replaces ${JSON.stringify(range)}`);
  }
  const found = cniHover(text, position)?.range;
  if (found && !inText(found)) expect.fail(`The hover at ${offset} is outside`);
  cniDefinition(text, position);
  cniReferences(text, position);
  cniRename(text, position, 'other');
}

function askWhole(text: CniText): void {
  cniInlayHints(text, { start: { line: 0, character: 0 }, end: { line: text.lines.lineCount, character: 0 } });
  cniCodeLenses(text);
  cniSymbols(text);
}

const asYaml = (json: string): string =>
  `kind: NetworkAttachmentDefinition\nspec:\n  config: ${JSON.stringify(json)}\n---\nkind: NetworkAttachmentDefinition\nspec:\n  config: |\n${json.replace(/^/gm, '    ')}\n`;

describe.each(files)('%s', (file) => {
  const json = readFileSync(path.join(folder, file), 'utf8');

  it('is answered at every place', () => {
    const text = cniText(json, file);
    askWhole(text);
    for (let offset = 0; offset <= json.length; offset++) askAt(text, offset);
  });

  it('is answered while it is being written, and inside of YAML', () => {
    for (let length = 0; length < json.length; length += step) {
      const text = cniText(json.slice(0, length), file);
      askWhole(text);
      askAt(text, length);
    }
    const yaml = cniText(asYaml(json), 'net.yaml');
    askWhole(yaml);
    for (let offset = 0; offset <= yaml.text.length; offset += step) askAt(yaml, offset);
  });

  it('has what stands there among what is proposed', () => {
    const text = cniText(json, file);
    const missing: string[] = [];
    for (let offset = 0; offset <= json.length; offset++) {
      const place = cniPlaceAt(text, offset);
      if (place?.part !== 'key' || place.node?.kind !== 'string' || offset !== place.node.contentSpan.start) continue;
      const isKnown = cniHover(text, text.lines.positionAt(offset)) !== undefined;
      const isProposed = cniCompletions(text, text.lines.positionAt(offset)).some(
        ({ label }) => label.toLowerCase() === place.content.toLowerCase(),
      );
      if (isKnown && !isProposed && !written.has(place.content)) missing.push(place.content);
    }
    expect(missing).toEqual([]);
  });
});

const step = 7;
// Runtimes write these; nobody is offered to.
const written: ReadonlySet<string> = new Set(['runtimeConfig', 'prevResult']);
