import { readProject } from '../../server/src/compose/read.ts';
import type { Project } from '../../server/src/model/project.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

/** The projects of compose files by their folders, as if they lay beside the project `shop`. */
export function projectsOf(texts: Readonly<Record<string, string>>): readonly Project[] {
  return Object.entries(texts).map(([folder, text]) =>
    readProject(parseYaml(`file:///${folder}/compose.yaml`, text), { environment: new Map(), directoryName: folder }),
  );
}
