import { readProject } from '../../server/src/compose/read.ts';
import type { Project } from '../../server/src/model/project.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

/** The project in a compose text, as if it stood in `/shop/compose.yaml` beside a `.env` file with these variables. */
export function projectOf(text: string, environment: Readonly<Record<string, string>> = {}): Project {
  const tree = parseYaml('file:///shop/compose.yaml', text);
  return readProject(tree, { environment: new Map(Object.entries(environment)), directoryName: 'shop' });
}
