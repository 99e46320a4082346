import { followFiles } from '../../server/src/envoy/followFiles.ts';
import { readEnvoy } from '../../server/src/envoy/readEnvoy.ts';
import type { EnvoyConfig } from '../../server/src/model/envoyConfig.ts';
import type { EnvoyFiles } from '../../server/src/model/envoyFiles.ts';
import type { BadExample } from '../../server/src/rules/rule.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

/** An example of a rule as Envoy would start with it; `files` by the path that it names. */
export function envoyExample({ text, files }: Pick<BadExample, 'text' | 'files'>): {
  readonly config: EnvoyConfig;
  readonly files?: EnvoyFiles;
} {
  const config = readEnvoy(parseYaml('file:///envoy.yaml', text), { version: 40 });
  if (!files) return { config };
  const configAt = (path: string): EnvoyConfig | undefined => {
    const other = files[path];
    return other === undefined ? undefined : readEnvoy(parseYaml(`file:///${path}`, other), { version: 40 });
  };
  return { config, files: followFiles(config, configAt) };
}
