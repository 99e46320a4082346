import { newestInstalled } from '../../server/src/cni/installed.ts';
import { readCni } from '../../server/src/cni/readCni.ts';
import type { CniConfig, CniInstalled } from '../../server/src/model/cniConfig.ts';

const folder = 'file:///etc/cni/net.d/';

/** The name of the file that an example of a rule stands for: a list, a single plugin, or Kubernetes YAML. */
function cniExampleName(text: string): string {
  if (!/^\s*[{[]/.test(text)) return 'networks.yaml';
  return text.includes('"plugins"') ? '10-net.conflist' : '10-net.conf';
}

/** The configurations in an example; `others` are files of the same folder by their names. */
export function cniExample(
  text: string,
  name = cniExampleName(text),
  others: Readonly<Record<string, string>> = {},
  installed: Partial<CniInstalled> = {},
): { readonly configs: readonly CniConfig[]; readonly folder: readonly CniConfig[] } {
  const target = { ...newestInstalled, ...installed };
  const { configs } = readCni(`${folder}${name}`, text, target);
  const beside = Object.entries(others).map(
    ([each, content]) => [each, readCni(`${folder}${each}`, content).configs] as const,
  );
  const all = [...beside, [name, configs] as const].sort(([a], [b]) => (a < b ? -1 : 1));
  return { configs, folder: all.flatMap(([, each]) => each) };
}
