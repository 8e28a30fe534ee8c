/**
 * The layers of NetGuru: core ← network ← ingest ← index ← retrieval ← answer ← vscode.
 * `llm` and `conversations` stand beside `answer` and know only core; `llm` also what a secret is.
 */
const layers = ['core', 'network', 'ingest', 'index', 'retrieval', 'answer', 'vscode'];

/** A layer may use itself, the ones before it, and nothing after it. */
const direction = layers.map((layer, position) => ({
  name: `${layer}-uses-only-lower-layers`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: `^src/(?:${layers.slice(position + 1).join('|') || 'none'})/` },
}));

module.exports = {
  forbidden: [
    ...direction,
    {
      name: 'conversations-know-only-core',
      severity: 'error',
      from: { path: '^src/conversations/' },
      to: { path: '^src/', pathNot: '^src/(?:core|conversations)/' },
    },
    {
      name: 'llm-knows-only-core-and-network',
      comment: 'network for its secrets: a provider redacts what it is given before it sends it.',
      severity: 'error',
      from: { path: '^src/llm/' },
      to: { path: '^src/', pathNot: '^src/(?:core|network|llm)/' },
    },
    {
      name: 'only-answer-and-faces-use-llm',
      severity: 'error',
      from: { path: '^src/(?:core|network|ingest|index|retrieval)/' },
      to: { path: '^src/(?:llm|conversations|cli|webview)/' },
    },
    {
      name: 'core-and-network-are-pure',
      comment: 'No node: module and no package: they run anywhere, the webview included.',
      severity: 'error',
      from: { path: '^src/(?:core|network)/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'] },
    },
    {
      name: 'only-the-adapter-knows-vscode',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(?:vscode/|extension\\.ts$)' },
      to: { path: '^vscode$' },
    },
    {
      name: 'webview-knows-only-the-protocol-and-core',
      severity: 'error',
      from: { path: '^src/webview/' },
      to: {
        path: '^src/',
        pathNot: '^src/(?:webview/|core/|vscode/panel(?:Protocol|Guards|Strings)\\.ts$)',
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'no-dev-dependencies-in-source',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev'],
        pathNot: ['^node_modules/@types/', '^vscode$'],
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
