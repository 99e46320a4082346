import type { DocumentLink } from 'vscode-languageserver-types';
import { createResolver, pairNamed, type Resolver } from '../compose/resolver.ts';
import type { Text } from '../model/scalar.ts';
import type { Image, Service } from '../model/service.ts';
import { toRange } from '../text/span.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import { folderOfFile } from './folderOfFile.ts';
import { offsetPlace } from './lspPlace.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Links to the files that the compose file names (`env_file`, `include`, `extends`, mounted files; only from a `file:`
 * document) and to the pages of images on Docker Hub. A text with a variable leads nowhere, as its value may differ.
 */
export function documentLinks(snapshot: Snapshot): DocumentLink[] {
  const { project } = snapshot;
  const links = new Map<number, DocumentLink>();
  const add = (text: Text | undefined, target: string | undefined, tooltip: string): void => {
    if (!text || target === undefined || text.span.anchor.uri !== snapshot.uri) return;
    const place = toRange(text.span);
    const range = offsetPlace(snapshot, place);
    if (place.end > place.start && range.start.line === range.end.line && !links.has(place.start))
      links.set(place.start, { range, target, tooltip });
  };
  const files = [
    ...filesInTree(snapshot),
    ...project.services.flatMap((service) => (service.extends?.file ? [service.extends.file] : [])),
    ...project.services.flatMap(mountedFiles),
  ];
  // An included file with `project_directory`, or an override, has its paths from another folder than its own.
  const base = `${folderOfFile(snapshot)}/`;
  for (const text of files) add(text, isFixed(text) ? fileUri(base, text.value) : undefined, 'Open the file');
  // With `build` the image is the name of what is built, and no image of Docker Hub.
  for (const { image, build } of project.services)
    if (image && !build) add(image.text, hubPage(image), `${image.repository} on Docker Hub`);
  return [...links].toSorted(([a], [b]) => a - b).map(([, link]) => link);
}

const isFixed = ({ known, variables, type, value }: Text): boolean =>
  known && variables.length === 0 && type !== 'null' && value !== '';

/** What the model does not keep: `env_file` of services, and `include`. */
function filesInTree({ tree }: Snapshot): readonly Text[] {
  const top = createResolver(tree, new Map());
  const pairs = top.pairs(tree.root);
  const services = top.pairs(pairNamed(pairs, 'services')?.value) ?? [];
  const includes = pairNamed(pairs, 'include')?.value;
  return [
    // A resolver of its own for each service, as it follows a limited number of aliases.
    ...services.flatMap(({ value }) => {
      const resolver = createResolver(tree, new Map());
      return paths(resolver, pairNamed(resolver.pairs(value), 'env_file')?.value);
    }),
    ...(top.items(includes) ?? []).flatMap((item) => [
      ...paths(top, item),
      ...paths(top, pairNamed(top.pairs(item), 'env_file')?.value),
    ]),
  ];
}

/** A path, or a list of paths; each may be a map with the key `path`, which may be a list again. */
function paths(resolver: Resolver, node: YamlNode | undefined, depth = 0): readonly Text[] {
  const text = resolver.text(node);
  if (text) return [text];
  if (depth > 3) return [];
  const inner = pairNamed(resolver.pairs(node), 'path')?.value;
  return [...(resolver.items(node) ?? []), ...(inner ? [inner] : [])].flatMap((each) =>
    paths(resolver, each, depth + 1),
  );
}

/** Folders are mounted in the same way: only a name with an ending is taken for a file, and `conf.d` is none. */
function mountedFiles({ mounts }: Service): readonly Text[] {
  return mounts.flatMap(({ source }) =>
    /^\.\.?\//.test(source.value) && /[^/.][^/]*\.(?!d$)\w+$/.test(source.value) ? [source] : [],
  );
}

const remote = /^(?:[a-z][\w+.-]*:\/\/|git@|github\.com\/)|\.git(?:#.*)?$/i;

/** Undefined for a path that is no file beside this one: a repository, a home directory, a path of another system. */
function fileUri(base: string, path: string): string | undefined {
  if (!/^file:/i.test(base) || remote.test(path) || /^~|[\\\0]|\p{Surrogate}/u.test(path)) return undefined;
  const rooted = /^[a-z]:\//i.test(path) ? `/${path}` : path.replace(/^\/+/, '/');
  const encoded = rooted.split('/').map(encodeURIComponent).join('/');
  return URL.canParse(encoded, base) ? new URL(encoded, base).href : undefined;
}

/** Repository names as Docker Hub allows them (distribution reference grammar, one or two parts). */
const hubName = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)?$/;

function hubPage({ text, repository }: Image): string | undefined {
  if (!isFixed(text) || !hubName.test(repository)) return undefined;
  const name = text.value.replace(/^library\//, '');
  // What stands before the repository is a registry; and an image may also be named by its digest alone.
  if (!name.startsWith(repository) || !/^(?:[:@]|$)/.test(name.slice(repository.length))) return undefined;
  if (repository === 'sha256' || /^[0-9a-f]{64}$/.test(repository)) return undefined;
  return `https://hub.docker.com/${repository.includes('/') ? 'r' : '_'}/${repository}`;
}
