import { formatEnd } from './formatEnd.ts';
import type { Plan } from './plan.ts';
import type { Attempt, Lookup, ProbeAnswers } from './probeAnswers.ts';
import type { RunningStack } from './runningStack.ts';

export interface Judgement {
  readonly measured: 'open' | 'blocked' | 'not measured';
  /** What was seen, in words. */
  readonly detail: string;
  /** Blocked only because an answer did not come in time; a slow machine looks the same. */
  readonly onlySilence: boolean;
}

/** Makes a verdict of what a helper saw. */
export function judge(plan: Plan, answers: ProbeAnswers, stack: RunningStack): Judgement {
  switch (plan.kind) {
    case 'skip':
      return notMeasured(plan.reason);
    case 'route':
      return judgeRoute(answers, stack);
    case 'connect':
      return judgeAttempts(plan, answers);
  }
}

export function notMeasured(reason: string): Judgement {
  return { measured: 'not measured', detail: reason, onlySilence: false };
}

function judgeAttempts(plan: Plan & { readonly kind: 'connect' }, answers: ProbeAnswers): Judgement {
  const attempts = plan.ends.map(({ address, port }) => ({ address, port, attempt: answers.attempt(address, port) }));
  const some = (kind: Attempt): boolean => attempts.some(({ attempt }) => attempt === kind);
  const open = attempts.some(({ attempt }) => isOpen(attempt));
  const measured = open ? 'open' : some('failed') ? 'not measured' : 'blocked';
  // the other networks of a service that is reached do not matter
  const telling = open ? attempts.filter(({ attempt }) => isOpen(attempt)) : attempts;
  const seen = telling.length === 0 ? ['it has no address there'] : telling.map(describeAttempt);
  const name = plan.name ? describeName(answers.lookup(plan.name.text), plan.name, open) : [];
  return {
    measured,
    detail: [...new Set([...seen, ...name])].join('; '),
    onlySilence: measured === 'blocked' && some('no answer'),
  };
}

function isOpen(attempt: Attempt): boolean {
  return attempt === 'connected' || attempt === 'refused';
}

function describeAttempt({ address, port, attempt }: { address: string; port: number; attempt: Attempt }): string {
  const end = formatEnd(address, port);
  switch (attempt) {
    case 'connected':
      return `connected to ${end}`;
    case 'refused':
      return `${end} refused: nothing listens there`;
    case 'no route':
      return `no route to ${address}`;
    case 'unreachable':
      return `${address} is unreachable`;
    case 'no answer':
      return `no answer from ${end}`;
    case 'failed':
      return `the probe of ${end} failed`;
  }
}

/** Says where the name leads when that differs from what the addresses say, and nothing when both agree. */
function describeName(
  lookup: Lookup,
  { text, addresses }: { readonly text: string; readonly addresses: readonly string[] },
  open: boolean,
): string[] {
  switch (lookup.kind) {
    case 'found': {
      const others = lookup.addresses.filter((address) => !addresses.includes(address));
      if (others.length > 0) return [`the name ${text} leads to ${others.join(', ')}, which is not this service`];
      return open ? [] : [`although the name ${text} is known`];
    }
    case 'unknown name':
      return [open ? `but the name ${text} is not known` : `the name ${text} is not known`];
    case 'no answer':
      return [open ? `but no answer for the name ${text}` : `no answer for the name ${text}`];
    case 'failed':
      return ['names could not be looked up'];
  }
}

function judgeRoute({ defaultGateways }: ProbeAnswers, { networks }: RunningStack): Judgement {
  const [gateway] = defaultGateways;
  if (gateway === undefined) return { measured: 'blocked', detail: 'no default route', onlySilence: false };
  const network = [...networks.values()].find(({ gateways }) => gateways.includes(gateway));
  return network?.internal
    ? {
        measured: 'blocked',
        detail: `the default route ends in the internal network ${network.name}`,
        onlySilence: false,
      }
    : { measured: 'open', detail: `default route over ${gateway}; nothing outside was contacted`, onlySilence: false };
}
