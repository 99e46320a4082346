import { writeFile } from 'node:fs/promises';
import { buildDiagram } from '../diagram/buildDiagram.ts';
import { buildCniDiagram } from '../diagram/cni/buildCniDiagram.ts';
import { cniFindings, hostOf, titleOf } from '../diagram/cni/cniDiagram.ts';
import type { DiagramModel } from '../diagram/diagramModel.ts';
import { findingsOf } from '../diagram/diagramSnapshot.ts';
import { layoutDiagram } from '../diagram/layout.ts';
import { renderSvg, type SvgOptions } from '../diagram/svg.ts';
import type { CniSnapshot } from '../features/cni/cniSnapshot.ts';
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
    return await writeDiagram(buildDiagram(snapshot.project, findingsOf(snapshot)), options, terminal);
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}

/** `bulkhead diagram FILE…` for CNI files: the networks of one machine. */
export async function printCniDiagram(
  snapshots: readonly CniSnapshot[],
  options: DiagramOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const [first] = snapshots;
  if (!first) return 2;
  try {
    const model = buildCniDiagram(hostOf(snapshots), titleOf(snapshots, first), snapshots.flatMap(cniFindings));
    return await writeDiagram(model, options, terminal);
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}

async function writeDiagram(model: DiagramModel, options: DiagramOptions, terminal: Terminal): Promise<ExitCode> {
  const svg = renderSvg(layoutDiagram(model), { theme: options.theme });
  if (options.output === undefined) terminal.out(`${svg}\n`);
  else await writeFile(options.output, `${svg}\n`);
  return 0;
}
