import * as vscode from 'vscode';
import { type Drift, readDrift } from '../../../server/src/runtime/drift/readDrift.ts';
import { describeFailure } from '../../../server/src/runtime/failure.ts';
import type { Outcome } from '../../../server/src/runtime/outcome.ts';
import { indexLines } from '../../../server/src/text/lineIndex.ts';
import { toRange } from '../../../server/src/text/span.ts';
import type { StackTarget } from '../project/projects.ts';
import { composeTarget } from './composeTarget.ts';
import { configuredDocker } from './configuredDocker.ts';
import { showFailure } from './showFailure.ts';
import { type StackServices, withStackProgress } from './withStack.ts';

const source = 'Bulkhead (running stack)';
const recreate = 'Recreate Stack';

/**
 * Marks in the files in what a running stack is not as they say: after each save and whenever its state is asked for,
 * and by the command "Compare Running Stack with File". The light bulb offers to make it again.
 */
export function registerDrift(context: vscode.ExtensionContext, services: StackServices): void {
  const { states, projects, output } = services;
  const marks = new Marks();
  const questions = new Map<string, number>();
  const answered = new Map<string, number>();
  const log = (why: string): void => output.appendLine(`What runs is not compared with the file. ${why}`);
  const compare = async (target: StackTarget, signal?: AbortSignal): Promise<Outcome<Drift>> => {
    const key = target.uri.toString();
    const question = (questions.get(key) ?? 0) + 1;
    questions.set(key, question);
    const drift = await readDrift(configuredDocker(target.uri), target.files, { profiles: target.profiles, signal });
    if (!drift.ok) log(describeFailure(drift.failure));
    // a later question may have been answered before
    else if (question >= (answered.get(key) ?? 0)) {
      answered.set(key, question);
      marks.show(target.uri, drift.value);
    }
    return drift;
  };
  const follow = async (uri: vscode.Uri): Promise<void> => {
    const { kind, work } = states.get(uri);
    if (work !== undefined) return;
    const wanted = vscode.workspace.getConfiguration('bulkhead', uri).get('stack.compareWithFile', true);
    if (!wanted || (kind !== 'running' && kind !== 'partial')) {
      marks.clear(uri);
      return;
    }
    try {
      await compare(await projects.target(uri));
    } catch (error) {
      log(error instanceof Error ? error.message : String(error));
    }
  };
  context.subscriptions.push(
    marks,
    states.onDidChange((uri) => void follow(uri)),
    vscode.languages.registerCodeActionsProvider({ language: 'dockercompose', scheme: 'file' }, { provideCodeActions }),
    vscode.commands.registerCommand('bulkhead.compareRunning', async (given?: unknown): Promise<number | undefined> => {
      const target = await composeTarget('Compare', given, services);
      if (!target) return undefined;
      const name = vscode.workspace.asRelativePath(target.uri);
      const drift = await withStackProgress(`Comparing what runs with ${name}`, output, (_, signal) =>
        compare(target, signal),
      );
      if (!drift.ok) {
        void showFailure(output, drift.failure);
        return undefined;
      }
      void tell(target.uri, drift.value, output);
      return drift.value.differences.length;
    }),
    vscode.commands.registerCommand('bulkhead.recreate', async (given?: unknown): Promise<void> => {
      const target = await composeTarget('Recreate', given, services);
      if (!target) return;
      const question = `Tear the stack of ${vscode.workspace.asRelativePath(target.uri)} down and start it again?`;
      const detail = 'Its containers and networks are made anew from the file. Volumes stay.';
      if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, recreate)) !== recreate) return;
      await vscode.commands.executeCommand('bulkhead.tearDown', target.uri);
      await vscode.commands.executeCommand('bulkhead.deploy', target.uri);
    }),
  );
}

async function tell(uri: vscode.Uri, { isUp, differences }: Drift, output: vscode.OutputChannel): Promise<void> {
  const name = vscode.workspace.asRelativePath(uri);
  if (!isUp) return void vscode.window.showInformationMessage(`Nothing of ${name} runs.`);
  if (differences.length === 0) return void vscode.window.showInformationMessage(`What runs is as ${name} says.`);
  for (const { message } of differences) output.appendLine(message);
  const count = differences.length === 1 ? 'One thing differs' : `${differences.length} things differ`;
  const answer = await vscode.window.showWarningMessage(`${count} from ${name}. See the problems.`, recreate);
  if (answer === recreate) await vscode.commands.executeCommand('bulkhead.recreate', uri);
}

/** The marks of each stack, which may lie in several files. */
class Marks implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('bulkhead-running');
  readonly #byStack = new Map<string, ReadonlyMap<string, readonly vscode.Diagnostic[]>>();

  show(stack: vscode.Uri, { project, sources, differences }: Drift): void {
    const marks = new Map<string, vscode.Diagnostic[]>();
    for (const { message, span } of differences) {
      const uri = span?.anchor.uri ?? project.uri;
      const { start, end } = span ? toRange(span) : { start: 0, end: 0 };
      const lines = indexLines(sources.text(uri));
      const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
      const range = new vscode.Range(from.line, from.character, to.line, to.character);
      const mark = new vscode.Diagnostic(range, message.replaceAll('`', "'"), vscode.DiagnosticSeverity.Warning);
      mark.source = source;
      mark.code = 'running-stack-differs';
      marks.set(uri, [...(marks.get(uri) ?? []), mark]);
    }
    this.#set(stack, marks);
  }

  clear(stack: vscode.Uri): void {
    this.#set(stack, new Map());
  }

  #set(stack: vscode.Uri, marks: ReadonlyMap<string, readonly vscode.Diagnostic[]>): void {
    const before = this.#byStack.get(stack.toString());
    this.#byStack.set(stack.toString(), marks);
    for (const uri of new Set([...(before?.keys() ?? []), ...marks.keys()])) {
      const all = [...this.#byStack.values()].flatMap((each) => each.get(uri) ?? []);
      this.#collection.set(vscode.Uri.parse(uri, true), all);
    }
  }

  dispose(): void {
    this.#collection.dispose();
  }
}

function provideCodeActions(
  document: vscode.TextDocument,
  _: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const own = diagnostics.filter((each) => each.source === source);
  if (own.length === 0) return [];
  const action = new vscode.CodeAction('Recreate the stack as the file says', vscode.CodeActionKind.QuickFix);
  action.diagnostics = own;
  action.command = { command: 'bulkhead.recreate', title: recreate, arguments: [document.uri] };
  return [action];
}
