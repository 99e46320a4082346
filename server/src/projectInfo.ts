import { composeFilesAmong, defaultFiles } from './compose/fileSet.ts';
import { canonicalUri, folderOf, resolvePath } from './compose/fileUri.ts';
import type { Documents, ProjectPlan } from './documents.ts';
import { profilesOf } from './model/profiles.ts';
import type { ProjectInfo, ProjectInfoFile } from './protocol.ts';
import { fileNamesIn } from './runtime/composeFolder.ts';

/** What a user is told about a project, and what may be chosen instead of its files. */
export async function projectInfo(plan: ProjectPlan, isChosen: boolean, documents: Documents): Promise<ProjectInfo> {
  const [main] = plan.files;
  const { environment } = plan;
  const project = documents.analysis(plan)?.project;
  const folder = folderOf(main);
  const names = await fileNamesIn(folder);
  const inFolder = (files: readonly string[]): readonly string[] =>
    files.flatMap((file) => resolvePath(folder, file) ?? []);
  return {
    name: project?.name.value ?? plan.directoryName,
    files: [
      ...plan.files.map((uri, index) => plannedFile(documents, uri, index === 0 ? 'main' : 'override')),
      ...(project?.files ?? []).flatMap(({ uri, role }): readonly ProjectInfoFile[] =>
        plan.files.some((file) => canonicalUri(file) === canonicalUri(uri)) ? [] : [{ uri: canonicalUri(uri), role }],
      ),
    ],
    isChosen,
    usual: inFolder(defaultFiles(names, environment, process.platform === 'win32')),
    isNamed: Boolean(environment.get('COMPOSE_FILE')),
    candidates: inFolder(composeFilesAmong(names)),
    profiles: project ? profilesOf(project) : [],
    activeProfiles: (environment.get('COMPOSE_PROFILES') ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  };
}

function plannedFile(documents: Documents, uri: string, role: 'main' | 'override'): ProjectInfoFile {
  return { uri: canonicalUri(uri), role, ...(documents.sources.tree(uri) === 'missing' ? { isMissing: true } : {}) };
}
