import type { DiagramReach } from '../../protocol.ts';
import { type CniAttachment, type CniHost, exampleAttachments } from '../../reach/cni/cniHost.ts';
import { traceCni } from '../../reach/cni/traceCni.ts';
import type { Place, Verdict } from '../../reach/verdicts.ts';
import { hostLineId, internetId, serviceId } from '../ids.ts';
import { SetTable, widest } from '../reachSets.ts';

/** Who can open a connection to whom. Both containers of a network are alike, so that each pair of networks is asked about once. */
export function cniReachSets(host: CniHost): DiagramReach {
  const attachments = exampleAttachments(host);
  const ids = [...attachments.map(({ name }) => serviceId(name)), hostLineId, internetId];
  const sets = new SetTable();
  const ask = (from: Place, to: Place): Verdict => traceCni(host, { from, to, port: null, protocol: 'tcp' }).verdict;
  const known = new Map<string, Verdict>();
  const between = (from: CniAttachment, to: CniAttachment): Verdict => {
    const key = `${attachments.indexOf(from) >> 1} ${attachments.indexOf(to) >> 1}`;
    const verdict = known.get(key) ?? ask(placeOf(from), placeOf(to));
    known.set(key, verdict);
    return verdict;
  };
  const from = attachments.map((source, index) => {
    const others = attachments.map((target) => (target === source ? 'open' : between(source, target)));
    const outside = widest(ask(placeOf(source), { kind: 'lan' }), ask(placeOf(source), { kind: 'internet' }));
    return sets.add([...others, ask(placeOf(source), { kind: 'host' }), outside], index);
  });
  const fromHost = attachments.map((target) => ask({ kind: 'host' }, placeOf(target)));
  const fromOutside = attachments.map((target) =>
    widest(ask({ kind: 'lan' }, placeOf(target)), ask({ kind: 'internet' }, placeOf(target))),
  );
  from.push(sets.add([...fromHost, 'open', 'open'], attachments.length));
  from.push(sets.add([...fromOutside, 'unknown', 'open'], attachments.length + 1));
  return { ids, sets: sets.all, from };
}

const placeOf = ({ name }: CniAttachment): Place => ({ kind: 'service', name });
