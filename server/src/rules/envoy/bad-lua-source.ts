import { type EnvoyText, messagesIn, textIn } from '../../envoy/messageFields.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { within } from '../../text/span.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { luaFault } from '../luaSyntax.ts';
import type { LuaFault } from '../luaTokens.ts';
import { yaml } from '../yaml.ts';

export const badLuaSource = defineEnvoyRule({
  id: 'bad-lua-source',
  category: 'correctness',
  docs: {
    summary: 'A Lua script in the file is no valid Lua.',
    why: 'Envoy loads scripts when it starts, with LuaJIT: a block without `end`, an operator of a later Lua or any other fault of the syntax is a "script load error", and Envoy does not start.',
    instead: 'Mend the script. LuaJIT reads Lua 5.1 with `goto`; it has no `&`, `//` and `<const>`.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/lua_filter'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua
          inline_code: function envoy_on_request(handle) if handle end
          #                                                        ^^^ \`then\` is missing before "end"
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua
        default_source_code:
          inline_string: |
            function envoy_on_request(handle)
              if handle:headers():get("x") ~= nil then handle:logInfo("x") end
            end
      `,
    ],
  },
  *check(config) {
    for (const [type, ...fields] of places) {
      for (const { message } of messagesOfType(config, type)) {
        for (const { value, contentSpan } of fields.flatMap((field) => sourcesIn(message, field))) {
          if (/\{\{|\$\{/.test(value)) continue;
          const fault = faultOf(value);
          if (!fault) continue;
          // Indentation and folding shift what is inside; then the whole is marked, and the line of the script is told.
          const isPlain = contentSpan.end - contentSpan.start === value.length;
          const line = value.slice(0, fault.start).split('\n').length;
          const place = isPlain ? '' : `, line ${line} of the script`;
          const end = Math.min(value.length, Math.max(fault.end, fault.start + 1));
          yield {
            span: isPlain ? within(contentSpan, Math.min(fault.start, end - 1), end) : contentSpan,
            message: `${fault.message}${place}: Envoy does not start.`,
          };
        }
      }
    }
  },
});

const mostKept = 200;
const kept = new Map<string, LuaFault | undefined>();

/** A script is read once, not at each key elsewhere in the file. */
function faultOf(source: string): LuaFault | undefined {
  if (kept.has(source)) return kept.get(source);
  if (kept.size >= mostKept) kept.clear();
  const fault = luaFault(source);
  kept.set(source, fault);
  return fault;
}

const extensions = 'envoy.extensions';

/** Fields with scripts, by message. */
const places: readonly (readonly [type: string, ...fields: string[]])[] = [
  [`${extensions}.filters.http.lua.v3.Lua`, 'inline_code', 'default_source_code', 'source_codes'],
  [`${extensions}.filters.http.lua.v3.LuaPerRoute`, 'source_code'],
  [`${extensions}.router.cluster_specifiers.lua.v3.LuaConfig`, 'source_code'],
  [`${extensions}.string_matcher.lua.v3.Lua`, 'source_code'],
];

function sourcesIn(message: EnvoyMessage, field: string): readonly EnvoyText[] {
  const own = textIn(message, field);
  return own ? [own] : messagesIn(message, field).flatMap((source) => textIn(source, 'inline_string') ?? []);
}
