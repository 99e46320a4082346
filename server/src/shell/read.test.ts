import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRange } from '../text/span.ts';
import { readScript } from './read.ts';

const read = (text: string) => readScript('file:///a.sh', text);

/** Each call in short: program, table, action, chain, conditions, target, and what is special about it. */
const inShort = (text: string): readonly string[] =>
  read(text).commands.map(({ program, table, action, chain, options, target, mayFail, conditional }) =>
    [
      program,
      ...(table === 'filter' ? [] : [table]),
      action,
      chain?.value ?? '-',
      ...options.map(
        ({ name, negated, values }) => `${negated ? '!' : ''}${name}=${values.map(({ value }) => value).join(',')}`,
      ),
      ...(target ? [`-> ${target.value}`] : []),
      ...(mayFail ? ['may fail'] : []),
      ...(conditional ? ['conditional'] : []),
    ].join(' '),
  );

describe('readScript', () => {
  it('reads short and long options alike', () => {
    const short = 'iptables -t nat -I DOCKER-USER 2 -s 10.0.0.0/8 ! -i eth0 -p tcp --dport 80 -j DROP';
    const long =
      'iptables --table nat --insert DOCKER-USER 2 --source 10.0.0.0/8 ! --in-interface eth0 --protocol tcp --destination-port=80 --jump DROP';
    expect(inShort(short)).toEqual([
      'iptables nat insert DOCKER-USER -s=10.0.0.0/8 !-i=eth0 -p=tcp --dport=80 -> DROP',
    ]);
    expect(inShort(long)).toEqual(inShort(short));
    expect(read(short).commands[0]?.position).toBe(2);
  });

  it('finds the program behind sudo, paths and variables', () => {
    const text = [
      'sudo iptables -F A',
      '/usr/sbin/iptables-nft -F B',
      'IPT=/sbin/ip6tables',
      '"$IPT" -F C',
      '$OTHER -F D',
      'echo iptables -F E',
    ].join('\n');
    expect(inShort(text)).toEqual(['iptables flush A', 'iptables flush B', 'ip6tables flush C']);
  });

  it('knows what may fail and what is conditional', () => {
    const text = [
      'iptables -N A || true',
      'iptables -N A 2> /dev/null',
      'iptables -C B && iptables -D B',
      'if iptables -L C; then iptables -F D; else iptables -F E; fi',
      'case $1 in start) iptables -F F ;; esac',
      'iptables -F G',
    ].join('\n');
    expect(inShort(text)).toEqual([
      'iptables new-chain A may fail',
      'iptables new-chain A may fail',
      'iptables check B may fail',
      'iptables delete B conditional',
      'iptables other C may fail conditional',
      'iptables flush D conditional',
      'iptables flush E conditional',
      'iptables flush F conditional',
      'iptables flush G',
    ]);
  });

  it('leaves out comments, quoted text and here-documents', () => {
    const text = [
      '# iptables -F A',
      "echo 'iptables -F B'",
      'cat << EOF > file',
      'iptables -F C',
      'EOF',
      'iptables -F D # iptables -F E',
    ].join('\n');
    expect(inShort(text)).toEqual(['iptables flush D']);
  });

  it('joins lines that end in a backslash', () => {
    expect(inShort('iptables -A X \\\n  -s "10.0.0.1" \\\n  -j DROP\n')).toEqual([
      'iptables append X -s=10.0.0.1 -> DROP',
    ]);
  });

  it('tells words that the shell replaces from others', () => {
    const [command] = read('iptables -A X -s "$NET" -d 10.0.0.1 -j $WHAT').commands;
    expect(command?.options.map(({ values }) => values[0]?.literal)).toEqual([false, true]);
    expect(command?.target?.literal).toBe(false);
  });

  it('gives the lines of a command that has them for itself', () => {
    const text = 'iptables -F A; iptables -F B\n  sudo iptables -F C # all\n';
    expect(read(text).commands.map(({ lines }) => lines?.text)).toEqual([
      undefined,
      undefined,
      '  sudo iptables -F C # all\n',
    ]);
  });

  it('reads allow comments above a line and behind it', () => {
    const text = '# allow: a-rule for now\niptables -F A\niptables -F B # allow: b-rule\n';
    const covered = read(text).suppressions.map(({ rule, reason, target }) => {
      const { start, end } = toRange(target);
      return `${rule} (${reason}): ${text.slice(start, end)}`;
    });
    expect(covered).toEqual(['a-rule (for now): iptables -F A', 'b-rule (): iptables -F B # allow: b-rule']);
  });

  it('never throws, and keeps to the text', () => {
    const piece = fc.constantFrom(
      'iptables',
      ' -I',
      ' DOCKER-USER',
      '"',
      "'",
      '$(',
      '`',
      '<<E',
      '\n',
      '\\',
      '|',
      '{',
      '#',
      ' ! ',
      '=',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const { span, options } of read(text).commands) {
          for (const each of [span, ...options.map((option) => option.span)]) {
            const { start, end } = toRange(each);
            expect(start >= 0 && start <= end && end <= text.length).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
