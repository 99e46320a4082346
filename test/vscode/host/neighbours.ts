import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';

/** Every finding in the files of test/projects/neighbours; those about YAML and schema are in `shape`. */
const findings = {
  'compose.yaml': {
    shape: ['wrong-type', 'duplicate-item', 'unknown-key'],
    other: ['undefined-network', 'single-member-network'],
  },
  'docker-compose.yaml': { shape: ['syntax-error'], other: [] },
  'docker-compose.keys.yaml': {
    shape: ['undefined-anchor', 'duplicate-key'],
    other: ['host-reachable-from-internal-network'],
  },
  'edge.compose.yaml': { shape: ['unknown-key'], other: [] },
  'compose.silent.yaml': { shape: ['duplicate-key'], other: [] },
} as const;

type FileName = keyof typeof findings;

const files = Object.keys(findings) as readonly FileName[];

const syntax: Partial<Record<FileName, readonly string[]>> = {
  'docker-compose.yaml': ['syntax-error'],
  'docker-compose.keys.yaml': ['duplicate-key'],
};

/** The findings that each stand-in reports too. */
const reportedBy: Readonly<Record<string, Partial<Record<FileName, readonly string[]>>>> = {
  'docker.docker': syntax,
  'ms-azuretools.vscode-containers': syntax,
  'redhat.vscode-yaml': { ...syntax, 'compose.yaml': findings['compose.yaml'].shape },
};

