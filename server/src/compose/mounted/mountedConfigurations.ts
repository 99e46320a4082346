import type { Mention } from '../../model/mention.ts';
import type { EnvoyProxy } from '../../model/proxy.ts';
import type { Text } from '../../model/scalar.ts';
import type { Service } from '../../model/service.ts';
import type { Span } from '../../text/span.ts';
import { resolvePath } from '../fileUri.ts';
import { takeOverMergedFacts } from '../merge/mergedFacts.ts';
import type { SourceFiles } from '../sourceFiles.ts';
import { configurationFacts } from './configurationFacts.ts';
import { pathsIn, withFiles } from './envoy/withFiles.ts';
import { fileInContainer, isPath, type MountFolders } from './fileInContainer.ts';
import {
  type ConfigurationFormat,
  envoyConfigurationOf,
  formatOf,
  isConfigurationFolder,
  mayNameConfiguration,
} from './formats.ts';
import type { HostFacts } from './hostFacts.ts';

/** What finding mounted configuration files needs of the project. */
export interface MountingProject extends MountFolders {
  readonly sources: SourceFiles;
}

/** A configuration file that a service mounts. */
interface Part {
  readonly format: ConfigurationFormat;
  readonly facts: HostFacts;
  /** Where in the container it lies. */
  readonly target: string;
  readonly by: Span;
  /** Of a file that an Envoy watches: its path as the configuration writes it. */
  readonly path?: string;
}

const extended = new WeakMap<Service, { readonly parts: readonly Part[]; readonly service: Service }>();

/**
 * The service with the hosts that the configurations which it mounts name, those of nginx, HAProxy, Caddy, Envoy and
 * Prometheus; the same object as before when nothing of that has changed. A file that was not loaded yet says nothing.
 */
export function withConfigurations(service: Service, project: MountingProject): Service {
  const mounts = mountsOf(service);
  if (mounts.length === 0) return service;
  const mounted = mounts.flatMap((mount) => partsOf(service, mount, project));
  if (mounted.length === 0) return service;
  const parts = [...mounted, ...watchedFiles(service, mounted, project)];
  const known = extended.get(service);
  if (known && sameParts(known.parts, parts)) return known.service;
  const proxy = proxyOf(service, parts);
  const made: Service = {
    ...service,
    mentions: [...service.mentions, ...mentionsIn(service, parts)],
    ...(proxy ? { proxy } : {}),
  };
  takeOverMergedFacts(service, made);
  extended.set(service, { parts, service: made });
  return made;
}

interface Mount {
  readonly source: Text | { readonly config: string };
  /** The file or folder in the container. */
  readonly target: string;
  readonly span: Span;
}

const none: readonly Mount[] = [];
const mountsOfService = new WeakMap<Service, readonly Mount[]>();

/** The mounts that may bring a configuration, by their target alone. */
function mountsOf(service: Service): readonly Mount[] {
  if (service.mounts.length === 0 && service.resources.length === 0) return none;
  let mounts = mountsOfService.get(service);
  if (!mounts) {
    const all: readonly Mount[] = [
      ...service.mounts
        .filter(({ source, target }) => isPath(source) && target.known)
        .map(({ source, target, span }) => ({ source, target: target.value.replace(/(?<=.)\/+$/, ''), span })),
      ...service.resources
        .filter(({ kind, target }) => kind === 'config' && target?.known !== false)
        .map(({ name, target, span }) => ({ source: { config: name }, target: target?.value ?? `/${name}`, span })),
    ];
    const found = all.filter(
      ({ target }) =>
        formatOf(service, target) !== undefined || isConfigurationFolder(target) || mayNameConfiguration(service),
    );
    mounts = found.length > 0 ? found : none;
    mountsOfService.set(service, mounts);
  }
  return mounts;
}

function partsOf(service: Service, { source, target, span }: Mount, project: MountingProject): readonly Part[] {
  const path = 'config' in source ? project.configFile(source.config) : source;
  const folder = path?.known ? project.folderOf(path.span.anchor.uri) : undefined;
  const uri = path && folder !== undefined ? resolvePath(folder, path.value) : undefined;
  return uri === undefined ? [] : partsAt(service, uri, target, span, project, 0);
}

// Deeper below a mounted folder nothing is looked for, and in a folder with more files it is no configuration.
const mostLevels = 2;
const mostFiles = 100;

