import type { Range } from 'vscode-languageserver-types';
import { folderOf, relativePath } from '../../compose/fileUri.ts';
import type { Project, ProjectFile } from '../../model/project.ts';
import type { Span } from '../../text/span.ts';
import { spanPlace } from '../lspPlace.ts';
import type { Snapshot } from '../snapshot.ts';
import { networkLines } from './networkLines.ts';
import { serviceLines } from './serviceLines.ts';
import { type TextLine, textLine } from './textLine.ts';
import { plainText } from './valueLines.ts';

/** A place in the text that names where its line comes from. */
export interface Origin {
  readonly range: Range;
  readonly uri: string;
  readonly target: Range;
}

export interface EffectiveText {
  /** The main file of the project. */
  readonly uri: string;
  readonly version: number;
  readonly name: string;
  /** All files of the project. */
  readonly files: readonly string[];
  readonly text: string;
  /** In the order of the text. */
  readonly origins: readonly Origin[];
}

/**
 * What compose makes of all files of a project, as far as networks are concerned: a compose file that means the same.
 * Behind each line stands where it comes from.
 */
export function effectiveNetworks(snapshot: Snapshot): EffectiveText {
  const { project, version } = snapshot;
  const folder = folderOf(project.uri);
  const labelOf = ({ anchor: { uri } }: Span, { start }: Range): string =>
    `${relativePath(folder, uri)}:${start.line + 1}`;
  const lines = [...bodyLines(snapshot, project)];
  const column = commentColumn(lines);
  const texts = headerTexts(project, folder);
  const origins: Origin[] = [];
  for (const { indent, text, spans, note } of lines) {
    const place = ' '.repeat(indent) + text;
    let line = spans.length > 0 || note !== undefined ? `${place.padEnd(column - 1)} # ` : place;
    for (const [index, span] of spans.entries()) {
      const range = spanPlace(snapshot, span);
      const label = labelOf(span, range);
      if (index > 0) line += ', ';
      const start = { line: texts.length, character: line.length };
      line += label;
      const end = { line: texts.length, character: line.length };
      origins.push({ range: { start, end }, uri: span.anchor.uri, target: range });
    }
    texts.push(line + (note ?? ''));
  }
  return {
    uri: project.uri,
    version,
    name: project.name.value,
    files: project.files.map(({ uri }) => uri),
    text: `${texts.join('\n')}\n`,
    origins,
  };
}

/** Comments begin in one column, where the longest of the usual lines ends. */
function commentColumn(lines: readonly TextLine[]): number {
  const withComment = lines.filter(({ spans, note }) => spans.length > 0 || note !== undefined);
  const lengths = withComment.map(({ indent, text }) => indent + text.length);
  return Math.max(0, ...lengths.filter((length) => length <= 50)) + 2;
}

function headerTexts(project: Project, folder: string): string[] {
  const names = (files: readonly ProjectFile[]): string =>
    files.map(({ uri }) => relativePath(folder, uri)).join(', ') || 'none';
  const unread = project.unreadSources.map(({ anchor: { uri } }) => relativePath(folder, uri));
  const unreadNames = [...new Set(unread)].join(', ');
  return [
    `# The networks of ${project.name.value} as compose sees them. Behind each line stands where it comes from.`,
    `# Made of ${names(project.files)}.`,
    ...(unread.length > 0
      ? [`# Parts of ${unreadNames}, or files named there, could not be read and are missing here.`]
      : []),
  ];
}

function* bodyLines(snapshot: Snapshot, project: Project): Iterable<TextLine> {
  const { name, services, networks } = project;
  if (name.known && name.value !== '') {
    const text = `name: ${plainText(name.value)}`;
    yield name.span ? textLine(0, text, name.span) : textLine(0, text, [], 'from the name of the folder');
  }
  yield textLine(0, services.length === 0 ? 'services: {}' : 'services:');
  for (const service of services) {
    yield* serviceLines(snapshot, service);
  }
  if (networks.length === 0) return;
  yield textLine(0, 'networks:');
  for (const network of networks) yield* networkLines(snapshot, network);
}
