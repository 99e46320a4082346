import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cniRules } from '../../server/src/rules/index.ts';
import { toRange } from '../../server/src/text/span.ts';
import { cniExample } from '../harness/cniFile.ts';
import { type KnownFault, knownFaults } from './cniFaults.ts';

// The list of faults that were found with the real plugins; read in place, never copied.
const reference = path.resolve('../shared/reference/cni/faults.json');
const present = existsSync(reference);
if (!present) console.log('The list of CNI faults is not beside the project: only our own examples of them are run.');

/** The text of every token that any rule marks. */
function markedIn({ text, name = '10-net.conflist', files, installed }: Exclude<KnownFault, { unseen: string }>) {
  const { configs, folder } = cniExample(text, name, files, installed);
  return configs.flatMap((config) =>
    cniRules.flatMap((rule) =>
      [...(rule.check?.(config) ?? []), ...(folder.length > 1 ? (rule.checkInFolder?.(config, folder) ?? []) : [])].map(
        ({ span }) => {
          const { start, end } = toRange(span);
          return `${rule.id}: ${text.slice(start, end)}`;
        },
      ),
    ),
  );
}

describe('faults of CNI configurations', () => {
  it.runIf(present)('are all looked at', () => {
    const ids = JSON.parse(readFileSync(reference, 'utf8')).map(({ id }: { id: string }) => id);
    expect(Object.keys(knownFaults).sort()).toEqual(ids.sort());
  });

  for (const [id, fault] of Object.entries(knownFaults)) {
    if ('unseen' in fault) continue;
    it(`marks ${id} on its token`, () => {
      const marked = markedIn(fault);
      expect(
        marked.map((each) => each.slice(each.indexOf(': ') + 2)),
        marked.join('\n'),
      ).toContain(fault.token);
    });
  }
});
