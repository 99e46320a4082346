import { readSegment } from '../../cni/readSegment.ts';
import { baseName, folderOf } from '../../compose/fileUri.ts';
import type { CniSnapshot } from '../../features/cni/cniSnapshot.ts';
import type { CniText } from '../../features/cni/cniText.ts';
import { spanPlace } from '../../features/lspPlace.ts';
import type { DiagramShape } from '../../protocol.ts';
import { type CniHost, unknownCniHost } from '../../reach/cni/cniHost.ts';
import type { DiagramFinding } from '../diagramModel.ts';
import type { DrawnDiagram } from '../diagramSnapshot.ts';
import { layoutDiagram } from '../layout.ts';
import { diagramNodes } from '../nodes.ts';
import { renderSvg } from '../svg.ts';
import { buildCniDiagram } from './buildCniDiagram.ts';
import { cniReachSets } from './cniReachSets.ts';
import { cniTables } from './cniTables.ts';

// More networks are those of a cluster's documentation, not of one machine.
const mostNetworks = 60;

/** What a diagram is drawn of: a file, and the others of its folder, which are on one machine with it. */
export interface CniDrawing {
  readonly snapshot: CniSnapshot;
  /** In the order in which libcni reads them, the file itself among them. */
  readonly folder: readonly CniText[];
}

/** `previous` is that of an earlier version: cards stay where they were, and while the text is broken all does. */
export function cniDiagram(
  { snapshot, folder }: CniDrawing,
  previous?: DrawnDiagram,
  shape: DiagramShape = 'wide',
): DrawnDiagram {
  const { uri, version } = snapshot;
  const host = hostOf(folder);
  const title = titleOf(folder, snapshot);
  const isMany = host.segments.length > mostNetworks;
  const shown: CniHost = isMany ? { ...host, segments: host.segments.slice(0, mostNetworks) } : host;
  const model = buildCniDiagram(shown, title, cniFindings(snapshot));
  const linesOf = (each: string) => folder.find((text) => text.uri === each)?.lines;
  const nodes = diagramNodes(model, linesOf);
  const stale =
    staleReason(snapshot) ??
    (isMany ? `Of ${host.segments.length} networks the first ${mostNetworks} are drawn.` : undefined);
  const before = previous?.answer.uri === uri ? previous : undefined;
  if (before && staleReason(snapshot) !== undefined) {
    const now = new Map(nodes.map((node) => [node.id, node]));
    const kept = before.answer.nodes.map((node) => ({ ...node, ...now.get(node.id) }));
    return { ...before, answer: { ...before.answer, version, nodes: kept, ...(stale === undefined ? {} : { stale }) } };
  }
  const layout = layoutDiagram(model, before?.layout, shape);
  const reach = cniReachSets(shown);
  const svg = renderSvg(layout, { theme: 'variables' });
  const table = cniTables(shown, model, reach);
  return {
    answer: { uri, version, title, svg, nodes, reach, table, ...(stale === undefined ? {} : { stale }) },
    layout,
  };
}

export const hostOf = (folder: readonly CniText[]): CniHost => ({
  segments: folder.flatMap(({ file }) => file.configs.flatMap((config) => readSegment(config) ?? [])),
  facts: unknownCniHost,
});

/** The findings that the picture marks; hints are for the text alone. */
export const cniFindings = (snapshot: CniSnapshot): readonly DiagramFinding[] =>
  snapshot.findings
    .filter(({ severity }) => severity !== 'hint')
    .map(({ span, severity, message, rule, fixes }) => ({
      ...{ span, severity, message, rule: rule.id },
      line: spanPlace(snapshot, span).start.line + 1,
      fixable: (fixes?.length ?? 0) > 0,
    }));

/** The folder where several files are drawn, otherwise the network or the file. */
export function titleOf(folder: readonly CniText[], { uri, file }: CniSnapshot): string {
  if (folder.length > 1) return baseName(folderOf(uri));
  const [only, ...more] = file.configs;
  return (more.length === 0 ? only?.name?.value : undefined) ?? baseName(uri);
}

/** Text that is no JSON gives no picture of what is meant. */
function staleReason(snapshot: CniSnapshot): string | undefined {
  const broken = snapshot.file.configs.flatMap(({ problems }) => problems).find(({ kind }) => kind === 'syntax');
  if (!broken) return undefined;
  return `Line ${spanPlace(snapshot, broken.span).start.line + 1} cannot be read: it is no JSON that libcni takes.`;
}
