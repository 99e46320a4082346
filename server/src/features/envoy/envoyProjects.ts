import { canonicalUri, resolvePath } from '../../compose/fileUri.ts';
import { fileInContainer, isPath } from '../../compose/mounted/fileInContainer.ts';
import { envoyConfigurationOf } from '../../compose/mounted/formats.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { Snapshot } from '../snapshot.ts';

/** What the compose projects that mount a file say of the Envoys that start with it. */
export interface EnvoyProjects {
  /** For each service whose Envoy starts with the file: what its container has at a path. */
  startsOf(uri: string): readonly ((path: string) => string | undefined)[];
  /** The files that Envoys start with and that lead to this one. */
  startersOf(uri: string): readonly string[];
}

/** `mounting` gives the projects whose services mount a file. */
export function envoyProjects(mounting: (uri: string) => readonly Snapshot[]): EnvoyProjects {
  return {
    startsOf: (uri) =>
      mounting(uri).flatMap(({ project }) =>
        project.services
          .filter(({ proxy }) => proxy && canonicalUri(proxy.configuration.uri) === canonicalUri(uri))
          .map((service) => (path: string) => fileOfService(project, service, path)),
      ),
    startersOf: (uri) =>
      mounting(uri).flatMap(({ project }) =>
        project.services.flatMap(({ proxy }) =>
          proxy?.configuration.files.some((file) => canonicalUri(file) === canonicalUri(uri))
            ? [proxy.configuration.uri]
            : [],
        ),
      ),
  };
}

/** The file on the host that the container of a service has at a path. */
export const fileOfService = (project: Project, service: Service, path: string): string | undefined =>
  fileInContainer(service, path, {
    folderOf: (uri) => project.files.find((file) => file.uri === uri)?.folder,
    configFile: () => undefined,
  });

/** How a service runs an Envoy. */
interface EnvoyStart {
  readonly image?: string;
  /** Where its container has the file, and what it mounts besides: URIs and paths in the container. */
  readonly place?: {
    readonly path: string;
    readonly mounts: readonly { readonly source: string; readonly target: string }[];
  };
}

/** How the first service that starts with the file runs it: its image, where its container has the file, its mounts. */
export function envoyInfo(projects: readonly Snapshot[], uri: string): EnvoyStart {
  for (const { project } of projects) {
    for (const service of project.services) {
      const { proxy, image } = service;
      if (!proxy || !image?.text.known || canonicalUri(proxy.configuration.uri) !== canonicalUri(uri)) continue;
      const path = envoyConfigurationOf(service);
      const mounts = service.mounts.flatMap(({ source, target }) => {
        const folder = project.files.find((file) => file.uri === source.span.anchor.uri)?.folder;
        const from =
          isPath(source) && target.known && folder !== undefined ? resolvePath(folder, source.value) : undefined;
        return from === undefined ? [] : [{ source: from, target: target.value }];
      });
      return { image: image.text.value, ...(path === undefined ? {} : { place: { path, mounts } }) };
    }
  }
  return {};
}
