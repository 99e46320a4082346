import { describe, expect, it } from 'vitest';
import { parseEnvFile } from './envFile.ts';

const shell = new Map([['USER', 'kim']]);
const read = (text: string): Record<string, string> => Object.fromEntries(parseEnvFile(text, shell));

describe('parseEnvFile', () => {
  it.each([
    ['# comment\nA=plain # why\nB=x#y', { A: 'plain', B: 'x#y' }],
    ['export A=1\nB: 2\n C = 3 ', { A: '1', B: '2', C: '3' }],
    ['A=\nB=""', { A: '', B: '' }],
    ['A="a \\"b\\" \\n c" # x', { A: 'a "b" \n c' }],
    ["A='${USER} # no'", { A: '${USER} # no' }],
    ['A="one\ntwo"\nB=3', { A: 'one\ntwo', B: '3' }],
    ['A=${USER}-1\nB=$A.x\nC="${B}"\nD=${NONE:-d}', { A: 'kim-1', B: 'kim-1.x', C: 'kim-1.x', D: 'd' }],
    ['A="\\$USER"', { A: '$USER' }],
    ['USER\nOTHER\nA=1', { USER: 'kim', A: '1' }],
    ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['A="open\nB=2', { A: '"open', B: '2' }],
    ['= 1\n???\n', {}],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('lets the shell win where a value uses a variable', () => {
    expect(read('USER=lee\nA=$USER')).toEqual({ USER: 'lee', A: 'kim' });
  });
});
