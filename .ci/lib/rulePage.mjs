// The text of a rule's page, made from its documentation and its examples.

const SEVERITIES = {
  correctness: 'error',
  exposure: 'warning',
  isolation: 'warning',
  portability: 'information',
  style: 'hint',
};

/**
 * @param {import('../../server/src/rules/rule.ts').RuleText} rule
 * @param {readonly import('../../server/src/rules/rule.ts').Fix[]} fixes offered for its bad examples
 * @param {string} language of its examples
 */
export function rulePage(rule, fixes, language) {
  const [bad] = rule.examples.bad;
  const [good] = rule.examples.good;
  return [
    `# ${rule.id}`,
    '',
    '## What it does',
    '',
    rule.docs.summary,
    '',
    '## Why is this bad?',
    '',
    rule.docs.why,
    '',
    '## Example',
    '',
    ...fence(bad.text, language),
    ...Object.entries(bad.others ?? {}).flatMap(([folder, text]) => [
      '',
      `Beside it, in \`${folder}\`:`,
      '',
      ...fence(text),
    ]),
    '',
    '## Use instead',
    '',
    rule.docs.instead,
    '',
    ...fence(bad.fixed ?? good, language),
    '',
    '## Fix safety',
    '',
    ...fixSafety(fixes),
    '',
    '## Level',
    '',
    `${capitalized(levelOf(rule))} (${rule.category}).`,
    '',
    '## How to allow it',
    '',
    language === 'jsonc'
      ? 'JSON has no comments. In the YAML around it, with one above the entry or behind the line:'
      : 'In one place, with a comment above the entry or behind the line:',
    '',
    `\`\`\`${language === 'jsonc' ? 'yaml' : language}`,
    `# allow: ${rule.id} the reason why it is right here`,
    '```',
    '',
    'Everywhere, with the setting `bulkhead.rules`:',
    '',
    '```json',
    `"bulkhead.rules": { "${rule.id}": "off" }`,
    '```',
    '',
    '## References',
    '',
    ...rule.docs.references.map((reference) => `- <${reference}>`),
    '',
  ].join('\n');
}

/** @param {readonly import('../../server/src/rules/rule.ts').RuleText[]} rules */
export function ruleOverview(rules) {
  const rows = [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((rule) => `| [${rule.id}](${rule.id}.md) | ${levelOf(rule)} | ${rule.docs.summary.replaceAll('|', '\\|')} |`);
  return [
    '# Rules',
    '',
    `${rules.length} rules.`,
    '',
    '| Rule | Level | What it finds |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** @param {readonly import('../../server/src/rules/rule.ts').Fix[]} fixes */
function fixSafety(fixes) {
  if (fixes.length === 0) return ['There is no quick fix: what to do depends on what is meant.'];
  const byTitle = new Map(fixes.map((fix) => [fix.title, fix.safety]));
  return [
    'A safe fix leaves what a running stack does as it is, an unsafe one changes it. "Fix all" applies safe ones only.',
    '',
    ...[...byTitle].map(([title, safety]) => `- ${safety}: ${title}`),
  ];
}

/** Marker lines keep their message and lose nothing: they show where the rule points. */
const fence = (text, language) => [
  `\`\`\`${language}`,
  ...text
    .trimEnd()
    .split('\n')
    .map((line) => (language === 'jsonc' ? line.replace(/^(\s*)#(?: (?=\s*\^)|(?=\^))/, '$1//') : line)),
  '```',
];

const levelOf = (rule) => rule.severity ?? SEVERITIES[rule.category];

const capitalized = (text) => text.charAt(0).toUpperCase() + text.slice(1);
