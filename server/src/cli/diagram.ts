import { writeFile } from 'node:fs/promises';
import { buildDiagram } from '../diagram/buildDiagram.ts';
import { findingsOf } from '../diagram/diagramSnapshot.ts';
import { layoutDiagram } from '../diagram/layout.ts';
import { renderSvg, type SvgOptions } from '../diagram/svg.ts';
import { openProject, type Selection } from './openProject.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { reportUnreadable } from './unreadable.ts';

export interface DiagramOptions {
  /** Where the picture goes; absent: standard output. */
  readonly output?: string;
  readonly theme: Exclude<SvgOptions['theme'], 'variables'>;
}

/** `bulkhead diagram FILE`: the picture of the tiers as SVG. */
export async function printDiagram(
  selection: Selection,
  options: DiagramOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    const { snapshot } = await openProject(selection);
    const model = buildDiagram(snapshot.project, findingsOf(snapshot));
    const svg = renderSvg(layoutDiagram(model), { theme: options.theme });
    if (options.output === undefined) terminal.out(`${svg}\n`);
    else await writeFile(options.output, `${svg}\n`);
    return 0;
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}
