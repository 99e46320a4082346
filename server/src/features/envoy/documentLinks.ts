import type { DocumentLink } from 'vscode-languageserver-types';
import { folderOf, resolvePath } from '../../compose/fileUri.ts';
import type { EnvoyMessage, EnvoyValue } from '../../model/envoyMessage.ts';
import { proxiesWith } from '../../model/mounting.ts';
import type { Project } from '../../model/project.ts';
import { toRange } from '../../text/span.ts';
import { offsetPlace } from '../lspPlace.ts';
import { fileOfService } from './envoyProjects.ts';
import type { EnvoySnapshot } from './envoySnapshot.ts';

/**
 * Links to the files that the configuration names: certificates, keys, discovery files. A path is one of the container:
 * it leads to what the services that run the configuration mount there. `exists` tells whether a file is there.
 */
export function envoyLinks(
  file: EnvoySnapshot,
  projects: readonly Project[],
  exists: (uri: string) => boolean,
): DocumentLink[] {
  const { root } = file.config;
  const found = root ? pathsIn(root, 0) : [];
  return found.flatMap(({ path, span }): readonly DocumentLink[] => {
    const target = fileAt(file, projects, path, exists);
    return target === undefined
      ? []
      : [{ range: offsetPlace(file, toRange(span)), target, tooltip: 'Open the file that is mounted there' }];
  });
}

interface NamedPath {
  readonly path: string;
  readonly span: {
    readonly anchor: { readonly uri: string; offset: number };
    readonly start: number;
    readonly end: number;
  };
}

// Messages lie in each other as deep as the file does.
const deepest = 60;

function pathsIn(value: EnvoyValue, depth: number): readonly NamedPath[] {
  if (depth > deepest) return [];
  switch (value.kind) {
    case 'message':
      return [...value.fields.values()].flatMap((field) => {
        if (!field.value) return [];
        if (field.value.kind === 'scalar' && namesFile(value, field.name))
          return [{ path: String(field.value.value), span: field.value.contentSpan }];
        return pathsIn(field.value, depth + 1);
      });
    case 'list':
      return value.items.flatMap((item) => pathsIn(item, depth + 1));
    case 'map':
      return value.entries.flatMap((entry) => (entry.value ? pathsIn(entry.value, depth + 1) : []));
    default:
      return [];
  }
}

const pathMessages = new Set(['envoy.config.core.v3.PathConfigSource', 'envoy.config.core.v3.ConfigSource']);

const namesFile = ({ type }: EnvoyMessage, field: string): boolean =>
  field === 'filename' || (field === 'path' && pathMessages.has(type));

/** The file that a service mounts at the path of its container, or that a mounted folder holds there. */
function fileAt(
  { uri }: EnvoySnapshot,
  projects: readonly Project[],
  path: string,
  exists: (uri: string) => boolean,
): string | undefined {
  for (const project of projects) {
    for (const service of proxiesWith(project, uri)) {
      const found = fileOfService(project, service, path);
      if (found !== undefined && exists(found)) return found;
    }
  }
  const beside = path.startsWith('/') ? undefined : resolvePath(folderOf(uri), path);
  return beside !== undefined && exists(beside) ? beside : undefined;
}
