/** Addresses that the page loads from, and the word that lets its script run. */
export interface WebviewParts {
  readonly nonce: string;
  /** Where a webview's own files come from, for the content policy. */
  readonly source: string;
  readonly script: string;
  readonly style: string;
}

/** The page of the diagram. It may run one script and load one style sheet, and nothing else from anywhere. */
export function webviewHtml({ nonce, source, script, style }: WebviewParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}';">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Network diagram</title>
</head>
<body>
<div id="toolbar" role="toolbar" aria-label="Diagram">
  <label class="find"><span class="hidden-label">Find</span><input id="find" type="search" placeholder="Find" autocomplete="off" spellcheck="false" title="Find a service, network, port or address (/)"></label>
  <span id="found" role="status"></span>
  <span class="space"></span>
  <button id="zoom-out" type="button" title="Zoom out (-)" aria-label="Zoom out">−</button>
  <button id="scale" type="button" title="Own size (1)" aria-label="Own size">100 %</button>
  <button id="zoom-in" type="button" title="Zoom in (+)" aria-label="Zoom in">+</button>
  <button id="fit" type="button" title="Fit into the window (0)">Fit</button>
  <button id="tidy" type="button" title="Lay out anew, without regard to where cards stand now">Tidy</button>
  <button id="table" type="button" aria-pressed="false" title="The same as tables">Table</button>
  <button id="export" type="button" title="Save the picture as SVG">Export…</button>
</div>
<div id="stale" role="status" hidden></div>
<main id="stage" tabindex="0" aria-label="Network diagram. Tab and arrow keys move between networks and services, Enter opens the source, Space selects, Escape clears."></main>
<section id="tables" hidden aria-label="Tables"></section>
<p id="nothing" hidden></p>
<div id="status" role="status" aria-live="polite"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
