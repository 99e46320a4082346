import { type Container, containersLabelled, inspectContainers } from './containers.ts';
import { type Docker, runDocker } from './docker.ts';
import type { Failure } from './failure.ts';

/**
 * Says more about a port that is taken: which service wanted it and which container has it. When no container of this
 * engine has it, another program of the engine's machine does.
 */
export async function nameTheHolder(docker: Docker, failure: Failure, project: string): Promise<Failure> {
  if (failure.kind !== 'port-taken' || !failure.port) return failure;
  const { number, container } = failure.port;
  const own = await containersLabelled(docker, `com.docker.compose.project=${project}`);
  const wanting = own.ok ? own.value.find(({ name }) => name === container) : undefined;
  const holder = await holderOf(docker, number);
  const what = `${failure.message.replace(/ is taken\.$/, '')}${wanting ? `, which service ${wanting.service} publishes,` : ''}`;
  if (!holder) {
    return {
      ...failure,
      message: `${what} is taken by a program outside this engine's containers.`,
      advice: `Find it with \`ss -ltnp 'sport = :${number}'\` and stop it, or publish another port.`,
    };
  }
  const where = holder.project === '' ? '' : `, service ${holder.service} of project ${holder.project}`;
  return {
    ...failure,
    message: `${what} is taken by container ${holder.name}${where}.`,
    advice:
      holder.project === project
        ? 'Give one of the two services another host port.'
        : holder.project === ''
          ? `Stop it with \`docker stop ${holder.name}\`, or publish another port.`
          : 'Tear that project down, or publish another port.',
  };
}

async function holderOf(docker: Docker, port: number): Promise<Container | undefined> {
  const list = await runDocker(docker, ['ps', '-q', '--no-trunc', '--filter', `publish=${port}`]);
  if (!list.ok) return undefined;
  const containers = await inspectContainers(docker, list.value.split(/\s+/));
  return containers.ok ? containers.value[0] : undefined;
}
