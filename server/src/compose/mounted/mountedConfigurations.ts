import type { Mention } from '../../model/mention.ts';
import type { EnvoyProxy } from '../../model/proxy.ts';
import type { Text } from '../../model/scalar.ts';
import type { Service } from '../../model/service.ts';
import type { Span } from '../../text/span.ts';
import { resolvePath } from '../fileUri.ts';
import { takeOverMergedFacts } from '../merge/mergedFacts.ts';
import type { SourceFiles } from '../sourceFiles.ts';
import { configurationFacts } from './configurationFacts.ts';
import {
  type ConfigurationFormat,
  envoyConfigurationOf,
  formatOf,
  isConfigurationFolder,
  mayNameConfiguration,
} from './formats.ts';
import type { HostFacts } from './hostFacts.ts';

/** What finding mounted configuration files needs of the project. */
export interface MountingProject {
  readonly sources: SourceFiles;
  /** The folder that paths of a compose file are relative to. */
  folderOf(uri: string): string | undefined;
  /** The file of an entry of `configs`. */
  configFile(name: string): Text | undefined;
}

/** A configuration file that a service mounts. */
interface Part {
  readonly format: ConfigurationFormat;
  readonly facts: HostFacts;
  /** Where in the container it lies. */
  readonly target: string;
  readonly by: Span;
}

const extended = new WeakMap<Service, { readonly parts: readonly Part[]; readonly service: Service }>();

/**
 * The service with the hosts that the configurations which it mounts name, those of nginx, HAProxy, Caddy, Envoy and
 * Prometheus; the same object as before when nothing of that has changed. A file that was not loaded yet says nothing.
 */
export function withConfigurations(service: Service, project: MountingProject): Service {
  const mounts = mountsOf(service);
  if (mounts.length === 0) return service;
  const parts = mounts.flatMap((mount) => partsOf(service, mount, project));
  if (parts.length === 0) return service;
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

/** A name alone is that of a volume, whose content nobody knows. */
const isPath = ({ known, value }: Text): boolean => known && /^(?:\.|\/|[A-Za-z]:[\\/])/.test(value);

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

/** Of several configurations at one place the last one is mounted over the others, if compose takes them at all. */
function proxyOf(service: Service, parts: readonly Part[]): EnvoyProxy | undefined {
  const path = envoyConfigurationOf(service);
  const [part, another] = parts.filter(({ target }) => target === path);
  if (!part?.facts.proxy || another) return undefined;
  const version = envoyVersionOf(service);
  return { configuration: part.facts.proxy, by: part.by, ...(version === undefined ? {} : { version }) };
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
  return parts.flatMap(({ format, facts, by }) =>
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
