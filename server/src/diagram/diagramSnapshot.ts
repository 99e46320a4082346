import { spanPlace } from '../features/lspPlace.ts';
import type { Snapshot } from '../features/snapshot.ts';
import type { Problem } from '../model/problem.ts';
import type { Project } from '../model/project.ts';
import type { DiagramNode, DiagramShape, DiagramSnapshot, DiagramTheme } from '../protocol.ts';
import { buildDiagram } from './buildDiagram.ts';
import type { DiagramFinding, DiagramModel } from './diagramModel.ts';
import { layoutDiagram } from './layout.ts';
import type { Layout } from './layoutTypes.ts';
import { diagramNodes } from './nodes.ts';
import { reachSets } from './reachSets.ts';
import { renderSvg } from './svg.ts';
import { diagramTables } from './tables.ts';

/** A diagram as it was sent, with what the next one needs to stay close to it. */
export interface DrawnDiagram {
  readonly answer: DiagramSnapshot;
  readonly layout: Layout;
}

// Drawing more would keep the server busy at every keystroke for a picture that nobody can read.
const mostEntries = 500;

const withoutEntries = (project: Project): Project => ({
  ...project,
  services: [],
  networks: [],
  serviceNamed: new Map(),
  networkNamed: new Map(),
});

/**
 * The diagram of a file. `previous` is that of an earlier version of the same file: cards stay where they were, and
 * while the text is broken the old picture is kept and marked as stale.
 */
export function diagramSnapshot(
  snapshot: Snapshot,
  previous?: DrawnDiagram,
  shape: DiagramShape = 'wide',
): DrawnDiagram {
  const { services, networks } = snapshot.project;
  if (Math.max(services.length, networks.length) > mostEntries) {
    const stale = `There are more than ${mostEntries} services or networks: too many to draw.`;
    const model = buildDiagram(withoutEntries(snapshot.project), []);
    return draw({ ...snapshot, project: withoutEntries(snapshot.project) }, model, [], { shape, stale });
  }
  const broken = snapshot.project.problems.find(isBroken);
  const model = buildDiagram(snapshot.project, findingsOf(snapshot));
  const nodes = diagramNodes(model, (uri) => snapshot.fileOf(uri)?.lines);
  const { uri, version } = snapshot;
  if (broken) {
    const stale = staleReason(broken, snapshot);
    if (previous && previous.answer.uri === uri) return keep(previous, { version, stale, nodes });
    return draw(snapshot, model, nodes, { shape, stale });
  }
  const layout = previous?.answer.uri === uri ? previous.layout : undefined;
  return draw(snapshot, model, nodes, { shape, ...(layout && { previous: layout }) });
}

/** The same diagram as a complete file in fixed colours, for export. */
export function diagramIn(drawn: DrawnDiagram, theme: DiagramTheme): DiagramSnapshot {
  return theme === 'variables' ? drawn.answer : { ...drawn.answer, svg: renderSvg(drawn.layout, { theme }) };
}

/** The findings that the picture marks: hints are for the text alone, a badge on every card would say nothing. */
export function findingsOf(snapshot: Snapshot): readonly DiagramFinding[] {
  const marked = snapshot.projectFindings.filter(({ severity }) => severity !== 'hint');
  return marked.map((finding) => ({
    span: finding.span,
    line: spanPlace(snapshot, finding.span).start.line + 1,
    severity: finding.severity,
    message: finding.message,
    rule: finding.rule.id,
    fixable: (finding.fixes?.length ?? 0) > 0,
  }));
}

function draw(
  snapshot: Snapshot,
  model: DiagramModel,
  nodes: readonly DiagramNode[],
  { shape, previous, stale }: { readonly shape: DiagramShape; readonly previous?: Layout; readonly stale?: string },
): DrawnDiagram {
  const layout = layoutDiagram(model, previous, shape);
  const reach = reachSets(snapshot.project);
  return {
    answer: {
      uri: snapshot.uri,
      version: snapshot.version,
      title: model.title,
      svg: renderSvg(layout, { theme: 'variables' }),
      ...(stale !== undefined && { stale }),
      nodes,
      reach,
      table: diagramTables(model, reach),
    },
    layout,
  };
}

/** The old picture; places come from the new text where it still has what they show. */
function keep(
  previous: DrawnDiagram,
  news: { readonly version: number; readonly stale: string; readonly nodes: readonly DiagramNode[] },
): DrawnDiagram {
  const now = new Map(news.nodes.map((node) => [node.id, node]));
  const nodes = previous.answer.nodes.map((node) => {
    const { uri, range, selection } = now.get(node.id) ?? node;
    return { ...node, uri, range, selection };
  });
  return { ...previous, answer: { ...previous.answer, version: news.version, stale: news.stale, nodes } };
}

type BrokenText = Extract<Problem, { kind: 'syntax' | 'tab-indentation' | 'unread' }>;

/** What a reader cannot see past; everything else leaves a picture that is true. */
const isBroken = (problem: Problem): problem is BrokenText =>
  problem.kind === 'syntax' || problem.kind === 'tab-indentation' || problem.kind === 'unread';

function staleReason(problem: BrokenText, snapshot: Snapshot): string {
  const line = spanPlace(snapshot, problem.span).start.line + 1;
  const message = problem.kind !== 'tab-indentation' ? problem.message : 'a tab indents it, where YAML wants spaces';
  return `Line ${line} cannot be read: ${message}`;
}
