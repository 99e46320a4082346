import type { Project } from '../model/project.ts';
import type { FoundNetwork } from '../reach/foundNetworks.ts';
import { type Docker, runDocker } from './docker.ts';
import { listAt, parseJson } from './json.ts';
import { readNetwork } from './networks.ts';

/** The external networks of a project that the engine has; those that it does not have are left out. */
export async function findExternalNetworks(
  docker: Docker,
  project: Project,
  signal?: AbortSignal,
): Promise<readonly FoundNetwork[]> {
  const names = project.networks
    .filter(({ external, realName }) => external === true && realName.known)
    .map(({ realName }) => realName.value);
  const found = await Promise.all(
    names.map(async (name) => {
      const output = await runDocker(docker, ['network', 'inspect', name], { signal });
      return output.ok ? listAt(parseJson(output.value)).map(readNetwork) : [];
    }),
  );
  return found.flat();
}
