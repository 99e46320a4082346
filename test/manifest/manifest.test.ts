import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { presets } from '../../server/src/features/ruleSettings.ts';
import { badSuppression } from '../../server/src/rules/badSuppression.ts';
import { cniRules, envoyRules, rules, scriptRules } from '../../server/src/rules/index.ts';
import { ROOT } from '../harness/prepared.ts';

const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const contributes = manifest.contributes;

/** All TypeScript below a folder, tests left out. */
function sourcesIn(folder: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'));
}

const client = sourcesIn('client/src').join('\n');
const server = sourcesIn('server/src').join('\n');

describe('the manifest', () => {
  const declared: string[] = contributes.commands.map(({ command }: { command: string }) => command);

  it('declares exactly the commands that the extension registers', () => {
    const registered = [...client.matchAll(/registerCommand\(\s*'(bulkhead\.\w+)'/g)].map((match) => match[1]);
    expect([...new Set(registered)].sort()).toEqual([...declared].sort());
  });

  it('puts every command into the category Bulkhead', () => {
    expect(contributes.commands.filter(({ category }: { category: string }) => category !== 'Bulkhead')).toEqual([]);
  });

  it('names only commands that exist, in menus and code', () => {
    const inMenus = Object.values<{ command: string }[]>(contributes.menus)
      .flat()
      .map(({ command }) => command);
    const inCode = [
      ...`${client}\n${server}`.matchAll(/'(bulkhead\.(?:show|export|deploy|verify|tear|stack|explain|fix)\w*)'/g),
    ].map((match) => match[1] ?? '');
    expect(
      [...inMenus, ...inCode].filter((command) => !declared.includes(command) && command !== 'bulkhead.stack'),
    ).toEqual([]);
  });

  it('declares exactly the settings that are read', () => {
    const settings = Object.keys(contributes.configuration.properties).map((key) => key.replace(/^bulkhead\./, ''));
    const readByClient = [...client.matchAll(/\.get\(\s*'(\w+\.[\w.]+)'/g)].map((match) => match[1] ?? '');
    const readByServer = [
      'preset',
      'rules',
      'codeLens.enabled',
      'inlayHints.enabled',
      'diagnostics.schema',
      'envoy.version',
      'cni.pluginVersion',
      'cni.specVersion',
    ];
    expect([...new Set([...readByClient, ...readByServer])].sort()).toEqual(settings.sort());
    for (const key of readByServer) expect(server).toContain(`'${key.split('.')[0]}'`);
  });

  it('offers every preset of levels, each with a description', () => {
    const preset = contributes.configuration.properties['bulkhead.preset'];
    expect(preset.enum).toEqual(Object.keys(presets));
    expect(preset.markdownEnumDescriptions.length).toBe(preset.enum.length);
  });

  it('takes nothing that other extensions have: names are its own, and of compose files it adds only file names', () => {
    const names = [...declared, ...Object.keys(contributes.configuration.properties)];
    expect(names.filter((name) => !name.startsWith('bulkhead.'))).toEqual([]);
    expect(contributes.languages.map((language: object) => Object.keys(language))).toEqual([
      ['id', 'filenamePatterns'],
      ['id', 'filenamePatterns'],
    ]);
    expect(contributes).not.toHaveProperty('keybindings');
    expect(contributes).not.toHaveProperty('grammars');
    expect(contributes).not.toHaveProperty('configurationDefaults');
  });

  it('has a setting and a page for every rule, and none besides', () => {
    const ids = [
      ...[...rules, ...cniRules, ...envoyRules, ...scriptRules].map((rule) => rule.id),
      badSuppression.id,
    ].sort();
    const settings = Object.keys(contributes.configuration.properties['bulkhead.rules'].properties).sort();
    const pages = readdirSync(path.join(ROOT, 'media/rules'))
      .map((name) => name.replace(/\.md$/, ''))
      .filter((name) => name !== 'README')
      .sort();
    expect(settings).toEqual(ids);
    expect(pages).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('ships the files that it names', () => {
    const named: string[] = [
      ...contributes.snippets.map(({ path: file }: { path: string }) => file),
      ...(manifest.icon ? [manifest.icon] : []),
    ];
    expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});
