import { readProject } from '../compose/read.ts';
import { checkPolicy } from '../reach/policy.ts';
import { matrix } from '../reach/trace.ts';
import type { Trace } from '../reach/verdicts.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { loadComposeFile } from './readFiles.ts';
import { flowKey } from './verify/measuredStatements.ts';

/** What a compose file says about every flow, those of its `x-reach` among them. Rejects with the system's error when it cannot be read. */
export async function predict(file: string): Promise<readonly Trace[]> {
  const { uri, text, environment, directoryName } = await loadComposeFile(file);
  const project = readProject(parseYaml(uri, text), { environment, directoryName });
  const traces = [...matrix(project), ...checkPolicy(project).flatMap((result) => result.traces)];
  return [...new Map(traces.map((each) => [flowKey(each.flow), each])).values()];
}
