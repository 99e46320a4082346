import { waysThroughProxies } from '../../reach/throughProxies.ts';
import { trace } from '../../reach/trace.ts';
import { type Flow, placeName, type Trace, type Verdict } from '../../reach/verdicts.ts';
import type { Span } from '../../text/span.ts';
import { throughInWords } from '../describe/throughProxies.ts';
import { spanLocation } from '../lspPlace.ts';
import { fileEditsFor, workspaceEditOf } from '../projectEdits.ts';
import type { Snapshot } from '../snapshot.ts';
import { nameFaults } from './nameFaults.ts';
import { openingFixes } from './openingFixes.ts';
import type { TraceAnswer, TraceFix, TraceHop } from './traceAnswer.ts';

/** Whether the flow's target can be reached, with the line that each step rests on and what takes an obstacle away. */
export function tracePath(snapshot: Snapshot, flow: Flow): TraceAnswer {
  const { project } = snapshot;
  const traced = trace(project, flow);
  // Where the packets would arrive the name that is used may still lead nowhere.
  const faults = nameFaults(snapshot, flow);
  const steps = hopsOf(snapshot, traced);
  const named = faults.map(({ message, span }) => hop(snapshot, message, traced.verdict !== 'blocked', span));
  const hops = [...named, ...steps];
  const fixes = [
    ...faults.flatMap((finding) => finding.fixes ?? []),
    ...(traced.verdict === 'open' ? [] : openingFixes(project, traced)),
  ];
  return {
    verdict: traced.verdict,
    summary: summaryOf(flow, traced.verdict, faults.length > 0),
    hops: [...hops.filter(({ decides }) => decides), ...hops.filter(({ decides }) => !decides)],
    fixes: fixes
      .flatMap(({ title, edits }): readonly TraceFix[] => {
        const changes = fileEditsFor(snapshot, edits);
        return changes ? [{ title, edit: workspaceEditOf(changes) }] : [];
      })
      .filter(isFirstOfItsKind),
    through: waysThroughProxies(project, flow).map((way) => ({
      summary: throughInWords(flow, way),
      hops: way.steps.map(({ text, span }) => hop(snapshot, text, false, span)),
    })),
  };
}

/** The steps of a trace with their places, from source to target. */
export function hopsOf(snapshot: Snapshot, { steps }: Trace): readonly TraceHop[] {
  return steps.map(({ text, span }, index) => hop(snapshot, text, index === steps.length - 1, span));
}

/** A finding and a way may ask for the same change in other words. */
const isFirstOfItsKind = ({ edit }: TraceFix, index: number, all: readonly TraceFix[]): boolean =>
  all.findIndex((other) => JSON.stringify(other.edit) === JSON.stringify(edit)) === index;

function hop(snapshot: Snapshot, text: string, decides: boolean, span: Span | undefined): TraceHop {
  // Findings mark names for Markdown, which is not shown here.
  const words = text.replaceAll('`', '');
  return { text: words, decides, ...(span ? { place: spanLocation(snapshot, span) } : {}) };
}

function summaryOf({ from, to, port, protocol }: Flow, verdict: Verdict, isMisnamed: boolean): string {
  const onPort = port === null ? '' : protocol === 'tcp' ? ` on port ${port}` : ` on port ${port}/${protocol}`;
  const [source, target] = [placeName(from), `${placeName(to)}${onPort}`];
  switch (verdict) {
    case 'open':
      return isMisnamed
        ? `${source} can reach ${target}, but not as its configuration says.`
        : `${source} can reach ${target}.`;
    case 'blocked':
      return `${source} cannot reach ${target}.`;
    case 'unknown':
      return `Whether ${source} can reach ${target} cannot be told.`;
  }
}
