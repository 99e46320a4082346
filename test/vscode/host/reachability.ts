import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';

interface Result {
  readonly label: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly message?: vscode.TestMessage;
}

/** Who reaches whom, as VS Code shows it: call hierarchy, a traced path and the Testing view. */
export function reachability(): void {
  describe('reachability', () => {
    let document: vscode.TextDocument;
    let testing: vscode.TestController;
    let probe: vscode.TestRunProfile;
    const at = (text: string, inside = 0): vscode.Position =>
      document.positionAt(document.getText().indexOf(text) + inside);

    before(async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder, 'no folder is open');
      document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'intended.compose.yaml'));
      await vscode.window.showTextDocument(document);
      const extension = vscode.extensions.getExtension('bulkhead.bulkhead');
      assert.ok(extension, 'bulkhead.bulkhead is not installed');
      const exported = await extension.activate();
      testing = exported.testing.controller;
      probe = exported.testing.probe;
    });

    it('is a call hierarchy in both directions', async () => {
      const [item] = await vscode.commands.executeCommand<vscode.CallHierarchyItem[]>(
        'vscode.prepareCallHierarchy',
        document.uri,
        at('  api:', 3),
      );
      assert.equal(item?.name, 'api');
      const incoming = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
        'vscode.provideIncomingCalls',
        item,
      );
      assert.deepEqual(
        incoming.map(({ from }) => from.name),
        ['web', 'database', 'host'],
      );
      assert.equal(document.getText(incoming[1]?.fromRanges[0]), 'back');
      const outgoing = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
        'vscode.provideOutgoingCalls',
        item,
      );
      assert.ok(outgoing.some(({ to }) => to.name === 'internet'));
    });

    it('is traced from the mention under the cursor', async () => {
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(at('database:5432', 2), at('database:5432', 2));
      const answer = await vscode.commands.executeCommand<{ summary: string; hops: { text: string }[] }>(
        'bulkhead.whyBlocked',
      );
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      assert.equal(answer.summary, 'web cannot reach database on port 5432.');
      assert.match(answer.hops[0]?.text ?? '', /share no network/);
    });

    it('has a test for every statement, at its line', async () => {
      await eventually(() => fileItem()?.children.size === 4);
      const lines = [...(fileItem()?.children ?? [])].map(([, { label, range }]) => [label, range?.start.line]);
      assert.deepEqual(lines, [
        ['web -> api:8000', at('- web -> api').line],
        ['web -> database:5432', at('- web -> database').line],
        ['web -x-> internet', at('- web -x-> internet').line],
        ['database -x-> internet', at('- database -x->').line],
      ]);
    });

    it('is predicted by a run: expected, actual and trace', async () => {
      const results = await during(() => vscode.commands.executeCommand('testing.runAll'));
      assert.deepEqual(
        results.map(({ label, outcome }) => `${label} ${outcome}`),
        [
          'web -> api:8000 passed',
          'web -> database:5432 failed',
          'web -x-> internet failed',
          'database -x-> internet passed',
        ],
      );
      const message = results[1]?.message;
      assert.equal(message?.expectedOutput, 'web can reach database on port 5432.');
      assert.match(
        message?.actualOutput ?? '',
        /not possible[\s\S]*intended\.compose\.yaml:\d+: web is attached to front/,
      );
      assert.equal(message?.location?.range.start.line, at('- web -> database').line);
      assert.equal(message?.stackTrace?.[0]?.position?.line, at('networks: [front]').line);
    });

    it('keeps the test of a statement that stays while the file is edited', async () => {
      const before = childNamed('database -x-> internet');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, at('  - web -> database'), '  - api -> database\n');
      await vscode.workspace.applyEdit(edit);
      await eventually(() => fileItem()?.children.size === 5);
      const after = childNamed('database -x-> internet');
      assert.equal(after, before);
      assert.equal(after?.range?.start.line, at('- database -x->').line);
      await vscode.commands.executeCommand('undo');
      await eventually(() => fileItem()?.children.size === 4);
    });

    it('takes results that were found elsewhere', async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder, 'no folder is open');
      const uri = vscode.Uri.joinPath(folder.uri, 'results.xml');
      const report = `<testsuites><testsuite name="x">
        <testcase name="web -&gt; api:8000" file="/ci/intended.compose.yaml"><failure message="no answer">Expected: it</failure></testcase>
        <testcase name="database -x-&gt; internet" file="/ci/intended.compose.yaml"/>
      </testsuite></testsuites>`;
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(report));
      const results = await during(() => vscode.commands.executeCommand('bulkhead.loadResults', uri));
      await vscode.workspace.fs.delete(uri);
      assert.deepEqual(
        results.map(({ label, outcome }) => `${label} ${outcome}`),
        ['web -> api:8000 failed', 'database -x-> internet passed'],
      );
      assert.match(String(results[0]?.message?.actualOutput), /no answer/);
    });

    (process.env.DOCKER_HOST ? it : it.skip)(
      'is probed on the deployed stack, and said to be down before',
      async function () {
        this.timeout(180_000);
        const [folder] = vscode.workspace.workspaceFolders ?? [];
        assert.ok(folder, 'no folder is open');
        const uri = vscode.Uri.joinPath(folder.uri, 'probed.compose.yaml');
        const text = `name: bulkhead-probe-${process.pid}
services:
  web: {image: "nginx:alpine", networks: [front]}
  api: {image: "nginx:alpine", networks: [front, back]}
  db: {image: "nginx:alpine", networks: [back]}
networks: {front: {internal: true}, back: {internal: true}}
x-reach:
  - web -> api:80
  - web -> db:80
  - db -x-> api
  - lan -x-> web:80
`;
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
        await vscode.workspace.openTextDocument(uri);
        await eventually(() => testing.items.get(uri.toString())?.children.size === 4);
        const file = testing.items.get(uri.toString());
        assert.ok(file, 'the file has no item');
        const run = async () => {
          const token = new vscode.CancellationTokenSource().token;
          const results = await during(() =>
            Promise.resolve(probe.runHandler(new vscode.TestRunRequest([file], [], probe), token)),
          );
          return results.map(({ label, outcome, message }) => `${label} ${outcome} ${message?.actualOutput ?? ''}`);
        };
        try {
          assert.ok((await run()).every((each) => each.includes('skipped')));
          await vscode.commands.executeCommand('bulkhead.deploy', uri);
          const [reached, apart, open, outside] = await run();
          assert.equal(reached, 'web -> api:80 passed ');
          assert.match(apart ?? '', /^web -> db:80 failed Measured: web -> db:80 is blocked .*\n\nTrace:\n1\. probed/);
          assert.match(open ?? '', /^db -x-> api failed Measured: db -> api is open/);
          assert.equal(outside, 'lan -x-> web:80 skipped ');
        } finally {
          await vscode.commands.executeCommand('bulkhead.tearDown', uri);
          await vscode.workspace.fs.delete(uri);
        }
        await eventually(() => testing.items.get(uri.toString()) === undefined);
      },
    );

    const fileItem = (): vscode.TestItem | undefined => testing.items.get(document.uri.toString());
    const childNamed = (label: string): vscode.TestItem | undefined =>
      [...(fileItem()?.children ?? [])].map(([, item]) => item).find((item) => item.label === label);

    /** What the extension reports in the test run that begins meanwhile; VS Code has no interface to ask for results. */
    async function during(act: () => Thenable<unknown>): Promise<readonly Result[]> {
      const results: Result[] = [];
      let ended = false;
      const { createTestRun } = testing;
      testing.createTestRun = (...args) => {
        const run = createTestRun.apply(testing, args);
        const { passed, failed, skipped, end } = run;
        run.passed = (item) => {
          results.push({ label: item.label, outcome: 'passed' });
          passed.call(run, item);
        };
        run.failed = (item, message) => {
          const [first] = [message].flat();
          results.push({ label: item.label, outcome: 'failed', ...(first ? { message: first } : {}) });
          failed.call(run, item, message);
        };
        run.skipped = (item) => {
          results.push({ label: item.label, outcome: 'skipped' });
          skipped.call(run, item);
        };
        run.end = () => {
          ended = true;
          end.call(run);
        };
        return run;
      };
      try {
        await act();
        await eventually(() => ended);
      } finally {
        testing.createTestRun = createTestRun;
      }
      return results;
    }
  });
}
