/** The floors of the house: a library imports only from lower ones, and only through their index. */
const floors = [
  ['contracts'],
  ['platform'],
  ['queue', 'media', 'channels', 'access'],
  ['messaging'],
  ['handoff'],
  ['reports'],
  ['realtime'],
];

const upward = floors.flatMap((libs, floor) =>
  libs.map((lib) => {
    const above = floors
      .slice(floor)
      .flat()
      .filter((other) => other !== lib);
    return {
      name: `floor-of-${lib}`,
      comment: `libs/${lib} may import from lower floors only`,
      severity: 'error',
      from: { path: `^libs/${lib}/` },
      to: { path: `^libs/(${above.join('|')})/` },
    };
  }),
);

module.exports = {
  forbidden: [
    ...upward.filter(({ to }) => !to.path.includes('()')),
    {
      name: 'libraries-know-no-apps',
      severity: 'error',
      from: { path: '^(libs|migrations)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'only-through-the-index',
      comment: 'what another library or an app needs is exported by index.ts',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)', pathNot: '^$1/$2/' },
    },
    {
      name: 'provider-sees-only-the-contract',
      comment: 'a provider folder knows the contract and neutral code, never another provider',
      severity: 'error',
      from: { path: '^libs/channels/src/(twilio|meta)/' },
      to: { path: '^libs/(?!channels|contracts)|^libs/channels/src/(?!$1/)(twilio|meta)/' },
    },
    {
      name: 'console-sees-contracts-alone',
      severity: 'error',
      from: { path: '^apps/console/' },
      to: { path: '^(libs/(?!contracts)|apps/(?!console)|migrations)' },
    },
    {
      name: 'features-meet-in-routes',
      comment: 'features of the console never import each other',
      severity: 'error',
      from: { path: '^apps/console/src/features/([^/]+)/' },
      to: { path: '^apps/console/src/features/(?!$1/)' },
    },
    {
      name: 'the-carriers-are-strangers',
      comment: 'hub and emulator share nothing but HTTP',
      severity: 'error',
      from: { path: '^apps/sandbox/' },
      to: { path: '^(libs|apps/(?!sandbox)|migrations)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contracts-run-in-a-browser',
      severity: 'error',
      from: { path: '^libs/contracts/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'test-kits-only-in-tests',
      severity: 'error',
      from: { path: '^(libs|apps|migrations)/', pathNot: '\\.spec\\.ts$|/(testing|kit)/' },
      to: { path: '^test/|/(testing|kit)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
