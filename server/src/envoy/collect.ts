import type { EnvoyAddress, EnvoyReference, EnvoySymbol } from '../model/envoyConfig.ts';
import type { EnvoySource } from '../model/envoyFiles.ts';
import type { EnvoyMessage, EnvoyValue } from '../model/envoyMessage.ts';
import { addressOf, ownerName, useOfAddress } from './addresses.ts';
import { sourcesOf } from './sources.ts';
import { chainNamed, referencesOf, symbolOf } from './symbols.ts';

/** Names and addresses, in the order of the file as far as the messages are. */
export interface Collected {
  readonly symbols: EnvoySymbol[];
  readonly references: EnvoyReference[];
  readonly addresses: EnvoyAddress[];
  readonly sources: EnvoySource[];
}

interface Around {
  readonly use: EnvoyAddress['use'] | undefined;
  readonly owner: string | undefined;
  /** The listener that it is in. */
  readonly listener?: EnvoyMessage | undefined;
  /** True in the matcher that chooses one of its filter chains. */
  readonly choosesChain?: boolean;
}

/** Everything with a name, every use of a name, and the addresses in a message and in what it holds. */
export function collect(
  message: EnvoyMessage,
  found: Collected,
  around: Around = { use: undefined, owner: undefined },
) {
  const symbol = symbolOf(message);
  const scope = around.listener ? { scope: around.listener } : {};
  if (symbol) found.symbols.push(symbol.kind === 'filter-chain' ? { ...symbol, ...scope } : symbol);
  found.references.push(...referencesOf(message));
  if (around.choosesChain)
    found.references.push(...chainNamed(message).map((reference) => ({ ...reference, ...scope })));
  found.sources.push(...sourcesOf(message, around.owner));
  const address = around.use && addressOf(message, around.use, around.owner);
  if (address) found.addresses.push(address);
  const owner = ownerName(message) ?? around.owner;
  const listener = message.type === 'envoy.config.listener.v3.Listener' ? message : around.listener;
  for (const { name, value } of message.fields.values()) {
    const choosesChain = around.choosesChain || (message === listener && name === 'filter_chain_matcher');
    const use = useOfAddress(message.type, name) ?? around.use;
    if (value) collectFrom(value, found, { use, owner, listener, choosesChain });
  }
}

const known = new WeakMap<EnvoyMessage, Collected>();

/** A listener or cluster that was not read again has the same names and addresses. */
function collectOwner(message: EnvoyMessage, found: Collected, around: Around): void {
  let own = known.get(message);
  if (!own) {
    own = { symbols: [], references: [], addresses: [], sources: [] };
    collect(message, own, around);
    known.set(message, own);
  }
  found.symbols.push(...own.symbols);
  found.references.push(...own.references);
  found.addresses.push(...own.addresses);
  found.sources.push(...own.sources);
}

function collectFrom(value: EnvoyValue, found: Collected, around: Around): void {
  if (value.kind === 'message') {
    const isOwner = around.owner === undefined && around.use === undefined && ownerName(value) !== undefined;
    if (isOwner) collectOwner(value, found, around);
    else collect(value, found, around);
  } else if (value.kind === 'list') for (const item of value.items) collectFrom(item, found, around);
  else if (value.kind === 'map')
    for (const entry of value.entries) if (entry.value) collectFrom(entry.value, found, around);
}
