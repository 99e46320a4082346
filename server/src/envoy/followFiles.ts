import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyFileSource, EnvoyFiles } from '../model/envoyFiles.ts';

/** The configuration at a path of the proxy's file system; undefined where it cannot be read here. */
export type ConfigAtPath = (path: string) => EnvoyConfig | undefined;

// A proxy with more files has them from a generator.
const mostFiles = 50;

/**
 * The configurations of the proxy that starts with `main`: Envoy reads the files of its `path_config_source`s, and those
 * that they name. `configAt` may give undefined; what such a file would bring is unknown then.
 */
export function followFiles(main: EnvoyConfig, configAt: ConfigAtPath): EnvoyFiles {
  const configs = [main];
  const sources: EnvoyFileSource[] = [];
  for (let index = 0; index < configs.length; index++) {
    const config = configs[index];
    for (const source of config?.sources ?? []) {
      const file = configAt(source.path);
      sources.push({ ...source, ...(file ? { file } : {}) });
      if (file && !configs.some(({ uri }) => uri === file.uri) && configs.length < mostFiles) configs.push(file);
    }
  }
  return { configs, sources, knowsClusters: knowsClusters(main, sources) };
}

/** Clusters stand in the file itself and in the one of `cds_config`, unless that is a management server. */
function knowsClusters(main: EnvoyConfig, sources: readonly EnvoyFileSource[]): boolean {
  if (main.kind !== 'bootstrap' || !main.root) return false;
  if (!hasClusterSource(main)) return true;
  const file = sources.find(({ brings }) => brings === 'clusters')?.file;
  return file?.kind === 'discovery' && isWholeDiscovery(file);
}

/** False for a file in which something may stand that cannot be read, so that Envoy refuses it or it says more. */
function isWholeDiscovery({ root, problems }: EnvoyConfig): boolean {
  const resources = root?.fields.get('resources')?.value;
  return (
    resources?.kind === 'list' &&
    resources.items.every((item) => item.kind === 'message' && item.fields.get('name')?.value?.kind !== 'opaque') &&
    problems.every(({ kind }) => kind !== 'syntax' && kind !== 'tab-indentation' && kind !== 'unread')
  );
}

function hasClusterSource({ root }: EnvoyConfig): boolean {
  const dynamic = root?.fields.get('dynamic_resources')?.value;
  return dynamic !== undefined && (dynamic.kind !== 'message' || dynamic.fields.has('cds_config'));
}
