import { extensionsOf } from '../../../envoy/registry.ts';
import { fittingTypes } from '../../../envoy/slots.ts';
import type { Proposal } from '../../completion/proposal.ts';
import { isPerRoute } from '../extensions.ts';
import { configs, typeUrl } from '../snippets/configs.ts';
import { keyText, type SnippetMap, valueText } from '../snippets/snippetValue.ts';
import { messageWords } from '../words/allWords.ts';
import type { EnvoyTarget } from './envoyTarget.ts';
import { keyProposal } from './keyProposal.ts';

const protocolOptions = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

/** Keys of maps whose names are not free: filters that a route changes, options of protocols. */
export function mapKeys(target: EnvoyTarget): readonly Proposal[] {
  const { place, form, siblings, snapshot } = target;
  if (form !== 'key' || place.form !== 'map') return [];
  if (place.field?.name === 'typed_extension_protocol_options')
    return siblings.includes(protocolOptions) ? [] : [entry(target, protocolOptions, protocolOptions)];
  if (place.field?.name !== 'typed_per_filter_config') return [];
  const types = fittingTypes(['envoy.filters.http'], snapshot.config.version).filter(isPerRoute);
  const found = types.flatMap((type) => extensionsOf('envoy.filters.http', type).map((name) => ({ name, type })));
  const isUsed = ({ name }: { readonly name: string }): number => (snapshot.text.includes(`${name}\n`) ? 0 : 1);
  return found
    .filter(({ name }) => !siblings.includes(name))
    .toSorted((a, b) => isUsed(a) - isUsed(b))
    .map(({ name, type }) => entry(target, name, type));
}

function entry(target: EnvoyTarget, name: string, type: string): Proposal {
  const { style, column } = target;
  const value: SnippetMap = { '@type': typeUrl(type), ...configs[type] };
  const words = messageWords(type);
  return keyProposal(target, {
    label: name,
    key: keyText(name, { ...style, camel: false }),
    value: { text: valueText(value, column, style), open: false },
    kind: 'module',
    detail: type,
    ...(words === undefined ? {} : { documentation: words }),
  });
}
