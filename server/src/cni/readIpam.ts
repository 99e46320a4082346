import type { CniIpam, CniRange, CniRangeSet } from '../model/cniConfig.ts';
import { fieldOf, type JsonObject } from '../text/jsonNode.ts';
import { textAt } from './values.ts';

/** Address management of a plugin. `own`: it is a reference plugin, which hands its `ipam` on as it is. */
export function readIpam(plugin: JsonObject, own: boolean): CniIpam | undefined {
  const pair = fieldOf(plugin, 'ipam');
  const object = pair?.value;
  if (!pair || object?.kind !== 'object') return undefined;
  const type = textAt(fieldOf(object, 'type'));
  const typeName = type?.known ? type.value : undefined;
  return { pair, object, type, typeName, sets: own && typeName === 'host-local' ? setsOf(object) : [] };
}

/** The range in `ipam` itself comes before those of `ranges`, as host-local takes them. */
function setsOf(ipam: JsonObject): readonly CniRangeSet[] {
  const plain = rangeOf(ipam, true);
  const ranges = fieldOf(ipam, 'ranges')?.value;
  const listed =
    ranges?.kind === 'array'
      ? ranges.items.flatMap((set): readonly CniRangeSet[] =>
          set.kind === 'array'
            ? [
                {
                  span: set.span,
                  ranges: set.items.flatMap((item) => (item.kind === 'object' ? [rangeOf(item, false)] : [])),
                },
              ]
            : [],
        )
      : [];
  return plain.subnet ? [{ span: plain.subnet.span, ranges: [plain] }, ...listed] : listed;
}

function rangeOf(object: JsonObject, plain: boolean): CniRange {
  return {
    plain,
    object,
    subnet: fieldOf(object, 'subnet'),
    start: fieldOf(object, 'rangeStart'),
    end: fieldOf(object, 'rangeEnd'),
    gateway: fieldOf(object, 'gateway'),
  };
}
