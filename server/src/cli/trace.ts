import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TraceAnswer, TraceHop } from '../features/trace/traceAnswer.ts';
import { tracePath } from '../features/trace/tracePath.ts';
import type { Flow, Place } from '../reach/verdicts.ts';
import type { Format } from './check.ts';
import { openProject, type Selection } from './openProject.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { reportUnreadable } from './unreadable.ts';

/** Where a way ends: `db`, `db:5432`, `dns:53/udp`. */
export type TraceTarget = Pick<Flow, 'to' | 'port' | 'protocol'>;

/** `bulkhead trace FROM TO[:PORT] FILE`: 0 when the way is open, 1 when it is not or cannot be told. */
export async function printTrace(
  from: Place,
  target: TraceTarget,
  selection: Selection,
  format: Format,
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    const { snapshot } = await openProject(selection);
    const answer = tracePath(snapshot, { from, ...target });
    terminal.out(format === 'json' ? asJson(answer) : asText(answer));
    return answer.verdict === 'open' ? 0 : 1;
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}

/** `host`, `lan` and `internet` are no services; undefined for text that is no target. */
export function readTarget(text: string): TraceTarget | undefined {
  const [, name = '', digits, protocol = 'tcp'] =
    /^([^:/]+(?:\/\d+)?)(?::(\d{1,5})(?:\/(tcp|udp|sctp))?)?$/.exec(text) ?? [];
  const port = digits === undefined ? null : Number(digits);
  if (name === '' || (port !== null && (port < 1 || port > 65535))) return undefined;
  return { to: readPlace(name), port, protocol: protocol as Flow['protocol'] };
}

export function readPlace(name: string): Place {
  return name === 'host' || name === 'lan' || name === 'internet' ? { kind: name } : { kind: 'service', name };
}

function asText({ summary, hops, fixes, through }: TraceAnswer): string {
  const line = (hop: TraceHop): string => `${hop.decides ? '=>' : '  '} ${where(hop)}${hop.text}`;
  const lines = [...hops.map(line), ...through.flatMap((way) => ['', way.summary, ...way.hops.map(line)])];
  const ways = fixes.map(({ title }) => `   ${title.replaceAll('`', '')}`);
  return `${[summary, '', ...lines, ...(ways.length > 0 ? ['', 'What would change that:', ...ways] : [])].join('\n')}\n`;
}

function where({ place }: TraceHop): string {
  return place ? `${fileOf(place.uri)}:${place.range.start.line + 1}: ` : '';
}

const fileOf = (uri: string): string => path.relative('.', fileURLToPath(uri));

function asJson({ verdict, summary, hops, fixes, through }: TraceAnswer): string {
  const steps = (of: readonly TraceHop[]) =>
    of.map(({ text, decides, place }) => ({
      text,
      decides,
      ...(place ? { file: fileOf(place.uri), line: place.range.start.line + 1 } : {}),
    }));
  const answer = {
    verdict,
    summary,
    hops: steps(hops),
    fixes: fixes.map(({ title }) => title),
    ...(through.length > 0 ? { through: through.map((way) => ({ summary: way.summary, hops: steps(way.hops) })) } : {}),
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
