import type { CniSegment, CniSegmentRoute } from '../../model/cniSegment.ts';
import { type Decision, decision } from '../decision.ts';
import type { Step } from '../verdicts.ts';
import { linkName } from './cniForwarding.ts';
import type { CniEnd } from './cniHost.ts';

/** Decisions that end a path whatever its other end is. */

export function segmentUnknown(segment: CniSegment): Decision {
  const why = `What ${segment.name} lets through is not known: ${segment.unknown ?? 'its plugin is not read'}.`;
  return decision('unknown', 'segment-unknown', why, segment.span);
}

/** Nothing of the network has an address of a family, or nobody knows. */
export function withoutAddress({ addressing, name, span }: CniSegment): Decision {
  if (addressing.kind === 'unknown') {
    const why = `The addresses on ${name} are not known: ${addressing.why}.`;
    return decision('unknown', 'address-unknown', why, addressing.span);
  }
  const why = `${name} gives containers no such address: it joins links, nothing more.`;
  return decision('blocked', 'no-address', why, span);
}

export function noRoute(end: CniEnd, target: string, steps: readonly Step[], back = false): Decision {
  const { attachment, segment } = end;
  const why = back
    ? `Answers do not come back: ${attachment.name} has no route to ${target}.`
    : `${attachment.name} has no route to ${target}: ${segment.name} gives none beside its own subnet.`;
  return decision('blocked', back ? 'no-return-route' : 'no-route', why, segment.span, steps);
}

export function otherRoute(
  { attachment, segment }: CniEnd,
  route: CniSegmentRoute | undefined,
  steps: readonly Step[],
): Decision {
  const why = `A route of ${attachment.name} leads elsewhere than to the machine, or covers only a part of the addresses.`;
  return decision('unknown', 'route-elsewhere', why, route?.span ?? segment.span, steps);
}

export const noGateway = ({ segment }: CniEnd, known: 'none' | 'unknown', steps: readonly Step[]): Decision =>
  withoutHost(
    segment,
    known,
    {
      none: `The machine has no address on ${linkName(segment)} (isGateway is off): nobody forwards for ${segment.name}.`,
      unknown: `${segment.name} gives the machine no address of its subnet on ${linkName(segment)}: unless somebody else does, nobody forwards.`,
    },
    steps,
  );

/** The machine has no address of the network on its link, or nobody knows. `why` says for both what follows. */
export const withoutHost = (
  segment: CniSegment,
  known: 'none' | 'unknown',
  why: Readonly<Record<'none' | 'unknown', string>>,
  steps: readonly Step[] = [],
): Decision =>
  decision(
    known === 'none' ? 'blocked' : 'unknown',
    'no-gateway',
    why[known],
    segment.isGateway.span ?? segment.span,
    steps,
  );
