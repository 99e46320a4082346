// Writes what is made from the rules: the list of all rules, a page for each, and their levels in package.json.
//
//   node .ci/generate.mjs [--check]     --check writes nothing and fails when something is out of date
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';
import { jsonAlias } from './lib/jsonAlias.mjs';
import { ROOT } from './lib/paths.mjs';
import { ruleOverview, rulePage } from './lib/rulePage.mjs';

const RULES = path.join(ROOT, 'server/src/rules');
const INDEX = path.join(RULES, 'index.ts');
const PAGES = path.join(ROOT, 'media/rules');
const PACKAGE = path.join(ROOT, 'package.json');
const LEVELS = ['error', 'warning', 'information', 'hint', 'off'];

/**
 * What is not about compose files, by folder: the type of its rules, and the list that holds them.
 */
const DIALECTS = {
  cni: {
    type: 'CniRule',
    module: './cniRule.ts',
    list: 'cniRules',
    about: 'Those about configurations of CNI networks',
  },
  envoy: { type: 'EnvoyRule', module: './envoyRule.ts', list: 'envoyRules', about: 'Those about Envoy configurations' },
  shell: {
    type: 'ScriptRule',
    module: './scriptRule.ts',
    list: 'scriptRules',
    about: 'Those about shell scripts that change the firewall',
  },
};

// The fixes that a rule offers are those for its own bad examples.
const FIXES = `
import { parseYaml } from '../text/yamlTree.ts';
import { readProject } from '../compose/read.ts';
import { memoryFiles } from '../../../test/harness/memoryFiles.ts';
import { projectsOf } from '../../../test/harness/projectsOf.ts';
import { readScript } from '../shell/read.ts';
import { cniExample } from '../../../test/harness/cniFile.ts';
import { envoyExample } from '../../../test/harness/envoyExample.ts';
export { badSuppression } from './badSuppression.ts';
const fixesInScripts = (rule) => rule.examples.bad.flatMap(({ text }) =>
  [...rule.check(readScript('file:///firewall.sh', text))].flatMap((finding) => finding.fixes ?? []));
const fixesInEnvoy = (rule) => rule.examples.bad.flatMap((example) => {
  const { config, files } = envoyExample(example);
  return [...rule.check(config, files)].flatMap((finding) => finding.fixes ?? []);
});
const fixesInCni = (rule) => rule.examples.bad.flatMap(({ text, name, files, installed }) => {
  const { configs, folder } = cniExample(text, name, files, installed);
  return configs
    .flatMap((config) => [...(rule.check?.(config) ?? []), ...(rule.checkInFolder?.(config, folder) ?? [])])
    .flatMap((finding) => finding.fixes ?? []);
});
export const fixesOf = (rule) => scriptRules.includes(rule) ? fixesInScripts(rule) : cniRules.includes(rule) ? fixesInCni(rule) : envoyRules.includes(rule) ? fixesInEnvoy(rule) : rule.examples.bad.flatMap(({ text, env = {}, files, others = {} }) => {
  const sources = files && memoryFiles({ ...files, 'compose.yaml': text });
  const context = { environment: new Map(Object.entries(env)), directoryName: 'shop', sources, others: () => projectsOf(others) };
  const project = readProject(parseYaml('file:///shop/compose.yaml', text), context);
  return [...rule.check(project)].flatMap((finding) => finding.fixes ?? []);
});
`;

const check = process.argv.includes('--check');
const outdated = [];

const files = ruleFiles();
put(INDEX, ruleIndex(files));
const { rules: checked, cniRules, envoyRules, scriptRules, badSuppression, fixesOf } = await loadRules();
// The last one is no rule among others, but has a page and a level like them.
const rules = [...checked, ...cniRules, ...envoyRules, ...scriptRules, badSuppression];
const languageOf = (rule) => (scriptRules.includes(rule) ? 'sh' : cniRules.includes(rule) ? 'jsonc' : 'yaml');
const pages = new Map(rules.map((rule) => [`${rule.id}.md`, rulePage(rule, fixesOf(rule), languageOf(rule))]));
pages.set('README.md', ruleOverview(rules));
for (const [name, text] of pages) put(path.join(PAGES, name), text);
removeOthers(PAGES, pages);
putLevels(rules);

