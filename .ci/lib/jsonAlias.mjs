/** The package's main file loads its parts in a way that cannot be bundled; its ES module can. For esbuild's `alias`. */
export const jsonAlias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };
