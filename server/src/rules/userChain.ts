import type { ChainCommand, Script, ScriptOption } from '../model/script.ts';

/** What script rules know about commands on the chain DOCKER-USER. */

/** Commands of one program that change the chain, in the order of the script. */
export function userChainCommands(script: Script, program: ChainCommand['program']): readonly ChainCommand[] {
  return script.commands.filter(
    (command) => command.program === program && command.table === 'filter' && command.chain?.value === 'DOCKER-USER',
  );
}

export const programs = ['iptables', 'ip6tables'] as const;

/** True for `-A` and `-I`. */
export const addsRule = ({ action }: ChainCommand): boolean => action === 'append' || action === 'insert';

/** It puts its rule before all others. */
export const atHead = ({ action, position = 1 }: ChainCommand): boolean => action === 'insert' && position === 1;

export const isDrop = ({ target }: ChainCommand): boolean => target?.value === 'DROP' || target?.value === 'REJECT';

export const isException = ({ target }: ChainCommand): boolean =>
  target?.value === 'ACCEPT' || target?.value === 'RETURN';

/** It lets pass what belongs to connections that exist. */
export function passesAnswers(command: ChainCommand): boolean {
  return isException(command) && command.options.some(isOfAnswers);
}

/** `--ctstate RELATED,ESTABLISHED` and the like, without NEW. */
function isOfAnswers({ name, negated, values }: ScriptOption): boolean {
  if (name !== '--ctstate' && name !== '--state') return false;
  const states = values[0]?.value.split(',') ?? [];
  return !negated && states.includes('ESTABLISHED') && !states.includes('NEW');
}

/** Every condition of `general` is one of `special`, word for word, so that it takes all that `special` takes. */
export function covers(general: ChainCommand, special: ChainCommand): boolean {
  const conditions = new Set(special.options.map(textOf));
  return conditionsOf(general.options).every((option) => conditions.has(textOf(option)));
}

/** `--reject-with` is how to refuse, and no condition. */
export const conditionsOf = (options: readonly ScriptOption[]): readonly ScriptOption[] =>
  options.filter(({ name }) => name !== '--reject-with');

const textOf = ({ name, negated, values }: ScriptOption): string =>
  `${negated ? '! ' : ''}${name} ${values.map(({ value }) => value).join(' ')}`;
