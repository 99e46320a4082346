import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { type ProjectTable, tableOf } from './projectTables.ts';
import { categorySeverity, type Finding, nobody, type Rule, type Severity } from './rule.ts';
import { membersByNetwork } from './serviceIndex.ts';

/** A finding with the rule that found it. */
export interface RuleFinding extends Finding {
  readonly rule: Rule;
  readonly severity: Severity;
}

/**
 * What the rules find in a project. What single services and networks decide is kept with them from one version of the
 * file to the next; only rules about the whole project are checked again.
 */
export function findingsOf(
  project: Project,
  rules: readonly Rule[],
  isOn: (rule: Rule) => boolean = () => true,
): readonly RuleFinding[] {
  const applying = new Set(rules.filter((rule) => isOn(rule) && rule.appliesTo?.(project) !== false));
  const findings: RuleFinding[] = [];
  const addKept = (kept: readonly RuleFinding[]): void => {
    for (const finding of kept) if (applying.has(finding.rule)) findings.push(finding);
  };
  for (const kept of tableOf(project, partsOf(rules).ofServices).values()) addKept(kept);
  const members = membersByNetwork(project);
  for (const network of project.networks) addKept(networkFindings(rules, network, members.get(network.name) ?? nobody));
  for (const rule of applying) {
    if (rule.checkProject) for (const finding of withRule(rule, rule.checkProject(project))) findings.push(finding);
  }
  return findings;
}

/** Of one rule in one project: nobody reads more, and each costs time at every keystroke. */
export const mostFindings = 1_000;

const nothing: readonly RuleFinding[] = [];

function withRule(rule: Rule, found: Iterable<Finding>): readonly RuleFinding[] {
  let findings: RuleFinding[] | undefined;
  for (const finding of found) {
    findings ??= [];
    if (findings.length === mostFindings) break;
    findings.push({ severity: rule.severity ?? categorySeverity[rule.category], ...finding, rule });
  }
  return findings ?? nothing;
}

/** What is kept for one set of rules. */
interface Parts {
  readonly ofServices: ProjectTable<ReadonlyMap<Service, readonly RuleFinding[]>>;
  readonly ofNetworks: WeakMap<
    Network,
    { readonly members: readonly Service[]; readonly findings: readonly RuleFinding[] }
  >;
}

const partsByRules = new WeakMap<readonly Rule[], Parts>();

function partsOf(rules: readonly Rule[]): Parts {
  let parts = partsByRules.get(rules);
  if (!parts) {
    parts = { ofServices: serviceFindings(rules), ofNetworks: new WeakMap() };
    partsByRules.set(rules, parts);
  }
  return parts;
}

/** The findings of each service that has some, in the order of the file. */
function serviceFindings(rules: readonly Rule[]): Parts['ofServices'] {
  const checking = rules.filter((rule) => rule.checkService);
  const find = (service: Service): readonly RuleFinding[] =>
    checking.flatMap((rule) => withRule(rule, rule.checkService?.(service) ?? []));
  const make = (services: readonly Service[], known?: ReadonlyMap<Service, readonly RuleFinding[]>) => {
    const table = new Map<Service, readonly RuleFinding[]>();
    for (const service of services) {
      const findings = known ? known.get(service) : find(service);
      if (findings && findings.length > 0) table.set(service, findings);
    }
    return table;
  };
  return {
    make: ({ services }) => make(services),
    update(table, { removed, added }, { services }) {
      const found = added.map((service) => [service, find(service)] as const);
      if (found.every(([, findings]) => findings.length === 0) && !removed.some((service) => table.has(service)))
        return table;
      return make(services, new Map([...table, ...found]));
    },
  };
}

function networkFindings(
  rules: readonly Rule[],
  network: Network,
  members: readonly Service[],
): readonly RuleFinding[] {
  const { ofNetworks } = partsOf(rules);
  const known = ofNetworks.get(network);
  if (known?.members === members) return known.findings;
  const findings = rules.flatMap((rule) => withRule(rule, rule.checkNetwork?.(network, members) ?? []));
  ofNetworks.set(network, { members, findings });
  return findings;
}
