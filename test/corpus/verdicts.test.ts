import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProject } from '../../server/src/compose/read.ts';
import { rules } from '../../server/src/rules/index.ts';
import { categorySeverity } from '../../server/src/rules/rule.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

// Small files with the verbatim answers of several versions of compose and the engine; read in place, never copied.
const source = path.resolve('../shared/reference/compose-messages.md');
const present = existsSync(source);
if (!present)
  console.log('The recorded verdicts are not beside the project: no rule is compared with them in this run.');

interface Case {
  readonly id: string;
  readonly text: string;
  /** Exit codes of `up` with each version of compose, on engines that are still in use. */
  readonly codes: readonly number[];
}

function cases(): readonly Case[] {
  return readFileSync(source, 'utf8')
    .split(/^## /m)
    .slice(1)
    .flatMap((section): readonly Case[] => {
      const text = /^```yaml\n([\s\S]*?)^```/m.exec(section)?.[1];
      const id = /^\S+/.exec(section)?.[0];
      if (!text || !id) return [];
      const lines = [...section.matchAll(/^- up \[([^\]]*)\] rc=(\d+)/gm)];
      const current = lines.filter(
        ([, versions = '']) => !versions.split(', ').every((version) => version.includes('/20.10')),
      );
      return [{ id, text, codes: current.map(([, , code]) => Number(code)) }];
    });
}

function errorsIn(text: string): readonly string[] {
  const project = readProject(parseYaml('file:///shop/compose.yml', text), {
    environment: new Map(),
    directoryName: 'shop',
  });
  return rules.flatMap((rule) =>
    [...rule.check(project)]
      .filter((finding) => (finding.severity ?? rule.severity ?? categorySeverity[rule.category]) === 'error')
      .map((finding) => `${rule.id}: ${finding.message}`),
  );
}

/** Refused for something that is not in the file: what is installed, what exists already, what the shell sets. */
const outside = new Set([
  '06-external-missing',
  '06b-external-with-driver',
  '09e-network_mode-container-missing',
  '09g-network_mode-unknown',
  '12-overlay-without-swarm',
  '12b-overlay-encrypted-without-swarm',
  '13-macvlan-without-parent',
  '13b-macvlan-missing-parent-iface',
  '13c-ipvlan',
  '15-unknown-driver',
  '15d-unknown-ipam-driver',
  '23c-required-var',
  '23d-unset-var',
  '23f-reserved-name-bridge',
  '32-no-services',
  '33-missing-image',
]);

describe.runIf(present)('the recorded verdicts of compose and the engine', () => {
  it('what all of them accept has no finding of level error', () => {
    const alarms = cases()
      .filter(({ codes }) => codes.every((code) => code === 0))
      .flatMap(({ id, text }) => errorsIn(text).map((error) => `${id} ${error}`));
    expect(alarms).toEqual([]);
  });

  it('what all of them refuse for what is in the file has one', () => {
    const refused = cases().filter(({ id, codes }) => !outside.has(id) && codes.every((code) => code !== 0));
    expect(refused.filter(({ text }) => errorsIn(text).length === 0).map(({ id }) => id)).toEqual([]);
    expect(refused.length).toBeGreaterThan(30);
  });
});
