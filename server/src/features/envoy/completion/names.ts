import { readEnvoy } from '../../../envoy/readEnvoy.ts';
import { namedBy } from '../../../envoy/symbols.ts';
import type { EnvoyConfig } from '../../../model/envoyConfig.ts';
import { lineEndAt, lineStartAt } from '../../../text/textLines.ts';
import { parseYaml } from '../../../text/yamlTree.ts';
import type { Proposal } from '../../completion/proposal.ts';
import type { EnvoyText } from '../envoyText.ts';
import { symbolBrief, symbolText } from '../symbolText.ts';
import { type EnvoyTarget, writtenScalar } from './envoyTarget.ts';

/** Names of clusters, route configurations, listeners and secrets where they are referred to. */
export function names(target: EnvoyTarget): readonly Proposal[] {
  const { place, form, cursor, snapshot } = target;
  const { owner, field } = place;
  if (form === 'key' || place.form !== 'single' || !owner || !field) return [];
  const kind = namedBy(owner.type, field.name) ?? (isOwnCluster(owner.type, field.name) ? 'cluster' : undefined);
  if (!kind) return [];
  const config = readableConfig(snapshot, cursor.word.start);
  const there = new Set(form === 'item' ? cursor.siblings : []);
  const seen = new Set<string>();
  const beside = snapshot.files.configs.filter(({ uri }) => uri !== snapshot.uri);
  const symbols = [config, ...beside].flatMap((each) => each.symbols.map((symbol) => ({ symbol, from: each })));
  return symbols.flatMap(({ symbol, from }): readonly Proposal[] => {
    if (symbol.kind !== kind || there.has(symbol.name) || seen.has(symbol.name)) return [];
    seen.add(symbol.name);
    return [
      {
        label: symbol.name,
        insert: writtenScalar(target, symbol.name),
        kind: 'value',
        detail: symbolBrief(from, symbol),
        documentation: symbolText(snapshot.files.configs, from, symbol),
      },
    ];
  });
}

const isOwnCluster = (type: string, field: string): boolean =>
  type === 'envoy.config.endpoint.v3.ClusterLoadAssignment' && field === 'cluster_name';

/** What the file says without the line at the offset, where that line breaks it. */
function readableConfig({ text, tree, uri, config }: EnvoyText, offset: number): EnvoyConfig {
  if (config.symbols.length > 0 && tree.blocks.every(({ errors }) => errors.length === 0)) return config;
  const start = lineStartAt(text, offset);
  const without = parseYaml(uri, text.slice(0, start) + text.slice(lineEndAt(text, offset)));
  const read = readEnvoy(without, { version: config.version });
  return read.symbols.length > config.symbols.length ? read : config;
}
