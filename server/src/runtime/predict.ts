import { readProject } from '../compose/read.ts';
import type { Project } from '../model/project.ts';
import type { EngineFacts } from '../reach/engine.ts';
import { withFoundNetworks } from '../reach/foundNetworks.ts';
import { matrix } from '../reach/trace.ts';
import type { Trace } from '../reach/verdicts.ts';
import { parseYaml } from '../text/yamlTree.ts';
import type { Docker } from './docker.ts';
import { readEngineFacts } from './engineFacts.ts';
import { findExternalNetworks } from './externalNetworks.ts';
import { loadComposeFile } from './readFiles.ts';

/** A project and what its engine adds to it. */
export interface Situation {
  readonly project: Project;
  readonly engine: EngineFacts;
}

/**
 * What a compose file says about every flow on this engine; on some engine where none is given. Rejects with the
 * system's error when it cannot be read.
 */
export async function predict(file: string, docker?: Docker, signal?: AbortSignal): Promise<readonly Trace[]> {
  const { project, engine } = await readSituation(file, docker, signal);
  return matrix(project, engine);
}

/** The file's project with the external networks that the engine has. Rejects when the file cannot be read. */
export async function readSituation(file: string, docker?: Docker, signal?: AbortSignal): Promise<Situation> {
  const { uri, text, environment, directoryName } = await loadComposeFile(file);
  const project = readProject(parseYaml(uri, text), { environment, directoryName });
  if (!docker) return { project, engine: {} };
  const [engine, found] = await Promise.all([
    readEngineFacts(docker, signal),
    findExternalNetworks(docker, project, signal),
  ]);
  return { project: withFoundNetworks(project, found), engine };
}
