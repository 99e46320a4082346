import { type FirewallFormat, firewallRules } from '../reach/firewall/firewallRules.ts';
import { noStackFacts } from '../reach/firewall/stackFacts.ts';
import type { Docker } from '../runtime/docker.ts';
import { readStackFacts } from '../runtime/readStackFacts.ts';
import { openProject, type Selection } from './openProject.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { reportUnreadable } from './unreadable.ts';

export interface FirewallFlags {
  readonly format: FirewallFormat;
  /** The text that takes the rules away again. */
  readonly remove: boolean;
}

/** `bulkhead firewall FILE`: prints the rules for `x-reach` and installs nothing. 1 when an address is not known. */
export async function printFirewall(
  docker: Docker,
  selection: Selection,
  { format, remove }: FirewallFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    const { snapshot, files } = await openProject(selection);
    const { project } = snapshot;
    if (!project.policy) {
      terminal.err(`bulkhead: ${files.join(', ')} has no x-reach, which says who shall reach whom\n`);
      return 2;
    }
    const facts = await readStackFacts(docker, files, { signal: terminal.signal, profiles: selection.profiles });
    if (!facts.ok) terminal.err(`bulkhead: only what the file pins is known. ${facts.failure.message}\n`);
    const rules = firewallRules(project, project.policy, facts.ok ? facts.value : noStackFacts);
    terminal.out(rules[remove ? 'remove' : 'install'][format]);
    if (rules.missing.length === 0 || remove) return 0;
    terminal.err(`bulkhead: not known: ${rules.missing.join(', ')}\n`);
    return 1;
  } catch (error) {
    return reportUnreadable(terminal, error);
  }
}
