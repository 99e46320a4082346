import type { Project } from './project.ts';
import type { EnvoyProxy } from './proxy.ts';
import type { Service } from './service.ts';

/** The services whose mounted configuration is this file. Both spellings of a path count, with `%20` and without. */
export function servicesMounting({ services }: Project, uri: string): readonly Service[] {
  const wanted = decoded(uri);
  return services.filter(
    ({ proxy, mentions }) =>
      (proxy && filesOf(proxy).some((file) => decoded(file) === wanted)) ||
      mentions.some(({ by, hostSpan }) => by !== undefined && decoded(hostSpan.anchor.uri) === wanted),
  );
}

/** The files of which a proxy's configuration consists, the one that it starts with first. */
const filesOf = ({ configuration }: EnvoyProxy): readonly string[] => [configuration.uri, ...configuration.files];

/** The services whose Envoy has the file in its configuration. */
export const proxiesWith = ({ services }: Project, uri: string): readonly Service[] =>
  services.filter(({ proxy }) => proxy && filesOf(proxy).some((file) => decoded(file) === decoded(uri)));

export const mountsFile = (project: Project, uri: string): boolean => servicesMounting(project, uri).length > 0;

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
