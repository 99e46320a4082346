import type { ChainAction, ChainCommand, ScriptOption, ScriptWord } from '../model/script.ts';
import type { Anchor } from '../text/span.ts';

interface Word {
  readonly value: string;
  readonly literal: boolean;
  readonly start: number;
  readonly end: number;
}

/** One command as a call of iptables; undefined when it is none. `programs` are the variables of the script. */
export function readCommand(
  anchor: Anchor,
  words: readonly Word[],
  programs: ReadonlyMap<string, string>,
  place: Pick<ChainCommand, 'mayFail' | 'conditional'>,
): ChainCommand | undefined {
  const [first, ...rest] = words;
  const last = words.at(-1);
  const program = first && programOf(first.value, programs);
  if (!first || !last || !program) return undefined;
  const span = (start: number, end: number) => ({ anchor, start, end });
  const word = ({ value, literal, start, end }: Word): ScriptWord => ({ value, literal, span: span(start, end) });

  let table = 'filter';
  let action: { readonly kind: ChainAction; readonly word: Word; readonly values: readonly Word[] } | undefined;
  const options: ScriptOption[] = [];
  for (const { name, negated, start, flag, values } of grouped(rest)) {
    const kind = actions.get(flag.value);
    const end = values.at(-1)?.end ?? flag.end;
    if (kind) action = { kind, word: flag, values };
    else if (name === '-t') table = values[0]?.value ?? '';
    else if (!ignored.has(name)) options.push({ name, negated, values: values.map(word), span: span(start, end) });
  }
  if (!action) return undefined;
  const [chain, position] = action.values;
  const target = options.find(({ name }) => name === '-j')?.values[0];
  return {
    program,
    span: span(first.start, last.end),
    programSpan: span(first.start, first.end),
    table,
    action: action.kind,
    actionSpan: span(action.word.start, action.word.end),
    ...(chain ? { chain: word(chain) } : {}),
    ...(position ? { position: Number(position.value) } : {}),
    options: options.filter(({ name }) => name !== '-j'),
    ...(target ? { target } : {}),
    ...place,
  };
}

function programOf(text: string, programs: ReadonlyMap<string, string>): ChainCommand['program'] | undefined {
  const variable = /^\$\{?(\w+)\}?$/.exec(text)?.[1];
  const path = variable === undefined ? text : (programs.get(variable) ?? '');
  const name = /^(?:\/\S*\/)?(ip6?tables)(?:-(?:nft|legacy))?$/.exec(path)?.[1];
  return name === 'iptables' || name === 'ip6tables' ? name : undefined;
}

/** Options with what follows them up to the next one. */
function* grouped(words: readonly Word[]) {
  let index = 0;
  while (index < words.length) {
    const first = words[index];
    const negated = first?.value === '!';
    const flag = words[negated ? index + 1 : index];
    if (!first || !flag) return;
    index += negated ? 2 : 1;
    const values: Word[] = [];
    for (let next = words[index]; next && !/^-./.test(next.value) && next.value !== '!'; next = words[index]) {
      values.push(next);
      index++;
    }
    const [name = '', ...joined] = flag.value.split('=');
    // `--dport=80`
    const value = { ...flag, value: joined.join('='), start: flag.start + name.length + 1 };
    yield {
      name: shortNames.get(name) ?? name,
      negated,
      start: first.start,
      flag,
      values: joined.length > 0 && name.startsWith('--') ? [value, ...values] : values,
    };
  }
}

const actions: ReadonlyMap<string, ChainAction> = new Map(
  Object.entries({
    '-A': 'append',
    '--append': 'append',
    '-I': 'insert',
    '--insert': 'insert',
    '-D': 'delete',
    '--delete': 'delete',
    '-R': 'replace',
    '--replace': 'replace',
    '-C': 'check',
    '--check': 'check',
    '-F': 'flush',
    '--flush': 'flush',
    '-N': 'new-chain',
    '--new-chain': 'new-chain',
    '-X': 'delete-chain',
    '--delete-chain': 'delete-chain',
    '-L': 'other',
    '--list': 'other',
    '-S': 'other',
    '--list-rules': 'other',
    '-P': 'other',
    '--policy': 'other',
  } as const),
);

const shortNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '--table': '-t',
    '--source': '-s',
    '--src': '-s',
    '--destination': '-d',
    '--dst': '-d',
    '--in-interface': '-i',
    '--out-interface': '-o',
    '--protocol': '-p',
    '--proto': '-p',
    '--jump': '-j',
    '--goto': '-j',
    '-g': '-j',
    '--match': '-m',
    '--destination-port': '--dport',
    '--wait': '-w',
    '--verbose': '-v',
    '--numeric': '-n',
  }),
);

/** They do not decide which packets a rule is about. */
const ignored = new Set(['-m', '-w', '-v', '-n', '--comment', '--line-numbers']);
