import type { Project } from './project.ts';
import type { Service } from './service.ts';

/** The services whose mounted configuration is this file. Both spellings of a path count, with `%20` and without. */
export function servicesMounting({ services }: Project, uri: string): readonly Service[] {
  const wanted = decoded(uri);
  return services.filter(
    ({ proxy, mentions }) =>
      (proxy && decoded(proxy.configuration.uri) === wanted) ||
      mentions.some(({ by, hostSpan }) => by !== undefined && decoded(hostSpan.anchor.uri) === wanted),
  );
}

export const mountsFile = (project: Project, uri: string): boolean => servicesMounting(project, uri).length > 0;

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