function partsAt(
  service: Service,
  uri: string,
  target: string,
  by: Span,
  project: MountingProject,
  level: number,
): readonly Part[] {
  const format = formatOf(service, target);
  if (format) {
    const facts = configurationFacts(project.sources, uri, format);
    return facts ? [{ format, facts, target, by }] : [];
  }
  if (level >= mostLevels || (level > 0 && !isConfigurationFolder(target))) return [];
  const names = project.sources.names(uri);
  if (typeof names === 'string' || names.length > mostFiles) return [];
  return names.flatMap((name) => {
    const bare = name.replace(/\/$/, '');
    const inside = resolvePath(uri, `./${bare}`);
    const place = `${target}/${bare}`;
    const isWanted = name === bare ? formatOf(service, place) !== undefined : isConfigurationFolder(place);
    return inside !== undefined && isWanted ? partsAt(service, inside, place, by, project, level + 1) : [];
  });
}

const sameParts = (a: readonly Part[], b: readonly Part[]): boolean =>
  a.length === b.length && a.every(({ facts, by }, index) => b[index]?.facts === facts && b[index].by === by);

// A proxy with more files has them from a generator.
const mostWatched = 50;

/** The files that the Envoy of a service watches, as far as its configuration names some and the project holds them. */
function watchedFiles(service: Service, mounted: readonly Part[], project: MountingProject): readonly Part[] {
  const main = mainPart(service, mounted);
  if (!main) return [];
  const found = new Map<string, Part>();
  const waiting = [main];
  for (let part = waiting.shift(); part && found.size < mostWatched; part = waiting.shift()) {
    for (const path of part.facts.proxy ? pathsIn(part.facts.proxy) : []) {
      const uri = found.has(path) ? undefined : fileInContainer(service, path, project);
      const facts = uri === undefined ? undefined : configurationFacts(project.sources, uri, 'envoy');
      if (!facts?.proxy) continue;
      const watched: Part = { format: 'envoy', facts, target: path, by: main.by, path };
      found.set(path, watched);
      waiting.push(watched);
    }
  }
  return [...found.values()];
}

/** Undefined when there are several: which one counts is not known. */
function mainPart(service: Service, parts: readonly Part[]): Part | undefined {
  const at = envoyConfigurationOf(service);
  const [part, another] = parts.filter(({ target, path }) => path === undefined && target === at);
  return another ? undefined : part;
}

/** Of several configurations at one place the last one is mounted over the others, if compose takes them at all. */
function proxyOf(service: Service, parts: readonly Part[]): EnvoyProxy | undefined {
  const part = mainPart(service, parts);
  if (!part?.facts.proxy) return undefined;
  const watched = new Map(
    parts.flatMap(({ path, facts }) => (path === undefined ? [] : [[path, facts.proxy] as const])),
  );
  const configuration = watched.size > 0 ? withFiles(part.facts.proxy, (path) => watched.get(path)) : part.facts.proxy;
  const version = envoyVersionOf(service);
  return { configuration, by: part.by, ...(version === undefined ? {} : { version }) };
}

/** The minor version of Envoy 1.x, from a tag like `v1.34.1` or `distroless-v1.34-latest`. */
function envoyVersionOf({ image }: Service): number | undefined {
  const minor = /(?:^|-)v?1\.(\d{1,3})(?:[.-]|$)/.exec(image?.text.known ? (image.tag ?? '') : '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}

function mentionsIn(service: Service, parts: readonly Part[]): readonly Mention[] {
  const groups = new Set(parts.flatMap(({ format, facts }) => facts.groups.map((name) => `${format} ${name}`)));
  // An image that is built here may bring files of its own, which define groups as well.
  const mayBeElsewhere = service.build !== undefined;
  // A file that is mounted where it is looked for anyway is there twice.
  const distinct = parts.filter(({ facts }, index) => parts.findIndex((other) => other.facts === facts) === index);
  return distinct.flatMap(({ format, facts, by }) =>
    facts.hosts
      .filter(({ host, mayBeGroup }) => !mayBeGroup || !(mayBeElsewhere || groups.has(`${format} ${host}`)))
      .map(
        ({ mayBeGroup: _, ...host }): Mention => ({
          ...host,
          form: host.scheme === undefined ? 'host-port' : 'url',
          source: 'configuration',
          by,
        }),
      ),
  );
}
