import type { Text } from '../../model/scalar.ts';
import type { Service } from '../../model/service.ts';
import { resolvePath } from '../fileUri.ts';

/** What following a path of a container needs of the project. */
export interface MountFolders {
  /** The folder that paths of a compose file are relative to. */
  folderOf(uri: string): string | undefined;
  /** The file of an entry of `configs`. */
  configFile(name: string): Text | undefined;
}

/**
 * The file on the host that a service's container has at a path. Undefined where no mount of a host path holds it: it is
 * then in the image or in a volume, and where a variable hides where something is mounted.
 */
export function fileInContainer(service: Service, path: string, folders: MountFolders): string | undefined {
  const wanted = absolute(service, path);
  if (wanted === undefined || service.mounts.some(({ target }) => !target.known)) return undefined;
  const places: readonly Place[] = [
    ...service.mounts.map(({ source, target }) => ({ target: trimmed(target.value), source })),
    ...service.resources.flatMap(({ kind, name, target }): readonly Place[] => {
      const at = target?.value ?? (kind === 'config' ? `/${name}` : undefined);
      return at === undefined
        ? []
        : [{ target: trimmed(at), source: kind === 'config' ? folders.configFile(name) : undefined }];
    }),
  ];
  // What is mounted deeper lies over what is mounted above.
  const [place] = places
    .filter(({ target }) => wanted === target || wanted.startsWith(target === '/' ? target : `${target}/`))
    .toSorted((a, b) => b.target.length - a.target.length);
  if (!place?.source || !isPath(place.source)) return undefined;
  const folder = folders.folderOf(place.source.span.anchor.uri);
  return folder === undefined ? undefined : resolvePath(folder, place.source.value + wanted.slice(place.target.length));
}

interface Place {
  readonly target: string;
  /** Undefined: something that is no file of the project. */
  readonly source: Text | undefined;
}

const trimmed = (target: string): string => target.replace(/(?<=.)\/+$/, '');

/** A name alone is that of a volume, whose content nobody knows. */
export const isPath = ({ known, value }: Text): boolean => known && /^(?:\.|\/|[A-Za-z]:[\\/])/.test(value);

/** Relative paths start at the working folder, which is known of the official image. */
function absolute({ image, keys }: Service, path: string): string | undefined {
  if (path.startsWith('/')) return normal(path);
  const isOfficial = image?.text.known && /^(?:docker\.io\/)?envoyproxy\/envoy/.test(image.repository);
  return isOfficial && !keys.has('working_dir') ? normal(`/${path}`) : undefined;
}

/** Without `.`, `..` and empty steps. */
function normal(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}
