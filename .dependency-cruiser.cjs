// The layers of the README's code map. Each may import only from the ones before it.
const layers = ['text', 'model', 'compose', 'shell', 'envoy', 'cni', 'reach', 'rules', 'features'];
const folder = (name) => `^server/src/${name}/`;

module.exports = {
  forbidden: [
    ...layers.map((layer, index) => ({
      name: `layer-${layer}`,
      comment: `${layer} may import only from ${layers.slice(0, index).join(', ') || 'no other layer'}.`,
      severity: 'error',
      from: { path: folder(layer), pathNot: '\\.test\\.ts$' },
      to: {
        path: ['^server/src/', '^client/'],
        pathNot: layers.slice(0, index + 1).map(folder),
      },
    })),
    {
      name: 'layer-diagram',
      comment: 'The diagram is drawn from the model and the findings alone.',
      severity: 'error',
      from: { path: folder('diagram'), pathNot: '\\.test\\.ts$' },
      to: {
        path: ['^server/src/', '^client/'],
        pathNot: ['diagram', ...layers].map(folder).concat('^server/src/protocol\\.ts$'),
      },
    },
    {
      name: 'layer-runtime',
      severity: 'error',
      from: { path: folder('runtime'), pathNot: '\\.test\\.ts$' },
      to: {
        path: ['^server/src/', '^client/'],
        pathNot: [...['runtime', 'text', 'model', 'compose', 'reach'].map(folder)],
      },
    },
    {
      name: 'rules-do-not-import-rules',
      severity: 'error',
      from: { path: '^server/src/rules/[a-z]+/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/rules/[a-z]+/' },
    },
    {
      name: 'rules-see-the-model-only',
      severity: 'error',
      from: { path: '^server/src/rules/', pathNot: '\\.test\\.ts$' },
      to: { path: ['^server/src/text/yaml', '^server/src/compose/read', '^node_modules/yaml/'] },
    },
    {
      name: 'processes-and-sockets-in-runtime-only',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['^server/src/runtime/', '\\.test\\.ts$'] },
      to: { path: '^(?:node:)?(?:child_process|net|dgram|http|https|http2|tls|cluster|worker_threads)$' },
    },
    {
      name: 'files-at-the-edge-only',
      severity: 'error',
      from: {
        path: [...layers, 'diagram'].map(folder),
        pathNot: '\\.test\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'protocol-at-the-edge-only',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: ['^server/src/(?:server|ownRequests|registrations|capabilities)\\.ts$', '\\.test\\.ts$'],
      },
      to: { path: '^node_modules/vscode-languageserver/' },
    },
    {
      name: 'vscode-in-client-only',
      severity: 'error',
      from: { pathNot: ['^client/src/', '^test/vscode/host/'] },
      to: { path: '^vscode$' },
    },
    {
      name: 'no-vscode-in-webview',
      severity: 'error',
      from: { path: '^client/src/webview/' },
      to: {
        path: [
          '^vscode$',
          '^client/src/(?!webview/)',
          '^server/src/(?!protocol\\.ts$|diagram/(?:theme|styleSheet)\\.ts$)',
        ],
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { pathNot: ['^test/', '\\.test\\.ts$'] },
      to: { path: ['^test/', '\\.test\\.ts$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
