import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CodeAction, type Hover, MarkupContent } from 'vscode-languageserver-types';
import { noSourceFiles } from '../../server/src/compose/sourceFiles.ts';
import { Documents } from '../../server/src/documents.ts';
import { codeActions } from '../../server/src/features/codeActions.ts';
import type { Snapshot } from '../../server/src/features/snapshot.ts';
import { applyTextEdits, type TextEdit } from '../../server/src/text/edit.ts';
import { parseYaml, type YamlTree } from '../../server/src/text/yamlTree.ts';
import { analyzed, shop, snapshotOf } from '../harness/cursor.ts';
import { placeFeatures, wholeFeatures } from '../harness/everyFeature.ts';
import { treeText } from '../harness/treeText.ts';
import { wrongPlaces } from '../harness/validPlaces.ts';
import { breakages } from './breakages.ts';
import { composeTexts } from './composeTexts.ts';

// BULKHEAD_FUZZ multiplies the runs, for a long search: BULKHEAD_FUZZ=50 npx vitest run --project unit test/fuzz
const runs = (count: number) => ({ numRuns: count * Number(process.env.BULKHEAD_FUZZ ?? 1) });

const damaged = fc.tuple(
  fc.oneof(composeTexts, fc.constant(shop)),
  fc.array(breakages, { minLength: 1, maxLength: 4 }),
);

const broken = damaged.map(([text, changes]) =>
  changes.reduce((current, breakage) => applyTextEdits(current, [breakage(current)]), text),
);

/** Asks everything about the text and everything about a place; gives what is wrong with the answers' places. */
function wrongAnswers(snapshot: Snapshot, offset: number): readonly string[] {
  const position = snapshot.lines.positionAt(offset);
  const whole = Object.entries(wholeFeatures).flatMap(([name, ask]) =>
    wrongPlaces(snapshot, ask(snapshot)).map((place) => `${name}${place}`),
  );
  const here = Object.entries(placeFeatures).flatMap(([name, ask]) =>
    wrongPlaces(snapshot, ask(snapshot, position)).map((place) => `${name}${place}`),
  );
  return [...whole, ...here, ...wrongPlaces(snapshot, snapshot.project).map((place) => `project${place}`)];
}

const editsOf = ({ lines, uri }: Snapshot, { edit }: CodeAction): readonly TextEdit[] =>
  (edit?.changes?.[uri] ?? []).map(({ range, newText }) => ({
    start: lines.offsetAt(range.start),
    end: lines.offsetAt(range.end),
    newText,
  }));

const isYaml = (tree: YamlTree): boolean => tree.blocks.every(({ errors }) => errors.length === 0);

describe('broken text', () => {
  it('has an answer without a throw to every question, with places that are in it', () => {
    fc.assert(
      fc.property(broken, fc.nat(), (text, at) => {
        expect({ text, wrong: wrongAnswers(analyzed(text), at % (text.length + 1)) }).toEqual({ text, wrong: [] });
      }),
      runs(150),
    );
  });

  it('gives the same after a sequence of edits as from scratch', () => {
    fc.assert(
      fc.property(damaged, ([start, changes]) => {
        const uri = 'file:///shop/compose.yaml';
        const documents = new Documents({ levels: {} }, noSourceFiles);
        documents.open(uri, 0, start, { files: [uri], environment: new Map(), directoryName: 'shop', usedBy: [] });
        for (const [index, breakage] of changes.entries()) {
          const before = documents.snapshot(uri);
          if (!before) throw new Error('The document is not open');
          const { start: from, end, newText } = breakage(before.text);
          const text = applyTextEdits(before.text, [{ start: from, end, newText }]);
          const range = { start: before.lines.positionAt(from), end: before.lines.positionAt(end) };
          // A place inside of a line break cannot be said in the protocol.
          if (before.lines.offsetAt(range.start) !== from || before.lines.offsetAt(range.end) !== end) return;
          documents.change(uri, index + 1, [{ range, text: newText }]);
          const edited = documents.snapshot(uri);
          if (!edited) throw new Error('The document is not open');
          const fresh = analyzed(text);
          expect(edited.text).toBe(text);
          expect(JSON.stringify(treeText(edited.tree))).toBe(JSON.stringify(treeText(fresh.tree)));
          expect(wholeFeatures.diagnostics(edited)).toEqual(wholeFeatures.diagnostics(fresh));
          expect(wholeFeatures.documentSymbol(edited)).toEqual(wholeFeatures.documentSymbol(fresh));
        }
      }),
      runs(150),
    );
  });

  it('stays YAML under a fix where it was, and takes every fix', () => {
    fc.assert(
      fc.property(broken, (text) => {
        // Of several documents the first with contents counts; when a fix empties it, that is the next one. And a byte
        // order mark in the middle means something else when a fix makes it the first character.
        fc.pre(!/^---/m.test(text) && !text.includes('\ufeff', 1));
        const snapshot = analyzed(text);
        const end = snapshot.lines.positionAt(text.length);
        for (const action of codeActions(snapshot, { start: { line: 0, character: 0 }, end })) {
          const edits = editsOf(snapshot, action);
          const after = parseYaml(snapshot.uri, applyTextEdits(text, edits));
          const worse = isYaml(snapshot.tree) && !isYaml(after);
          // The text as JSON, so that a failure can be tried again.
          if (worse) throw new Error(`${action.title}: ${JSON.stringify(text)}`);
        }
      }),
      runs(100),
    );
  });
});

const hoverText = (hover: Hover | undefined): string | undefined =>
  hover && (MarkupContent.is(hover.contents) ? hover.contents.value : String(hover.contents));

describe('what is intact', () => {
  // The service `payment-service` and its networks stay as they are; what is broken are the services around it.
  const from = shop.indexOf('  payment-service:');
  const to = shop.indexOf('  database:');
  // The first service stays as it is, from which the indentation of all is known, and so does the line break in front.
  const head = shop.slice(shop.indexOf('  frontend:'), from - 1);

  // What is broken may take its own names with it.
  const others = new Set(['nginx', 'frontend', 'backend', 'web', 'api', 'dmz']);

  it('answers as before while a service beside it is broken', () => {
    fc.assert(
      fc.property(breakages, fc.nat(to - from - 1), (breakage, inside) => {
        const change = breakage(head);
        const shift = shop.indexOf(head);
        const text = applyTextEdits(shop, [{ ...change, start: change.start + shift, end: change.end + shift }]);
        // Text left of the services ends them or takes them in, and what follows are no services.
        fc.pre(!/^ ?[^ #\r\n]/m.test(text.slice(shift, text.length - (shop.length - from))));
        const moved = text.length - shop.length;
        const [before, after] = [snapshotOf(shop), snapshotOf(text)];
        const ask = (snapshot: Snapshot, offset: number) => {
          const position = snapshot.lines.positionAt(offset);
          const completion = placeFeatures.completion(snapshot, position).map(({ label }) => label);
          return { hover: hoverText(placeFeatures.hover(snapshot, position)), completion };
        };
        const [expected, found] = [ask(before, from + inside), ask(after, from + moved + inside)];
        expect(found.completion).toEqual(
          expect.arrayContaining(expected.completion.filter((label) => !others.has(label))),
        );
        expect(found.hover?.split('\n')[0]).toBe(expected.hover?.split('\n')[0]);
      }),
      runs(150),
    );
  });
});
