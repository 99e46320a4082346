import { categorySeverity, type RuleText } from '../rules/rule.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** `bulkhead explain RULE`: what a rule finds, why that is bad and what to do. */
export function explain(id: string, rules: readonly RuleText[], terminal: Terminal): ExitCode {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule) {
    terminal.out(pageOf(rule));
    return 0;
  }
  const near = rules.map((candidate) => candidate.id).filter((known) => known.includes(id) || sharesWord(known, id));
  terminal.err(`bulkhead: there is no rule ${id}\n`);
  if (near.length > 0) terminal.err(`Did you mean ${near.join(', ')}?\n`);
  return 2;
}

function pageOf({ id, category, severity, docs, examples }: RuleText): string {
  const [bad] = examples.bad;
  const parts = [
    `${id} (${category}, ${severity ?? categorySeverity[category]})`,
    docs.summary,
    `Why: ${docs.why}`,
    `Instead: ${docs.instead}`,
    ...(bad ? [`Found in:\n${indent(bad.text)}`] : []),
    ...(bad?.fixed === undefined ? [] : [`After the fix:\n${indent(bad.fixed)}`]),
    `Allow it in one place with a comment above it: # allow: ${id} REASON`,
    docs.references.join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function indent(text: string): string {
  return text.trimEnd().replace(/^(?=.)/gm, '  ');
}

function sharesWord(a: string, b: string): boolean {
  const words = new Set(a.split('-').filter((word) => word.length > 3));
  return b.split('-').some((word) => words.has(word));
}
