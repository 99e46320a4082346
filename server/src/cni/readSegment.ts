import { type CniConfig, type CniPlugin, fileNameOf } from '../model/cniConfig.ts';
import type { CniFirewall, CniPortmap, CniSegment, CniSegmentKind, CniSwitch } from '../model/cniSegment.ts';
import { fieldOf, type JsonObject } from '../text/jsonNode.ts';
import type { Span } from '../text/span.ts';
import { defaultRoutes, readAddressing, readRoutes } from './readAddressing.ts';
import { capabilityOf, numberOf, textAt } from './values.ts';

/** What the chain of a network makes; undefined where there is no plugin. Never throws. */
export function readSegment(config: CniConfig): CniSegment | undefined {
  const [main] = config.plugins;
  if (!main) return undefined;
  const { object } = main;
  const known = kinds.get(main.typeName ?? '');
  const addressing = readAddressing(config, main);
  const unknown = unknownPart(config, known);
  const kind = unknown === undefined && known ? known : 'unknown';
  const used = config.interfaces.find(({ plugin }) => plugin === main);
  const named = kind === 'host-device' ? textAt(fieldOf(object, 'device')) : undefined;
  const linkName = used?.name ?? named?.value;
  const linkSpan = used?.span ?? named?.contentSpan ?? typeSpan(main);
  const firewall = firewallOf(config);
  const portmap = portmapOf(config);
  const sbr = config.plugins.find(({ typeName, index }) => index > 0 && typeName === 'sbr');
  return {
    config,
    name: config.name?.value ?? fileNameOf(config),
    nameSpan: config.name?.contentSpan ?? typeSpan(main),
    kind,
    span: typeSpan(main),
    ...(unknown === undefined ? {} : { unknown }),
    ...(linkName === undefined ? {} : { link: { name: linkName, span: linkSpan } }),
    vlan: numberAt(object, kind === 'vlan' ? 'vlanId' : 'vlan'),
    mode: textAt(fieldOf(object, 'mode'))?.value || defaultModes.get(kind) || '',
    isGateway: gatewayOf(main, kind),
    ipMasq: switchAt(object, 'ipMasq'),
    portIsolation: switchAt(object, 'portIsolation'),
    addressing,
    routes: [...readRoutes(main, addressing), ...(sbr ? defaultRoutes(addressing, typeSpan(sbr)) : [])],
    ...(firewall ? { firewall } : {}),
    ...(portmap ? { portmap } : {}),
    ...(sbr ? { sourceRouting: typeSpan(sbr) } : {}),
    chain: config.plugins.map((plugin) => ({ type: plugin.typeName ?? '?', span: plugin.object.span })),
  };
}

const kinds: ReadonlyMap<string, CniSegmentKind> = new Map(
  (['bridge', 'ptp', 'macvlan', 'ipvlan', 'host-device', 'vlan', 'tap', 'dummy', 'loopback'] as const).map((kind) => [
    kind,
    kind,
  ]),
);

const defaultModes: ReadonlyMap<string, string> = new Map([
  ['macvlan', 'bridge'],
  ['ipvlan', 'l2'],
]);

/** Reference plugins that change nothing about who reaches whom, or of which it is known what they change. */
const understood: ReadonlySet<string> = new Set(['portmap', 'firewall', 'bandwidth', 'tuning', 'sbr']);

/** Keys of which a place holder must hide nothing. */
const deciding = [
  ...['bridge', 'isGateway', 'isDefaultGateway', 'ipMasq', 'vlan', 'portIsolation', 'mode', 'master'],
  ...['ingressPolicy', 'snat', 'masqAll', 'backend', 'capabilities'],
];

/** Why the file does not tell what the chain makes, a clause. */
function unknownPart(config: CniConfig, known: CniSegmentKind | undefined): string | undefined {
  const [main, ...chained] = config.plugins;
  if (!main) return undefined;
  const odd = config.plugins.find(({ typeName }) => typeName === undefined);
  if (odd) return 'the type of a plugin is not known';
  if (!known) return `nothing is known of what \`${main.typeName}\` makes`;
  const foreign = chained.find(({ typeName }) => !understood.has(typeName ?? ''));
  if (foreign) return `nothing is known of what \`${foreign.typeName}\` changes`;
  if (config.version.known === false) return 'a place holder hides the version';
  const hidden = config.plugins
    .flatMap(({ object }) => deciding.flatMap((key) => fieldOf(object, key) ?? []))
    .find(({ value }) => !value || value.kind === 'unknown' || (value.kind === 'string' && !value.known));
  if (hidden) return `a place holder hides \`${hidden.key.value}\``;
  const trunk = fieldOf(main.object, 'vlanTrunk');
  if (trunk) return 'its ports carry several VLANs';
  const sysctl = chained.find(({ typeName, object }) => typeName === 'tuning' && changesReach(object));
  if (sysctl) return '`tuning` sets a sysctl that decides about addresses or routes';
  return undefined;
}

/** Sysctls by which addresses, neighbours or routes of the container are no longer the usual ones. */
function changesReach(tuning: JsonObject): boolean {
  const sysctl = fieldOf(tuning, 'sysctl')?.value;
  return (
    sysctl?.kind === 'object' && sysctl.pairs.some(({ key }) => /disable_ipv6|arp_ignore|rp_filter/.test(key.value))
  );
}

/** The gateway's address needs addresses; ptp has one always. */
function gatewayOf({ object }: CniPlugin, kind: CniSegmentKind): CniSwitch {
  if (kind === 'ptp') return { on: true };
  if (kind !== 'bridge') return { on: false };
  const byDefault = switchAt(object, 'isDefaultGateway');
  return byDefault.on ? byDefault : switchAt(object, 'isGateway');
}

function firewallOf({ plugins }: CniConfig): CniFirewall | undefined {
  const plugin = plugins.find(({ typeName, index }) => index > 0 && typeName === 'firewall');
  if (!plugin) return undefined;
  const pair = fieldOf(plugin.object, 'ingressPolicy');
  const text = textAt(pair)?.value;
  return {
    policy: text === 'same-bridge' || text === 'isolated' ? text : 'open',
    firewalld: textAt(fieldOf(plugin.object, 'backend'))?.value === 'firewalld',
    span: pair?.span ?? typeSpan(plugin),
  };
}

function portmapOf({ plugins }: CniConfig): CniPortmap | undefined {
  const plugin = plugins.find(({ typeName, index }) => index > 0 && typeName === 'portmap');
  if (!plugin) return undefined;
  const { object } = plugin;
  const told = capabilityOf(plugin, 'portMappings');
  const conditions = ['conditionsV4', 'conditionsV6', 'externalSetMarkChain'].flatMap(
    (key) => fieldOf(object, key)?.span ?? [],
  );
  const nftables = textAt(fieldOf(object, 'backend'))?.value === 'nftables';
  return {
    isTold: told?.value?.kind === 'boolean' && told.value.value,
    snat: !fieldOf(object, 'snat') || switchAt(object, 'snat').on,
    masqAll: !nftables && switchAt(object, 'masqAll').on,
    nftables,
    ...(conditions[0] ? { conditions: conditions[0] } : {}),
    span: typeSpan(plugin),
  };
}

function switchAt(object: JsonObject, key: string): CniSwitch {
  const pair = fieldOf(object, key);
  return pair?.value?.kind === 'boolean' ? { on: pair.value.value, span: pair.span } : { on: false };
}

function numberAt(object: JsonObject, key: string): number {
  return numberOf(fieldOf(object, key))?.value ?? 0;
}

const typeSpan = ({ type, object }: CniPlugin): Span => type?.contentSpan ?? object.span;
