import { extensionsOf } from '../../envoy/registry.ts';
import { fittingTypes, slotsBelow } from '../../envoy/slots.ts';
import type { EnvoyPlace } from './envoyPlace.ts';

/** What the `typed_config` of a message is for: categories of extensions; undefined for a message without one. */
export function extensionSlots(place: EnvoyPlace | undefined): readonly string[] | undefined {
  const field = place?.message?.fields.get('typed_config');
  return field && slotsBelow(field, place?.slots);
}

/** An extension that fits a place. */
export interface FittingExtension {
  readonly name: string;
  /** The message that configures it. */
  readonly type: string;
}

// Settings of an extension for one route, which are no configuration of the extension itself.
const perRoute = /PerRoute(?:Config)?$|Override$|\.cors\.v3\.CorsPolicy$/;

/** True for a message that changes a filter for one route. */
export const isPerRoute = (type: string): boolean => perRoute.test(type);

/** Extensions that fit one of the slots in this minor version, each with the message that configures it. */
export function fittingExtensions(slots: readonly string[], version: number): readonly FittingExtension[] {
  const found = new Map<string, FittingExtension>();
  for (const type of fittingTypes(slots, version)) {
    if (isPerRoute(type)) continue;
    for (const slot of slots) {
      for (const name of extensionsOf(slot, type)) if (!found.has(name)) found.set(name, { name, type });
    }
  }
  return [...found.values()];
}

/** The message that configures the extension of this name. */
export const typeOfExtension = (slots: readonly string[], name: string, version: number): string | undefined =>
  fittingExtensions(slots, version).find((each) => each.name === name)?.type;
