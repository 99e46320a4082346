import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luaFault } from './luaSyntax.ts';

describe('luaFault', () => {
  it.each([
    '',
    'function envoy_on_request(handle)\n  if handle then return end\nend',
    'local t = { 1, a = 2; [3] = "x", f = function(...) return ... end, }',
    'for i = 1, 10, 2 do if i > 5 then break end end',
    'for k, v in pairs(t) do t[k] = nil end',
    'goto done\n::done::',
    'local goto_ = 1; goto_ = goto_ + 0x1F + 1e-3 + 2LL',
    'a.b:c "x" { y } (z).w = [==[ ]] ]==] .. \'\\x41\\z \'',
    '-- comment\n--[[ long\n comment ]] repeat local x = not -#a ^ 2 until x ~= y and z or w',
  ])('takes %j', (source) => {
    expect(luaFault(source)).toBeUndefined();
  });

  it.each([
    ['if a end', 'end', '`then`'],
    ['x = 1 & 2', '&', 'no Lua'],
    ['a b', 'b', 'missing'],
    ['f() = 1', '=', 'Nothing can be assigned'],
    ['break', 'break', 'no loop'],
    ['local x = "a', '"', 'no end'],
    ['x = 1.2.3', '1.2.3', 'no number'],
    ['function f() return ... end', '...', 'takes no'],
    ['goto nowhere', 'nowhere', 'no label'],
    ['return 1 x = 2', 'x', 'ends nothing'],
    ['x = [[a', '[[', 'no end'],
    ['x = "\\q"', '"\\q"', 'escape'],
  ])('refuses %j at %j', (source, marked, message) => {
    const fault = luaFault(source);
    expect(source.slice(fault?.start, fault?.end)).toBe(marked);
    expect(fault?.message).toContain(message);
  });

  it('says that a block has no end at the end of the source', () => {
    expect(luaFault('while true do')).toMatchObject({ start: 13, message: expect.stringContaining('`end`') });
  });

  it('gives an answer to any text, deep ones too', () => {
    const pieces = fc.constantFrom(
      '(',
      '{',
      'function(',
      'end',
      'x',
      '=',
      '"',
      '[[',
      '\\',
      '--',
      '..',
      '1',
      ' ',
      '\n',
      'é',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const fault = luaFault(parts.join(''));
        if (fault) expect(fault.end).toBeGreaterThanOrEqual(fault.start);
      }),
    );
    expect(luaFault(`x = ${'('.repeat(100_000)}`)?.message).toContain('deep');
  });
});