if (check && outdated.length > 0) {
  console.error(
    `Out of date, run node .ci/generate.mjs:\n${outdated.map((file) => `  ${path.relative(ROOT, file)}`).join('\n')}`,
  );
  process.exitCode = 1;
}

/** One file a rule, named for it, in a folder for each dialect. */
function ruleFiles() {
  const folders = fs.readdirSync(RULES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .flatMap((folder) => fs.readdirSync(path.join(RULES, folder.name)).map((file) => `${folder.name}/${file}`))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort((a, b) => (path.parse(a).name < path.parse(b).name ? -1 : 1));
}

/** @param {readonly string[]} files */
function ruleIndex(files) {
  const entries = files.map((file) => ({ file, name: constantName(path.basename(file, '.ts')) }));
  const ofDialect = (dialect) => entries.filter(({ file }) => dialectOf(file) === dialect);
  const imports = (dialect) => ofDialect(dialect).map(({ file, name }) => `import { ${name} } from './${file}';`);
  const list = (dialect) => ofDialect(dialect).map(({ name }) => `  ${name},`);
  const { cni, envoy, shell } = DIALECTS;
  const typeImport = ({ type, module }) => `import type { ${type} } from '${module}';`;
  return [
    '// Made by .ci/generate.mjs from the files of the rules.',
    ...imports('cni'),
    typeImport(cni),
    ...imports('compose'),
    ...imports('envoy'),
    typeImport(envoy),
    "import type { Rule } from './rule.ts';",
    typeImport(shell),
    ...imports('shell'),
    '',
    '/** Every rule, by dialect and id. */',
    'export const rules: readonly Rule[] = [',
    ...list('compose'),
    '];',
    ...Object.entries(DIALECTS).flatMap(([dialect, own]) => [
      '',
      `/** ${own.about}, by id. */`,
      `export const ${own.list}: readonly ${own.type}[] = [`,
      ...list(dialect),
      '];',
    ]),
    '',
  ].join('\n');
}

/** @param {string} file */
function dialectOf(file) {
  const folder = file.slice(0, file.indexOf('/'));
  return Object.hasOwn(DIALECTS, folder) ? folder : 'compose';
}

/** @param {string} id */
function constantName(id) {
  return id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

async function loadRules() {
  // With --check the index on the disk may be old; the rules are read through the one that belongs there.
  const result = await build({
    stdin: { contents: ruleIndex(files) + FIXES, resolveDir: RULES, sourcefile: 'index.ts', loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    alias: jsonAlias,
  });
  const loaded = { exports: {} };
  const run = vm.compileFunction(result.outputFiles[0].text, ['module', 'exports', 'require'], {
    filename: 'rules.cjs',
  });
  run(loaded, loaded.exports, createRequire(import.meta.url));
  const { rules, cniRules, envoyRules, scriptRules } = loaded.exports;
  const ordered = ['compose', 'cni', 'envoy', 'shell'].flatMap((dialect) =>
    files.filter((file) => dialectOf(file) === dialect),
  );
  for (const [index, file] of ordered.entries()) {
    const { id } = [...rules, ...cniRules, ...envoyRules, ...scriptRules][index];
    if (id !== path.basename(file, '.ts')) throw new Error(`${file} holds the rule ${id}`);
  }
  return loaded.exports;
}

/** The setting that gives each rule a level; it is defined by hand, its list of rules here. */
function putLevels(rules) {
  const text = fs.readFileSync(PACKAGE, 'utf8');
  const manifest = JSON.parse(text);
  const sections = [manifest.contributes?.configuration ?? []].flat();
  const setting = sections.map((section) => section.properties?.['bulkhead.rules']).find(Boolean);
  if (!setting) return;
  const byId = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  setting.properties = Object.fromEntries(
    byId.map((rule) => [rule.id, { type: 'string', enum: LEVELS, markdownDescription: rule.docs.summary }]),
  );
  put(PACKAGE, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** @param {string} file @param {string} text */
function put(file, text) {
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return;
  outdated.push(file);
  if (check) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

/** @param {string} folder @param {ReadonlyMap<string, string>} wanted */
function removeOthers(folder, wanted) {
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    if (wanted.has(name)) continue;
    outdated.push(path.join(folder, name));
    if (!check) fs.rmSync(path.join(folder, name));
  }
}
