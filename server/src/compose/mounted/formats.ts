import type { Service } from '../../model/service.ts';

/** A program whose configuration is understood. */
export type ConfigurationFormat = 'nginx' | 'haproxy' | 'caddy' | 'envoy' | 'prometheus';

interface Places {
  readonly format: ConfigurationFormat;
  /** Where in a container its configuration lies: images of Docker Hub and packages of distributions. */
  readonly file: RegExp;
  /** A folder in which such files lie. */
  readonly folder: RegExp;
  readonly image: RegExp;
  /** Options of its command that name a configuration. */
  readonly options: readonly string[];
}

const nginxHome = '^/(?:etc/nginx|usr/local/nginx/conf|usr/local/openresty/nginx/conf|opt/bitnami/nginx/conf)';

const places: readonly Places[] = [
  {
    format: 'nginx',
    file: new RegExp(`${nginxHome}/(?:.*\\.conf|templates/.+\\.template|sites-enabled/[^/]+)$`),
    folder: new RegExp(
      `${nginxHome}(?:/(?:conf\\.d|http\\.d|stream\\.d|server_blocks|sites-enabled|snippets|templates))?$`,
    ),
    image: /(?:^|[/-])(?:nginx|openresty|nginx-unprivileged)$/,
    options: ['-c'],
  },
  {
    format: 'haproxy',
    file: /^\/(?:usr\/local\/etc|etc)\/haproxy\/[^/]+\.cfg$/,
    folder: /^\/(?:usr\/local\/etc|etc)\/haproxy$/,
    image: /(?:^|[/-])haproxy$/,
    options: ['-f'],
  },
  {
    format: 'caddy',
    file: /^\/etc\/caddy\/Caddyfile$/,
    folder: /^\/etc\/caddy$/,
    image: /(?:^|[/-])caddy$/,
    options: ['--config'],
  },
  {
    format: 'envoy',
    file: /^\/etc\/envoy\/envoy\.(?:ya?ml|json)$/,
    folder: /^\/etc\/envoy$/,
    image: /(?:^|[/-])envoy(?:-|$)/,
    options: ['-c', '--config-path'],
  },
  {
    format: 'prometheus',
    file: /^\/etc\/prometheus\/prometheus\.ya?ml$/,
    folder: /^\/etc\/prometheus$/,
    image: /(?:^|[/-])prometheus$/,
    options: ['--config.file'],
  },
];

/** The program that reads a file at this place of the service's container; undefined for all but sure ones. */
export function formatOf(service: Service, target: string): ConfigurationFormat | undefined {
  const usual = places.find(({ file }) => file.test(target));
  if (usual) return usual.format;
  return places.find((each) => runs(service, each) && namedByOption(service, each.options).includes(target))?.format;
}

/** True for a folder of the container in which configurations lie. */
export const isConfigurationFolder = (target: string): boolean => places.some(({ folder }) => folder.test(target));

/** True when the service's command may name a configuration at any place. */
export const mayNameConfiguration = (service: Service): boolean =>
  places.some((each) => runs(service, each) && namedByOption(service, each.options).length > 0);

/**
 * Where in its container the Envoy of a service finds its configuration. Undefined for other programs, and where a
 * variable or YAML on the command line decides.
 */
export function envoyConfigurationOf(service: Service): string | undefined {
  const place = places.find(({ format }) => format === 'envoy');
  if (!place || !runs(service, place)) return undefined;
  const words = [...service.entrypoint, ...service.command];
  if (words.some(({ known, value }) => !known || value.includes('--config-yaml'))) return undefined;
  const named = namedByOption(service, place.options);
  return named.length === 0 ? '/etc/envoy/envoy.yaml' : named.at(-1);
}

const wordsOf = ({ entrypoint, command }: Service): readonly string[] =>
  [...entrypoint, ...command].flatMap(({ value }) => value.split(/\s+/));

function runs(service: Service, { image, format }: Places): boolean {
  return (service.image !== undefined && image.test(service.image.repository)) || wordsOf(service)[0] === format;
}

/** `-c PATH` and `--config-path=PATH`. */
function namedByOption(service: Service, options: readonly string[]): readonly string[] {
  const words = wordsOf(service);
  return words.flatMap((word, index) => {
    if (options.includes(word)) return words[index + 1] ?? [];
    const option = options.find((each) => word.startsWith(`${each}=`));
    return option === undefined ? [] : word.slice(option.length + 1);
  });
}
