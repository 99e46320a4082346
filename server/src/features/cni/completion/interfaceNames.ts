import { pathText, pluginOfPath } from '../cniKeys.ts';
import type { CniProposal, CniTarget } from './cniProposal.ts';

/** Names of bridges and masters that the known files use. */
export function interfaceNameProposals({ place, texts, text }: CniTarget): readonly CniProposal[] {
  const found = place.part === 'value' ? pluginOfPath(place.config, place.path) : undefined;
  const kind = found && pathText(found.inside).toLowerCase();
  if (!found || (kind !== 'bridge' && kind !== 'master')) return [];
  const uses = texts.flatMap(({ uri, file }) =>
    file.configs.flatMap(({ interfaces, name }) =>
      interfaces.flatMap((each) =>
        each.kind === kind && each.span && each.plugin !== found.plugin
          ? [{ name: each.name, network: name?.value ?? '', here: uri === text.uri }]
          : [],
      ),
    ),
  );
  const usual =
    kind === 'bridge'
      ? [{ label: 'cni0', detail: 'default' }]
      : [{ label: 'eth0', detail: 'the usual first interface' }];
  const used = uses.map(({ name, network }) => ({
    label: name,
    detail: network === '' ? 'in use' : `used by ${network}`,
  }));
  return [...new Map([...usual, ...used].map((each) => [each.label, each])).values()].map(
    ({ label, detail }): CniProposal => ({
      label,
      json: JSON.stringify(label).replace(/[$}]/g, '\\$&'),
      kind: 'value',
      detail,
    }),
  );
}
