import { withProfiles } from '../model/profiles.ts';
import type { Project } from '../model/project.ts';
import { type EngineFacts, unknownEngine } from '../reach/engine.ts';
import { withFoundNetworks } from '../reach/foundNetworks.ts';
import { checkPolicy } from '../reach/policy.ts';
import { matrix } from '../reach/trace.ts';
import type { Trace } from '../reach/verdicts.ts';
import type { Docker } from './docker.ts';
import { readEngineFacts } from './engineFacts.ts';
import { findExternalNetworks } from './externalNetworks.ts';
import { loadProject } from './loadProject.ts';
import { flowKey } from './verify/measuredStatements.ts';

/** A project and what its engine adds to it. */
export interface Situation {
  readonly project: Project;
  readonly engine: EngineFacts;
}

interface PredictOptions {
  /** The engine that decides; some engine where none is given. */
  readonly docker?: Docker;
  readonly signal?: AbortSignal | undefined;
  /** Leaves out the services that these profiles do not start. */
  readonly profiles?: readonly string[] | undefined;
}

/** What the files of a project together say about every flow. Rejects when one of them cannot be read. */
export async function predict(
  files: readonly string[],
  { docker, signal, profiles }: PredictOptions = {},
): Promise<readonly Trace[]> {
  const { project } = await loadProject(files);
  const chosen = profiles ? withProfiles(project, profiles) : project;
  return predictSituation(
    docker ? await situationOf(chosen, docker, signal) : { project: chosen, engine: unknownEngine },
  );
}

/** The project with the external networks that the engine has. */
export async function situationOf(project: Project, docker: Docker, signal?: AbortSignal): Promise<Situation> {
  const [engine, found] = await Promise.all([
    readEngineFacts(docker, signal),
    findExternalNetworks(docker, project, signal),
  ]);
  return { project: withFoundNetworks(project, found), engine };
}

/** Every flow, those of the project's `x-reach` among them. */
export function predictSituation({ project, engine }: Situation): readonly Trace[] {
  const traces = [...matrix(project, engine), ...checkPolicy(project, engine).flatMap((result) => result.traces)];
  return [...new Map(traces.map((each) => [flowKey(each.flow), each])).values()];
}
