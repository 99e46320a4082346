import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { DiagramReach } from '../protocol.ts';
import { trace } from '../reach/trace.ts';
import type { Place, Verdict } from '../reach/verdicts.ts';
import { hostLineId, internetId, serviceId } from './ids.ts';

/**
 * Who can open a connection to whom on some TCP port. Services that the file puts into the same place are asked about
 * once, which keeps hundreds of them cheap: a verdict rests on networks, network mode and published ports.
 */
export function reachSets(project: Project): DiagramReach {
  const services = [...project.serviceNamed.values()];
  const ids = [...services.map((service) => serviceId(service.name)), hostLineId, internetId];
  const sources = classify(services, false);
  const targets = classify(services, true);
  const outsideIndex = services.length;
  const sets = new SetTable();
  const known = new Map<string, Verdict>();
  const between = (from: Service, to: Service): Verdict => {
    const key = `${sources.get(from)}>${targets.get(to)}`;
    const verdict = known.get(key) ?? ask(project, placeOf(from), placeOf(to));
    known.set(key, verdict);
    return verdict;
  };
  const from = services.map((service, index) => {
    const verdicts = services.map((other) => (other === service ? 'open' : between(service, other)));
    const host = ask(project, placeOf(service), { kind: 'host' });
    const internet = ask(project, placeOf(service), { kind: 'internet' });
    return sets.add([...verdicts, host, internet], index);
  });
  const fromHost = services.map((service) => ask(project, { kind: 'host' }, placeOf(service)));
  const fromOutside = services.map((service) => {
    const lan = ask(project, { kind: 'lan' }, placeOf(service));
    return lan === 'open' ? lan : widest(lan, ask(project, { kind: 'internet' }, placeOf(service)));
  });
  from.push(sets.add([...fromHost, 'open', 'open'], outsideIndex));
  from.push(sets.add([...fromOutside, 'unknown', 'open'], outsideIndex + 1));
  return { ids, sets: sets.all, from };
}

const placeOf = (service: Service): Place => ({ kind: 'service', name: service.name });

const ask = (project: Project, from: Place, to: Place): Verdict =>
  trace(project, { from, to, port: null, protocol: 'tcp' }).verdict;

/** Open where one of two is. */
export const widest = (a: Verdict, b: Verdict): Verdict =>
  a === 'open' || b === 'open' ? 'open' : a === 'unknown' ? a : b;

/**
 * Services of one class are interchangeable at their end of a connection: they are on the same networks, and as targets
 * publish nothing. One that shares a network namespace is a class of its own.
 */
function classify(services: readonly Service[], asTargets: boolean): ReadonlyMap<Service, number> {
  const numbers = new Map<string, number>();
  const owners = new Set(
    services.flatMap(({ networkMode }) => (networkMode?.kind === 'service' ? [networkMode.target] : [])),
  );
  return new Map(
    services.map((service) => {
      const shares = service.networkMode !== undefined || owners.has(service.name);
      const alone = shares || (asTargets && service.ports.length > 0);
      const networks = service.attachments.map((attachment) => attachment.network).sort();
      const key = alone ? `one ${service.name}` : JSON.stringify(networks);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return [service, number];
    }),
  );
}

/** Keeps equal sets once. */
export class SetTable {
  readonly all: number[][] = [];
  readonly #index = new Map<string, number>();

  add(verdicts: readonly Verdict[], self: number): { readonly open: number; readonly unknown: number } {
    const open = verdicts.flatMap((verdict, index) => (verdict === 'open' || index === self ? [index] : []));
    const unknown = verdicts.flatMap((verdict, index) => (verdict === 'unknown' && index !== self ? [index] : []));
    return { open: this.#indexOf(open), unknown: this.#indexOf(unknown) };
  }

  #indexOf(set: number[]): number {
    const key = set.join();
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    this.#index.set(key, this.all.length);
    this.all.push(set);
    return this.all.length - 1;
  }
}
