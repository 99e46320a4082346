import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProject } from '../../server/src/compose/read.ts';
import { rules } from '../../server/src/rules/index.ts';
import { categorySeverity, type Severity } from '../../server/src/rules/rule.ts';
import { indexLines } from '../../server/src/text/lineIndex.ts';
import { toRange } from '../../server/src/text/span.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

// Files of public repositories with the verdict of compose 2.40.3 on each; read in place, never copied.
const corpus = path.resolve('../shared/corpus/compose');
const present = existsSync(path.join(corpus, 'manifest.json'));
if (!present)
  console.log('The corpus of compose files is not beside the project: no real file is checked in this run.');

interface Entry {
  readonly file: string;
  readonly accepted: boolean;
  readonly error?: string;
}

interface Report {
  readonly severity: Severity;
  readonly rule: string;
  /** `line: marked text: message` */
  readonly text: string;
}

const entries: readonly Entry[] = present ? JSON.parse(readFileSync(path.join(corpus, 'manifest.json'), 'utf8')) : [];

function check(file: string): readonly Report[] {
  const full = path.join(corpus, file);
  const text = readFileSync(full, 'utf8');
  const lines = indexLines(text);
  const directoryName = path.basename(path.dirname(full));
  const project = readProject(parseYaml(`file://${full}`, text), {
    environment: environmentOf(path.dirname(full)),
    directoryName,
  });
  return rules.flatMap((rule) =>
    [...rule.check(project)].map((finding) => {
      const { start, end } = toRange(finding.span);
      return {
        severity: finding.severity ?? rule.severity ?? categorySeverity[rule.category],
        rule: rule.id,
        text: `${lines.positionAt(start).line + 1}: ${text.slice(start, end).split('\n')[0]}: ${finding.message}`,
      };
    }),
  );
}

function environmentOf(folder: string): ReadonlyMap<string, string> {
  const file = path.join(folder, '.env');
  if (!existsSync(file)) return new Map();
  const pairs = [...readFileSync(file, 'utf8').matchAll(/^(?:export )?([A-Za-z_]\w*)=(.*)$/gm)];
  return new Map(pairs.map(([, name = '', value = '']) => [name, value.replace(/^(["'])(.*)\1$/, '$2')]));
}

describe.runIf(present)('real compose files', () => {
  it('that compose accepts have no finding of level error', { timeout: 60_000 }, () => {
    const alarms = entries
      .filter(({ accepted }) => accepted)
      .flatMap(({ file }) =>
        check(file)
          .filter(({ severity }) => severity === 'error')
          .map(({ rule, text }) => `${file} ${rule} ${text}`),
      );
    expect(alarms).toEqual([]);
  });

  it('that compose refuses for their structure, networks or ports have one', { timeout: 60_000 }, () => {
    // A missing variable or file is the fault of the place where compose ran.
    const refused = entries.filter(
      ({ accepted, error }) =>
        !accepted && !/env file|required variable|empty section between colons|failed to cast/.test(error ?? ''),
    );
    const ours = refused.filter(({ error }) =>
      /undefined network|containerPort|hostPort|additional properties|must be|undefined service/.test(error ?? ''),
    );
    const missed = ours.filter(({ file }) => !check(file).some(({ severity }) => severity === 'error'));
    console.log(
      `${ours.length - missed.length} of ${ours.length} files with a fault in structure, networks or ports are flagged (${refused.length} refused in all).`,
    );
    expect(missed.map(({ file, error }) => `${file}: ${error}`)).toEqual([]);
    expect(ours.length).toBeGreaterThan(0);
  });
});
