import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { replicaHidden } from './commonDecisions.ts';
import { bestOf, type Decision, decision, step } from './decision.ts';
import type { EngineFacts } from './engine.ts';
import { lookUp } from './names.ts';
import { namespaceOf } from './namespace.ts';
import { hasFamily } from './segment.ts';
import type { Family, Flow, Via } from './verdicts.ts';

type Between = (project: Project, source: Service, target: Service, flow: Flow, engine: EngineFacts) => Decision;

/** To the addresses of the target among those that the name has at the source; `between` decides about each. */
export function byName(
  project: Project,
  source: Service,
  target: Service,
  flow: Flow,
  { name, network, family }: Via & { readonly kind: 'name' },
  engine: EngineFacts,
  between: Between,
): Decision {
  const answer = lookUp(project, source, name, engine);
  if (answer.kind === 'not-ours') return decision('blocked', 'name-not-known', answer.why, source.nameSpan);
  if (answer.kind === 'unknown') return decision('unknown', 'name-hidden', answer.why, source.nameSpan);
  const to = namespaceOf(project, target);
  const owners = [...new Set(answer.endpoints.map(({ service }) => service.name))].join(', ');
  const steps = [step('name', `At ${source.name}, ${name} leads to ${owners}.`, source.nameSpan)];
  const ways = answer.endpoints.flatMap(({ service, membership }) => {
    const there = membership.attachment.network;
    if (to.kind !== 'own' || service !== to.owner || (network !== undefined && network !== there)) return [];
    const families: readonly Family[] = family ? [family] : ['ipv4', 'ipv6'];
    return families
      .filter((each) => !membership.network || hasFamily(membership.network, each) !== false)
      .map((each) =>
        between(project, source, target, { ...flow, via: { kind: 'address', network: there, family: each } }, engine),
      );
  });
  const best = bestOf(ways);
  // the target is in the namespace of one container, and the name leads to one, perhaps another one
  const one = answer.endpoints.find(
    ({ service, whole }) => to.kind === 'own' && service === to.owner && service !== target && !whole,
  );
  if (best && one) return replicaHidden(one.service, target.networkMode?.text.span);
  if (best) return { ...best, steps: [...steps, ...best.steps] };
  const why = `At ${source.name}, ${name} does not lead to ${network === undefined ? target.name : `the address of ${target.name} in ${network}`}.`;
  return decision('blocked', 'name-of-another', why, source.nameSpan, steps);
}
