import type { Connection } from 'vscode-languageserver/node';
import type { Cnis } from './cnis.ts';
import { cniDiagram } from './diagram/cni/cniDiagram.ts';
import { type DrawnDiagram, diagramIn, diagramSnapshot } from './diagram/diagramSnapshot.ts';
import type { Documents } from './documents.ts';
import type { Envoys } from './envoys.ts';
import { effectiveNetworks } from './features/effective/effectiveNetworks.ts';
import { envoyInfo } from './features/envoy/envoyProjects.ts';
import { offsetPlace } from './features/lspPlace.ts';
import { recordIntent } from './features/recordIntent.ts';
import type { Snapshot } from './features/snapshot.ts';
import { statementAnswers } from './features/trace/statementAnswers.ts';
import { traceEnds } from './features/trace/traceEnds.ts';
import { tracePath } from './features/trace/tracePath.ts';
import { projectInfo } from './projectInfo.ts';
import type { ProjectPlans } from './projectPlans.ts';
import {
  type ChooseFilesParams,
  chooseFilesNotification,
  type DiagramParams,
  type DiagramSnapshot,
  diagramRequest,
  type EffectiveNetworks,
  type EffectiveParams,
  type EnvoyInfo,
  type EnvoyParams,
  effectiveRequest,
  envoyRequest,
  type ProjectInfo,
  type ProjectParams,
  projectRequest,
  type RecordedIntent,
  type RecordIntentParams,
  recordIntentRequest,
  type StatementsParams,
  statementsRequest,
  type TraceEndsParams,
  type TraceParams,
  traceEndsRequest,
  traceRequest,
} from './protocol.ts';
import type { WorkspaceProjects } from './workspaceProjects.ts';

/** What the answers are made of. */
interface Sources {
  readonly documents: Documents;
  readonly plans: ProjectPlans;
  readonly workspaceProjects: WorkspaceProjects;
  readonly envoys: Envoys;
  readonly cnis: Cnis;
  /** The pictures that were drawn last. */
  readonly diagrams: Map<string, DrawnDiagram>;
  /** Resolves when the project of an open file is known. */
  settled(uri: string): Promise<void> | undefined;
  /** Finds the projects of all open files again. */
  settleAll(): Promise<void>;
}

/** Answers the requests that only our own client sends, see `protocol.ts`. */
export function answerOwnRequests(
  connection: Pick<Connection, 'onRequest' | 'onNotification'>,
  { documents, plans, workspaceProjects, envoys, cnis, diagrams, settled, settleAll }: Sources,
): void {
  const withSnapshot = <T>(uri: string, answer: (snapshot: Snapshot) => T): T | null => {
    const snapshot = documents.snapshot(uri);
    return snapshot ? answer(snapshot) : null;
  };

  connection.onRequest(diagramRequest, ({ uri, theme, anew, shape }: DiagramParams): DiagramSnapshot | null => {
    const previous = anew ? undefined : diagrams.get(uri);
    const cni = cnis.snapshot(uri);
    const drawn = cni
      ? cniDiagram({ snapshot: cni, folder: cnis.folderOf(uri) }, previous, shape)
      : withSnapshot(uri, (snapshot) => diagramSnapshot(snapshot, previous, shape));
    if (!drawn) return null;
    diagrams.set(uri, drawn);
    return diagramIn(drawn, theme ?? 'variables');
  });

  connection.onRequest(envoyRequest, ({ uri }: EnvoyParams): EnvoyInfo | null =>
    envoys.snapshot(uri) ? envoyInfo(workspaceProjects.mounting(uri), uri) : null,
  );

  connection.onRequest(projectRequest, async ({ uri }: ProjectParams): Promise<ProjectInfo> => {
    const plan = await plans.planOf(uri);
    await plans.read(plan);
    return projectInfo(plan, plans.isChosen(plan), documents);
  });

  connection.onRequest(effectiveRequest, async ({ uri }: EffectiveParams): Promise<EffectiveNetworks | null> => {
    const open = documents.snapshot(uri);
    if (open) return effectiveNetworks(open);
    const plan = await plans.planOf(uri);
    await plans.read(plan);
    const snapshot = documents.snapshotIn(plan, uri);
    return snapshot ? effectiveNetworks(snapshot) : null;
  });

  connection.onNotification(chooseFilesNotification, async ({ sets }: ChooseFilesParams) => {
    plans.choose(sets.filter((files) => files.length > 0));
    await settleAll();
  });
  connection.onRequest(recordIntentRequest, ({ uri, baseline }: RecordIntentParams): RecordedIntent | null =>
    withSnapshot(uri, (snapshot) => {
      const edits = recordIntent(snapshot, baseline);
      if ('refused' in edits) return { version: snapshot.version, edits: [], refused: edits.refused };
      const written = edits.map((edit) => ({ range: offsetPlace(snapshot, edit), newText: edit.newText }));
      return { version: snapshot.version, edits: written };
    }),
  );

  connection.onRequest(traceRequest, ({ uri, ...flow }: TraceParams) =>
    withSnapshot(uri, (snapshot) => tracePath(snapshot, flow)),
  );
  connection.onRequest(traceEndsRequest, ({ uri, position }: TraceEndsParams) =>
    withSnapshot(uri, (snapshot) => traceEnds(snapshot, position)),
  );

  connection.onRequest(statementsRequest, async ({ uri }: StatementsParams) => {
    // a test may be run as soon as its file is open
    await settled(uri);
    return withSnapshot(uri, statementAnswers);
  });
}
