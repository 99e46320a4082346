import { readCni } from '../../server/src/cni/readCni.ts';
import { readSegment } from '../../server/src/cni/readSegment.ts';
import type { CniHost, CniHostFacts } from '../../server/src/reach/cni/cniHost.ts';

type Plugin = Readonly<Record<string, unknown>>;

/** A bridge with a gateway of its own; `more` changes or adds keys. */
export const bridge = (name: string, subnet: string, more: Plugin = {}): Plugin => ({
  type: 'bridge',
  bridge: name,
  isGateway: true,
  ipam: { type: 'host-local', ranges: [[{ subnet }]], routes: [{ dst: '0.0.0.0/0' }] },
  ...more,
});

/** The text of a list of plugins. */
export const listOf = (name: string, ...plugins: readonly Plugin[]): string =>
  JSON.stringify({ cniVersion: '1.0.0', name, plugins }, null, 2);

/** The networks of one machine, each as the text of its file. */
export function cniHost(texts: readonly string[], facts: CniHostFacts = {}): CniHost {
  const segments = texts.flatMap((text, index) =>
    readCni(`file:///etc/cni/net.d/${10 + index}.conflist`, text).configs.flatMap(
      (config) => readSegment(config) ?? [],
    ),
  );
  return { segments, facts };
}
