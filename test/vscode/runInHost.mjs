// Runs the tests of dist/test/index.js in VS Code's extension host; exits with their code.
//
//   node test/vscode/runInHost.mjs [WORKSPACE [EXTENSION…]]     after `node .ci/build.mjs --tests`
//
// BULKHEAD_VSCODE names an installation of .ci/install/vscode.mjs. Without it a desktop VS Code is
// downloaded, which needs its site and a display.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SHIM = path.join(ROOT, 'dist/test/codeShim.mjs');

const [project = path.join(ROOT, 'test/projects/mistakes'), ...extensions] = process.argv.slice(2);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bulkhead-host-'));
const workspace = path.join(scratch, 'workspace');
const output = path.join(scratch, 'output');
fs.cpSync(project, workspace, { recursive: true });

try {
  process.exitCode = await runTests({
    ...(process.env.BULKHEAD_VSCODE ? { vscodeExecutablePath: SHIM } : {}),
    extensionDevelopmentPath: [ROOT, ...extensions],
    extensionTestsPath: path.join(ROOT, 'dist/test/index.js'),
    extensionTestsEnv: { ...JSON.parse(process.env.BULKHEAD_DOCKER_ENV ?? '{}'), BULKHEAD_HOST_OUTPUT: output },
    launchArgs: [workspace, '--disable-workspace-trust'],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
if (fs.existsSync(output)) {
  process.stdout.write(fs.readFileSync(output, 'utf8'));
}
fs.rmSync(scratch, { recursive: true, force: true });
