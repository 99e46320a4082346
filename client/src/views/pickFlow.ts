import * as vscode from 'vscode';
import type { TraceEnd, TraceEnds } from '../../../server/src/features/trace/traceAnswer.ts';
import { type Flow, type Place, placeName } from '../../../server/src/reach/verdicts.ts';

/**
 * Asks for source, target and port. What the cursor tells comes first in each list; without `askAll` it is taken
 * without asking. Undefined when the user gives up.
 */
export async function pickFlow(ends: TraceEnds, askAll: boolean): Promise<Flow | undefined> {
  const known = !askAll && ends.from && ends.to;
  const from = known ? ends.from : await pickEnd('From where?', ends.places, ends.from);
  if (!from) return undefined;
  const others = ends.places.filter(({ place }) => placeName(place) !== placeName(from) && isPair(from, place));
  const to = known ? ends.to : await pickEnd(`From ${placeName(from)} to where?`, others, ends.to);
  if (!to) return undefined;
  if (known) return { from, to, port: ends.port ?? null, protocol: protocolOf(ends, to, ends.port) };
  const target = ends.places.find(({ place }) => placeName(place) === placeName(to));
  return pickPort(
    from,
    to,
    target?.ports ?? [],
    ends.to && placeName(ends.to) === placeName(to) ? ends.port : undefined,
  );
}

/** One end at least is part of the project. */
const isPair = (from: Place, to: Place): boolean => from.kind === 'service' || to.kind === 'service';

const protocolOf = (ends: TraceEnds, to: Place, port: number | undefined): Flow['protocol'] =>
  ends.places.find(({ place }) => placeName(place) === placeName(to))?.ports.find((each) => each.port === port)
    ?.protocol ?? 'tcp';

async function pickEnd(title: string, ends: readonly TraceEnd[], first?: Place): Promise<Place | undefined> {
  const isFirst = ({ place }: TraceEnd): boolean => first !== undefined && placeName(place) === placeName(first);
  const ordered = [...ends.filter(isFirst), ...ends.filter((end) => !isFirst(end))];
  const items = ordered.map(({ place, detail }) => ({ label: placeName(place), description: detail, place }));
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.place;
}

async function pickPort(
  from: Place,
  to: Place,
  ports: TraceEnd['ports'],
  first: number | undefined,
): Promise<Flow | undefined> {
  const listed = ports.map(({ port, protocol }) => ({ label: `${port}/${protocol}`, port, protocol }));
  const other = first === undefined || ports.some(({ port }) => port === first);
  const named = other ? [] : [{ label: `${first}/tcp`, port: first, protocol: 'tcp' as const }];
  const any = { label: 'any port', port: null, protocol: 'tcp' as const };
  const all = [
    ...named,
    ...listed.filter(({ port }) => port === first),
    any,
    ...listed.filter(({ port }) => port !== first),
  ];
  if (all.length === 1) return { from, to, port: null, protocol: 'tcp' };
  const title = `From ${placeName(from)} to ${placeName(to)} on which port?`;
  const chosen = await vscode.window.showQuickPick(all, { title });
  return chosen && { from, to, port: chosen.port, protocol: chosen.protocol };
}
