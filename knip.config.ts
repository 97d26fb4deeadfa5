import type { KnipConfig } from 'knip'

/** `npm run lint` ends with an error for what is exported, listed or kept in a file and used nowhere. */
export default {
  entry: [
    // Started by a script that hands its process on.
    'local/commands/start.ts',
    // Loaded by their names.
    'words/*/**/*.ts',
    'web/vite.config.ts',
    'local/commands/*.ts',
    'functions/{api,streams,push}/*.ts',
    'cdk/commands/*.ts',
    'cdk/resources/*.ts',
    'test/cdk/templates/*.ts',
  ],
  // Segments of a video have the same ending.
  project: ['**/*.{ts,svelte,js}', '!local/stream-sample/segments/**'],
  // Old browsers, found by their folders and never imported.
  ignoreDependencies: ['chromium-70', 'chromium-103'],
  // Of the operating system.
  ignoreBinaries: ['mount', 'umount', 'setpriv'],
} satisfies KnipConfig
