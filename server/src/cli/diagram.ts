import { writeFile } from 'node:fs/promises';
import { buildDiagram } from '../diagram/buildDiagram.ts';
import type { DiagramFinding } from '../diagram/diagramModel.ts';
import { layoutDiagram } from '../diagram/layout.ts';
import { renderSvg, type SvgOptions } from '../diagram/svg.ts';
import type { Snapshot } from '../features/snapshot.ts';
import { toRange } from '../text/span.ts';
import { analyzeFile } from './analyzeFile.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { reportUnreadable } from './unreadable.ts';

export interface DiagramOptions {
  /** Where the picture goes; absent: standard output. */
  readonly output?: string;
  readonly theme: Exclude<SvgOptions['theme'], 'variables'>;
}

/** `bulkhead diagram FILE`: the picture of the tiers as SVG. */
export async function printDiagram(file: string, options: DiagramOptions, terminal: Terminal): Promise<ExitCode> {
  try {
    const snapshot = await analyzeFile(file);
    const model = buildDiagram(
      snapshot.project,
      snapshot.findings.map((finding) => diagramFinding(snapshot, finding)),
    );
    const svg = renderSvg(layoutDiagram(model), { theme: options.theme });
    if (options.output === undefined) terminal.out(`${svg}\n`);
    else await writeFile(options.output, `${svg}\n`);
    return 0;
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}

function diagramFinding({ lines }: Snapshot, finding: Snapshot['findings'][number]): DiagramFinding {
  const { span, severity, message, rule, fixes = [] } = finding;
  const line = lines.positionAt(toRange(span).start).line + 1;
  return { span, line, severity, message, rule: rule.id, fixable: fixes.length > 0 };
}
