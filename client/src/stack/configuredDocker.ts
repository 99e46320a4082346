import * as vscode from 'vscode';
import { type Docker, findDocker } from '../../../server/src/runtime/docker.ts';

/** The docker that the user's settings name for a file. */
export function configuredDocker(uri: vscode.Uri): Docker {
  return findDocker(vscode.workspace.getConfiguration('bulkhead', uri).get('docker.path', 'docker'));
}
