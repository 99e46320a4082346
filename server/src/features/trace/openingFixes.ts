import type { Project } from '../../model/project.ts';
import { listeningPorts, mentionedPorts } from '../../reach/ports.ts';
import { trace } from '../../reach/trace.ts';
import type { Flow, Trace } from '../../reach/verdicts.ts';
import { openingFixes as candidates } from '../../rules/openingFixes.ts';
import type { ReachFix } from '../../rules/reachFix.ts';
import type { Fix } from '../../rules/rule.ts';
import { supposing } from '../../rules/supposing.ts';
import { sameSpan } from '../../text/span.ts';

/** Changes of the file after which a blocked way is open, each by itself; those that do not open it are left out. */
export function openingFixes(project: Project, traced: Trace): readonly Fix[] {
  if (traced.verdict !== 'blocked') return [];
  const flow = onOnlyPort(project, traced.flow);
  return [...candidates(project, { ...traced, flow }), ...togetherFixes(project, traced)]
    .filter(({ supposed }) => trace(supposed, flow).verdict === 'open')
    .map(({ title, edits }) => ({ title, edits, safety: 'unsafe' }));
}

/** To publish a port it must be known which; one port that a service listens on is meant by "any". */
function onOnlyPort(project: Project, flow: Flow): Flow {
  const target = flow.to.kind === 'service' ? project.serviceNamed.get(flow.to.name) : undefined;
  if (flow.port !== null || !target) return flow;
  const ports = listeningPorts(target, mentionedPorts(project)).filter(({ protocol }) => protocol === flow.protocol);
  return ports.length === 1 && ports[0] ? { ...flow, port: ports[0].port } : flow;
}

/** Members of one network that are kept apart are let talk to each other. */
function togetherFixes(project: Project, { steps }: Trace): readonly ReachFix[] {
  const last = steps.at(-1);
  const span = last?.reason === 'icc-disabled' ? last.span : undefined;
  return project.networks.flatMap((network): readonly ReachFix[] => {
    const option = network.driverOptions.find((each) => span && sameSpan(each.span, span));
    if (!option?.value || option.value.variables.length > 0) return [];
    const driverOptions = network.driverOptions.filter((each) => each !== option);
    return [
      {
        title: `Let the members of \`${network.name}\` talk to each other`,
        edits: [{ kind: 'replace', span: option.value.span, newText: 'true' }],
        supposed: supposing(project, { networks: [{ ...network, driverOptions }] }),
      },
    ];
  });
}
