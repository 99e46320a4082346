import path from 'node:path';
import { readSegment } from '../cni/readSegment.ts';
import { isCniName } from '../cni/recognize.ts';
import { baseName } from '../compose/fileUri.ts';
import type { CniSnapshot } from '../features/cni/cniSnapshot.ts';
import type { CniHost, CniHostFacts } from '../reach/cni/cniHost.ts';
import { cniMatrix, traceCni } from '../reach/cni/traceCni.ts';
import { type Place, placeName, type Trace } from '../reach/verdicts.ts';
import { findComposeFiles } from '../runtime/findComposeFiles.ts';
import type { Format } from './check.ts';
import { openCnis } from './openCnis.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { textTable } from './textTable.ts';
import type { TraceTarget } from './trace.ts';

/** What the user says of the machine; nothing is known of the rest. */
export interface HostFlags {
  readonly forward?: 'accept' | 'drop';
  readonly bridgeNetfilter?: 'on' | 'off';
}

/**
 * The CNI files that are meant, by path: files, and those of folders. Undefined when another file is among them, or one
 * that cannot be read.
 */
export async function openHost(paths: readonly string[]): Promise<readonly CniSnapshot[] | undefined> {
  const files = await findComposeFiles(paths, (name) => isCniName(`net.d/${name}`)).catch(() => []);
  const found = await openCnis(files);
  const isMeant = (given: string): boolean => {
    const normal = path.normalize(given).replace(/[/\\]$/, '');
    return [...found.keys()].some((file) => file === normal || file.startsWith(`${normal}${path.sep}`));
  };
  return paths.length > 0 && paths.every(isMeant) ? [...found.values()] : undefined;
}

/** `bulkhead reach FILE…` for CNI files: who reaches whom, with two containers on each network. */
export function printCniMatrix(
  snapshots: readonly CniSnapshot[],
  flags: HostFlags,
  format: Format,
  terminal: Terminal,
): ExitCode {
  const traces = cniMatrix(hostOf(snapshots, flags));
  terminal.out(format === 'json' ? asJson(traces) : asText(traces));
  return 0;
}

/** `bulkhead trace FROM TO FILE` for CNI files: 0 when the way is open, 1 when it is not or cannot be told. */
export function printCniTrace(
  from: Place,
  target: TraceTarget,
  snapshots: readonly CniSnapshot[],
  flags: HostFlags,
  format: Format,
  terminal: Terminal,
): ExitCode {
  const trace = traceCni(hostOf(snapshots, flags), { from, ...target });
  terminal.out(format === 'json' ? `${JSON.stringify(flowOf(trace), null, 2)}\n` : stepsText(trace, snapshots));
  return trace.verdict === 'open' ? 0 : 1;
}

function hostOf(snapshots: readonly CniSnapshot[], { forward, bridgeNetfilter }: HostFlags): CniHost {
  const facts: CniHostFacts = {
    ...(forward ? { forward } : {}),
    ...(bridgeNetfilter ? { bridgeNetfilter: bridgeNetfilter === 'on' } : {}),
  };
  return {
    segments: snapshots.flatMap(({ file }) => file.configs.flatMap((config) => readSegment(config) ?? [])),
    facts,
  };
}

function flowOf({ flow, verdict, why, steps }: Trace) {
  return {
    from: placeName(flow.from),
    to: placeName(flow.to),
    ...(flow.via?.kind === 'published' ? { via: 'published' } : {}),
    verdict,
    reason: steps.at(-1)?.reason,
    why,
  };
}

const asJson = (traces: readonly Trace[]): string => `${JSON.stringify({ flows: traces.map(flowOf) }, null, 2)}\n`;

function asText(traces: readonly Trace[]): string {
  const rows = traces.map((trace) => {
    const { from, to, via, verdict, why } = flowOf(trace);
    return [from, to, via === undefined ? 'address' : 'mapped port', verdict, plain(why)];
  });
  return textTable([['FROM', 'TO', 'BY', 'VERDICT', 'WHY'], ...rows]);
}

function stepsText({ flow, verdict, steps }: Trace, snapshots: readonly CniSnapshot[]): string {
  const words = { open: 'can reach', blocked: 'cannot reach', unknown: 'may reach' }[verdict];
  const lines = steps.map(({ text, span }, index) => {
    const file = span && snapshots.find(({ uri }) => uri === span.anchor.uri);
    const line = file && file.lines.positionAt(span.anchor.offset + span.start).line + 1;
    const where = file ? `${baseName(file.uri)}:${line}: ` : '';
    return `${index === steps.length - 1 ? '=>' : '  '} ${where}${plain(text)}`;
  });
  return `${placeName(flow.from)} ${words} ${placeName(flow.to)}.\n\n${lines.join('\n')}\n`;
}

const plain = (text: string): string => text.replaceAll('`', '');
