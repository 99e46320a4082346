import type { CniSegment } from '../../model/cniSegment.ts';
import type { DiagramLine } from '../diagramModel.ts';
import { uplinkId } from '../ids.ts';

/** The interface of the machine that the containers' ones are made of. */
export function uplinkOf({ kind, link }: CniSegment): DiagramLine | undefined {
  if (!uplinked.has(kind)) return undefined;
  const name = link?.name ?? 'default route';
  return { ...plainLine(uplinkId(name), 'uplink', name), ...(link ? { span: link.span, nameSpan: link.span } : {}) };
}

const uplinked: ReadonlySet<string> = new Set(['macvlan', 'ipvlan', 'vlan', 'host-device']);

export const plainLine = (id: string, kind: DiagramLine['kind'], name: string): DiagramLine => ({
  ...{ id, kind, name, subnets: [] },
  ...{ internal: false, external: false, attachable: false, encrypted: false },
});
