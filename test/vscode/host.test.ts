import path from 'node:path';
import { it } from 'vitest';
import { findEngine } from '../harness/engine.ts';
import { runInHost } from '../harness/extensionHost.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';

const engine = await findEngine();

await describeWithVSCode('in the extension host', (install) => {
  const env: Readonly<Record<string, string>> =
    'reason' in engine ? {} : { BULKHEAD_DOCKER_ENV: JSON.stringify(engine.env) };
  const workspace = path.join(ROOT, 'test/projects/mistakes');
  for (const { title, error } of runInHost(install, { suites: 'features', workspace, env })) {
    it(title, () => {
      if (error !== undefined) {
        throw new Error(error);
      }
    });
  }
});
