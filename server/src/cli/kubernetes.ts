import { networkPolicies } from '../reach/kubernetes/networkPolicies.ts';
import { openProject, type Selection } from './openProject.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { reportUnreadable } from './unreadable.ts';

/** `bulkhead kubernetes FILE`: prints network policies for `x-reach`. 1 when a statement cannot be expressed by them. */
export async function printKubernetes(selection: Selection, labelKey: string, terminal: Terminal): Promise<ExitCode> {
  try {
    const { snapshot, files } = await openProject(selection);
    if (!snapshot.project.policy) {
      terminal.err(`bulkhead: ${files.join(', ')} has no x-reach, which says who shall reach whom\n`);
      return 2;
    }
    const { text, expressions } = networkPolicies(snapshot.project, labelKey);
    terminal.out(text);
    const missing = expressions.filter(({ why }) => why !== undefined).length;
    if (missing === 0) return 0;
    terminal.err(`bulkhead: ${missing} of ${expressions.length} statements cannot be expressed; see the comments\n`);
    return 1;
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}
