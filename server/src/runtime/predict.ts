import { readProject } from '../compose/read.ts';
import { matrix } from '../reach/trace.ts';
import type { Trace } from '../reach/verdicts.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { loadComposeFile } from './readFiles.ts';

/** What a compose file says about every flow. Rejects with the system's error when it cannot be read. */
export async function predict(file: string): Promise<readonly Trace[]> {
  const { uri, text, environment, directoryName } = await loadComposeFile(file);
  return matrix(readProject(parseYaml(uri, text), { environment, directoryName }));
}