/** The faults are left to the stand-ins that BULKHEAD_STAND_INS names, and everything of theirs goes on working. */
export function neighbours(): void {
  const ids: readonly string[] = JSON.parse(process.env.BULKHEAD_STAND_INS ?? '[]');
  const theirs = (name: FileName): readonly string[] => ids.flatMap((id) => reportedBy[id]?.[name] ?? []);
  const all = (name: FileName): readonly string[] => [...findings[name].shape, ...findings[name].other];
  const left = (name: FileName): readonly string[] => all(name).filter((rule) => !theirs(name).includes(rule));

  describe('a fault', () => {
    before(async () => {
      for (const name of files) await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(at(name)));
      for (const id of ids) await vscode.extensions.getExtension(id)?.activate();
    });
    afterEach(() => setting('bulkhead.diagnostics.schema', undefined));

    for (const name of files) {
      it(`of ${name} is reported once`, async () => {
        await ours(name, left(name));
        assert.equal(othersIn(name).length > 0, theirs(name).length > 0, `others report ${othersIn(name).length}`);
      });

      it(`of ${name} is reported or not as the setting says, at once`, async () => {
        const before = othersIn(name).length;
        await setting('bulkhead.diagnostics.schema', 'on');
        await ours(name, all(name));
        await setting('bulkhead.diagnostics.schema', 'off');
        await ours(name, findings[name].other);
        await setting('bulkhead.diagnostics.schema', 'auto');
        await ours(name, left(name));
        assert.equal(othersIn(name).length, before);
      });
    }

    it('stays with who reports it, however long that takes', async () => {
      // by now the wait for a neighbour that says nothing is over
      await ours('compose.silent.yaml', ['duplicate-key']);
      for (const name of files) await ours(name, left(name));
    });

    it('that nobody else reports stays where it is while one types elsewhere', async () => {
      const name = 'compose.silent.yaml';
      await ours(name, ['duplicate-key']);
      const counts: number[] = [];
      const lineOf = () => oursIn(name)[0]?.range.start.line;
      const before = lineOf() ?? 0;
      const listener = vscode.languages.onDidChangeDiagnostics(() => counts.push(oursIn(name).length));
      const edit = new vscode.WorkspaceEdit();
      edit.insert(at(name), new vscode.Position(0, 0), '# one line more\n');
      await vscode.workspace.applyEdit(edit);
      // the event comes later than what it tells of
      await eventually(() => lineOf() === before + 1 && counts.length > 0);
      listener.dispose();
      assert.deepEqual(new Set(counts), new Set([1]));
    });

    it('keeps its quick fix', async () => {
      for (const value of ['auto', 'off']) {
        await setting('bulkhead.diagnostics.schema', value);
        const titles = (await actionsAt('compose.yaml', 'interal')).map(({ title }) => title);
        assert.ok(titles.includes('Change to `internal`'), titles.join());
      }
    });

    it('comes back when the neighbour is told to be quiet', async () => {
      for (const id of ids) {
        await setting(vscode.extensions.getExtension(id)?.packageJSON.standIn.switch, false);
      }
      for (const name of files) {
        await ours(name, all(name));
        assert.equal(othersIn(name).length, 0);
      }
      for (const id of ids) {
        await setting(vscode.extensions.getExtension(id)?.packageJSON.standIn.switch, undefined);
      }
      for (const name of files) await ours(name, left(name));
    });
  });

  describe('a feature', () => {
    it('of each neighbour works beside ours', async () => {
      const uri = at('compose.yaml');
      const place = (await placeOf('compose.yaml', '[back, nowhere]')).start.translate(0, 2);
      const run = <T>(command: string) => vscode.commands.executeCommand<T[]>(command, uri, place);
      const hovers = (await run<vscode.Hover>('vscode.executeHoverProvider')).flatMap(({ contents }) => contents);
      const list = (await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', uri, place)) as
        | vscode.CompletionList
        | undefined;
      const definitions = await run<vscode.LocationLink | vscode.Location>('vscode.executeDefinitionProvider');
      const symbols = await run<vscode.DocumentSymbol>('vscode.executeDocumentSymbolProvider');
      const actions = (await actionsAt('compose.yaml', 'interal')).map(({ title }) => title);
      const words = hovers.map((each) => (typeof each === 'string' ? each : each.value)).join('\n');
      const proposals = (list?.items ?? []).map(({ label }) => (typeof label === 'string' ? label : label.label));
      const names = symbols.map(({ name }) => name);

      for (const id of ids) {
        assert.ok(words.includes(`hover of ${id}`), words);
        assert.ok(proposals.includes(`proposal of ${id}`), proposals.join());
        assert.ok(names.includes(`symbol of ${id}`), names.join());
        assert.ok(actions.includes(`fix of ${id}`), actions.join());
      }
      assert.match(words, /neighbours_back|back/);
      // VS Code shows equal proposals of several extensions side by side
      assert.equal(proposals.filter((label) => label === 'back').length, ids.length + 1);
      assert.ok(names.includes('networks'), names.join());
      // those of the stand-ins are all in the first line, and equal ones count once
      const lines = definitions.map((each) => ('range' in each ? each.range : each.targetRange).start.line);
      const ours = (await placeOf('compose.yaml', 'back:')).start.line;
      assert.deepEqual(lines.sort(), ids.length > 0 ? [0, ours] : [ours]);
    });
  });

  const newcomer = process.env.BULKHEAD_NEW_STAND_IN;
  if (newcomer) {
    describe('an extension that is installed meanwhile', () => {
      it('takes over what it reports, without a restart', async () => {
        await vscode.commands.executeCommand('workbench.extensions.installExtension', vscode.Uri.file(newcomer));
        const { other, shape } = findings['compose.yaml'];
        await ours('compose.yaml', other);
        await eventually(() => othersIn('compose.yaml').length === shape.length);
      });
    });
  }

  /** Waits until our findings in a file are these, in any order. */
  async function ours(name: FileName, expected: readonly string[]): Promise<void> {
    const codes = () =>
      oursIn(name)
        .map(({ code }) => String(typeof code === 'object' ? code.value : code))
        .sort()
        .join();
    await eventually(
      () => codes() === [...expected].sort().join(),
      () => `${name} has ${codes()} and not ${expected.join()}`,
    );
  }

  function oursIn(name: FileName): readonly vscode.Diagnostic[] {
    return vscode.languages.getDiagnostics(at(name)).filter(({ source }) => source === 'bulkhead');
  }

  function othersIn(name: FileName): readonly vscode.Diagnostic[] {
    return vscode.languages.getDiagnostics(at(name)).filter(({ source }) => source !== 'bulkhead');
  }
}

function at(name: FileName): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

async function placeOf(name: FileName, text: string): Promise<vscode.Range> {
  const document = await vscode.workspace.openTextDocument(at(name));
  const start = document.getText().indexOf(text);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

async function actionsAt(name: FileName, text: string): Promise<readonly vscode.CodeAction[]> {
  const range = await placeOf(name, text);
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', at(name), range);
}

async function setting(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Workspace);
}
