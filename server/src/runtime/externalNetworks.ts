import type { Project } from '../model/project.ts';
import type { FoundNetwork } from '../reach/foundNetworks.ts';
import { type Docker, runDocker } from './docker.ts';
import { at, entriesAt, listAt, parseJson, textAt } from './json.ts';

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

function readNetwork(json: unknown): FoundNetwork {
  return {
    name: textAt(json, 'Name'),
    driver: textAt(json, 'Driver'),
    internal: at(json, 'Internal') === true,
    // engines before 28 have no such field and always IPv4
    ipv4: at(json, 'EnableIPv4') !== false,
    ipv6: at(json, 'EnableIPv6') === true,
    options: entriesAt(json, 'Options').flatMap(([name, value]) =>
      typeof value === 'string' ? [{ name, value }] : [],
    ),
  };
}
