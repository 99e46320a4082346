import type { CniInstalled } from '../model/cniConfig.ts';
import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { Edit } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import { membersByNetwork } from './serviceIndex.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/**
 * correctness  compose or the engine rejects it, or it cannot work: error
 * exposure     open to more than its author thinks: warning
 * isolation    not as separated, or more separated, than meant: warning
 * portability  depends on a version or a machine: information
 * style        works, could be clearer: hint
 */
export type Category = 'correctness' | 'exposure' | 'isolation' | 'portability' | 'style';

export const categorySeverity: Readonly<Record<Category, Severity>> = {
  correctness: 'error',
  exposure: 'warning',
  isolation: 'warning',
  portability: 'information',
  style: 'hint',
};

/** A change that removes the finding. `safe` keeps what the running stack does, `unsafe` changes it. */
export interface Fix {
  /** In the imperative: "Bind the port to 127.0.0.1". */
  readonly title: string;
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly Edit[];
}

export interface Finding {
  readonly span: Span;
  /** What is wrong and what follows from it, in one or two sentences. */
  readonly message: string;
  /** Differs from the rule's own where one case is milder or worse. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** The preferred one first. */
  readonly fixes?: readonly Fix[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

/** A file that has the fault. A `# ^^^` line marks the tokens above it and gives (part of) the message. */
export interface BadExample {
  readonly text: string;
  /** The name of the file, where that matters. */
  readonly name?: string;
  /** The file after the first fix of the first finding. */
  readonly fixed?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Other files that it names, by their path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Compose files of other projects of the workspace, by their folder. */
  readonly others?: Readonly<Record<string, string>>;
  /** What a CNI network is for, where that is not the newest. */
  readonly installed?: Partial<CniInstalled>;
}

/** What every rule says about itself. */
export interface RuleText {
  /** Names the bad thing, kebab case: reads well after "allow". */
  readonly id: string;
  readonly category: Category;
  /** Where it differs from the category's. */
  readonly severity?: Severity;
  readonly docs: {
    /** One sentence: what it finds. */
    readonly summary: string;
    /** Why that is bad: what happens at `up` or afterwards. */
    readonly why: string;
    /** What to do instead. */
    readonly instead: string;
    readonly references: readonly string[];
  };
  readonly examples: { readonly bad: readonly BadExample[]; readonly good: readonly string[] };
}

/**
 * How a rule finds faults. Most look at one service or network: findings are kept as long as what the function was
 * given stays the same, so that it must look at nothing else. What needs the whole project is looked for at every
 * keystroke. A rule may have several of them.
 */
interface RuleChecks {
  check?(project: Project): Iterable<Finding>;
  checkService?(service: Service): Iterable<Finding>;
  /** `members` are the services that join the network themselves, in the order of the file. */
  checkNetwork?(network: Network, members: readonly Service[]): Iterable<Finding>;
  /** False for projects that the rule has nothing to say about. */
  appliesTo?(project: Project): boolean;
}

export interface Rule extends RuleText, Omit<RuleChecks, 'check'> {
  /** Everything that the rule finds. */
  check(project: Project): Iterable<Finding>;
  /** Only what `checkService` and `checkNetwork` do not find. */
  checkProject?(project: Project): Iterable<Finding>;
}

/** A rule is plain data; `check` is completed from its parts. */
export function defineRule({ check, ...rule }: RuleText & RuleChecks): Rule {
  return {
    ...rule,
    ...(check ? { checkProject: check } : {}),
    *check(project) {
      if (rule.appliesTo && !rule.appliesTo(project)) return;
      if (check) yield* check(project);
      if (rule.checkNetwork) {
        const members = membersByNetwork(project);
        for (const network of project.networks) yield* rule.checkNetwork(network, members.get(network.name) ?? nobody);
      }
      if (rule.checkService) for (const service of project.services) yield* rule.checkService(service);
    },
  };
}

/** The members of a network that nobody joins. */
export const nobody: readonly Service[] = [];
