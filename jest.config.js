const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', importAttributes: true },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
};

const databaseTests = ['/test/system/api/', '/test/system/citizen/'];

/** `unit` needs nothing, `api` the real database, `system` the real engine too, `browser` Chromium besides. */
export default {
  // A net only: a busy machine is slow, not wrong.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/test/system/', '/test/browser/', '/test/long/'],
    },
    {
      ...common,
      displayName: 'api',
      testMatch: databaseTests.map((folder) => `<rootDir>${folder}**/*.test.ts`),
      globalSetup: '<rootDir>/test/support/shared-server.mjs',
      globalTeardown: '<rootDir>/test/support/stop-shared-server.mjs',
    },
    {
      ...common,
      displayName: 'system',
      testMatch: ['<rootDir>/test/system/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...databaseTests],
    },
    { ...common, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
    { ...common, displayName: 'long', testMatch: ['<rootDir>/test/long/**/*.test.ts'] },
  ],
};
