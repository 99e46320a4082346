import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCni } from '../../server/src/cni/readCni.ts';
import type { CniConfig } from '../../server/src/model/cniConfig.ts';
import { cniRules } from '../../server/src/rules/index.ts';
import { categorySeverity } from '../../server/src/rules/rule.ts';

// Real files with the answers of libcni 1.3.1 and of the plugins 1.9.1; read in place, never copied.
const folder = path.resolve('../shared/corpus/cni');
const present = existsSync(path.join(folder, 'manifest.json'));
if (!present)
  console.log('The corpus of CNI files is not beside the project: no rule is compared with it in this run.');

interface Entry {
  readonly file: string;
  readonly load: 'list' | 'conf' | 'reject';
  readonly loadError: string | null;
  readonly add: 'ok' | 'fail' | null;
  readonly addError: string | null;
}

const entries: readonly Entry[] = present ? JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) : [];

function configsOf({ file, load }: Entry): readonly CniConfig[] {
  const text = readFileSync(path.join(folder, file), 'utf8');
  // What was cut out of scripts and manuals is called as whoever cut it out guessed; the verdict tells how it was read.
  const ending = load === 'conf' ? '.conf' : load === 'list' ? '.conflist' : path.extname(file);
  const uri = `file:///etc/cni/net.d/${path.parse(file).name}${ending}`;
  return readCni(uri, text).configs;
}

function errorsIn(entry: Entry): readonly string[] {
  return configsOf(entry).flatMap((config) =>
    cniRules.flatMap((rule) =>
      [...(rule.check?.(config) ?? [])]
        .filter((finding) => (finding.severity ?? rule.severity ?? categorySeverity[rule.category]) === 'error')
        .map((finding) => `${rule.id}: ${finding.message}`),
    ),
  );
}

/** Refused for what the machine that gave the verdict has or lacks. */
const outside =
  /operation not supported|Link not found|macvlan: invalid argument|no such file or directory|device or resource busy/;

/** Loaded, and no plugin was asked about the name or version. */
const notAsked = new Set(['005-containers_common-invalidname.conflist', '126-tarvitz_kubernetes-99-loopback.conf']);

const isTemplate = (entry: Entry): boolean => configsOf(entry).some((config) => config.isTemplate);

describe.runIf(present)('the corpus of CNI files', () => {
  const accepted = entries.filter(({ file, load, add }) => load !== 'reject' && add !== 'fail' && !notAsked.has(file));
  it.each(accepted.map((entry) => [entry.file, entry] as const))('has no error in %s', (_, entry) => {
    expect(errorsIn(entry)).toEqual([]);
  });

  const refused = entries.filter(
    ({ load, add, addError }) => load === 'reject' || (add === 'fail' && !outside.test(addError ?? '')),
  );
  it.each(refused.map((entry) => [entry.file, entry] as const))(
    'has an error in %s, if it is no template',
    (_, entry) => {
      const errors = errorsIn(entry);
      if (isTemplate(entry)) expect(errors).toEqual([]);
      else expect(errors, entry.loadError ?? entry.addError ?? '').not.toEqual([]);
    },
  );
});
