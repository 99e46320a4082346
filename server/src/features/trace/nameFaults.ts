import type { Flow } from '../../reach/verdicts.ts';
import { servicesCalled } from '../../rules/serviceNames.ts';
import { toRange, touches } from '../../text/span.ts';
import type { ReportedFinding, Snapshot } from '../snapshot.ts';

const rules: ReadonlySet<string> = new Set([
  'unreachable-reference',
  'published-port-in-url',
  'unexpected-port-in-url',
]);

/** What is wrong with the names and ports by which the flow's source calls its target. */
export function nameFaults({ project, projectFindings }: Snapshot, { from, to }: Flow): readonly ReportedFinding[] {
  const source = from.kind === 'service' ? project.serviceNamed.get(from.name) : undefined;
  const target = to.kind === 'service' ? project.serviceNamed.get(to.name) : undefined;
  if (!source || !target) return [];
  const mentions = source.mentions.filter(({ host }) => servicesCalled(project, host).includes(target));
  return projectFindings.filter(
    ({ rule, span }) =>
      rules.has(rule.id) &&
      mentions.some(({ hostSpan, portSpan }) =>
        [hostSpan, portSpan].some((each) => each && touches(each, span.anchor.uri, toRange(span).start)),
      ),
  );
}
