import { formatEnd } from './formatEnd.ts';
import type { Name, Plan } from './plan.ts';
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
  const { protocol, name } = plan;
  const found = name?.decides ? answers.lookup(name.text) : undefined;
  if (name && found && found.kind !== 'found') {
    return {
      measured: found.kind === 'failed' ? 'not measured' : 'blocked',
      detail: describeName(found, name, false).join('; '),
      onlySilence: found.kind === 'no answer',
    };
  }
  const ends = plan.ends.filter(({ address }) => found?.kind !== 'found' || found.addresses.includes(address));
  if (name && found && ends.length === 0)
    return { measured: 'blocked', detail: describeName(found, name, false).join('; '), onlySilence: false };
  const attempts = ends.map(({ address, port }) => ({
    address,
    port,
    attempt: attemptOf(protocol, answers, address, port),
  }));
  const some = (kind: Attempt): boolean => attempts.some(({ attempt }) => attempt === kind);
  const open = attempts.some(({ attempt }) => isOpen(attempt));
  const doubtful = some('failed') || (plan.silenceIsNormal === true && some('no answer'));
  const measured = open ? 'open' : doubtful ? 'not measured' : 'blocked';
  // the other networks of a service that is reached do not matter
  const telling = open ? attempts.filter(({ attempt }) => isOpen(attempt)) : attempts;
  const seen = telling.length === 0 ? ['it has no address there'] : telling.map(describeAttempt);
  const aside = name ? describeName(answers.lookup(name.text), name, open) : [];
  return {
    measured,
    detail: [...new Set([...seen, ...aside])].join('; '),
    onlySilence: measured === 'blocked' && some('no answer'),
  };
}

function attemptOf(protocol: 'tcp' | 'udp' | 'icmp', answers: ProbeAnswers, address: string, port: number): Attempt {
  if (protocol === 'icmp') return answers.echo(address);
  return protocol === 'udp' ? answers.datagram(address, port) : answers.attempt(address, port);
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
function describeName(lookup: Lookup, { text, addresses, decides }: Name, open: boolean): string[] {
  switch (lookup.kind) {
    case 'found': {
      const others = lookup.addresses.filter((address) => !addresses.includes(address));
      if (decides)
        return addresses.some((address) => lookup.addresses.includes(address))
          ? []
          : [`the name ${text} leads to ${lookup.addresses.join(', ')}`];
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
