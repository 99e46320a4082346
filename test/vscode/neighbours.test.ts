import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'vitest';
import { runInHost } from '../harness/extensionHost.ts';
import { ROOT } from '../harness/prepared.ts';
import { makeStandIn, NEIGHBOURS, type NeighbourId, packStandIn } from '../harness/standIn.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import type { HostResult } from './host/index.ts';

const sets: readonly (readonly NeighbourId[])[] = [[], ...NEIGHBOURS.map((id) => [id]), NEIGHBOURS];

await describeWithVSCode('beside other extensions', async (install) => {
  for (const ids of sets) {
    const results = await runBeside(install, ids);
    describe(ids.join(' and ') || 'none', () => {
      for (const { title, error } of results) {
        it(title, () => {
          if (error !== undefined) throw new Error(error);
        });
      }
    });
  }
});

async function runBeside(install: string, ids: readonly NeighbourId[]): Promise<readonly HostResult[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bulkhead-stand-ins-'));
  try {
    return runInHost(install, {
      suites: 'neighbours',
      workspace: path.join(ROOT, 'test/projects/neighbours'),
      extensions: ids.map((id) => makeStandIn(id, folder)),
      env: {
        BULKHEAD_STAND_INS: JSON.stringify(ids),
        ...(ids.length === 0 ? { BULKHEAD_NEW_STAND_IN: await packStandIn('redhat.vscode-yaml', folder) } : {}),
      },
    });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
