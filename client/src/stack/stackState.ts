import type { ServiceState } from '../../../server/src/runtime/projectState.ts';

/** What is known about the stack of a compose file. */
export interface StackState {
  /** `unknown`: nobody asked yet, or the engine does not answer. */
  readonly kind: 'running' | 'partial' | 'stopped' | 'unknown';
  readonly services: readonly ServiceState[];
  /** Why it is unknown, in one sentence. */
  readonly why?: string;
  /** What a command is doing with it: `deploying`. */
  readonly work?: string;
  /** The newest verification: flows as predicted, of those that were compared. */
  readonly verified?: { readonly agreed: number; readonly compared: number };
}

/** The text of the status bar item, in VS Code's notation for icons. */
export function statusText(state: StackState): string {
  if (state.work !== undefined) return `$(sync~spin) Stack: ${state.work}`;
  const running = state.services.filter((service) => service.state === 'running').length;
  const { verified } = state;
  const isolation = verified ? ` · ${verified.agreed}/${verified.compared}` : '';
  switch (state.kind) {
    case 'running':
      return `$(vm-running) Stack: up${isolation}`;
    case 'partial':
      return `$(vm-running) Stack: ${running} of ${state.services.length} up${isolation}`;
    case 'stopped':
      return '$(vm-outline) Stack: down';
    case 'unknown':
      return '$(vm-outline) Stack';
  }
}

/** What the item says when the pointer rests on it: one line a service. */
export function statusTooltip(state: StackState): string {
  const lines = state.services.map(({ name, state: service, health }) => {
    const word = service === 'none' ? 'not started' : service;
    return `${name}: ${health === '' ? word : `${word}, ${health}`}`;
  });
  const { verified, why } = state;
  const isolation = verified ? [`Isolation: ${verified.agreed} of ${verified.compared} as predicted`] : [];
  return [...(why === undefined ? [] : [why]), ...lines, ...isolation, 'Click for actions'].join('\n');
}
