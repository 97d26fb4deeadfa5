import { defineConfig } from 'eslint/config'
import prettier from 'eslint-config-prettier'
import svelte from 'eslint-plugin-svelte'
import tseslint from 'typescript-eslint'

const typescript = ['**/*.ts']
const svelteFiles = ['**/*.svelte']
const svelteModules = ['**/*.svelte.ts']
const rules = ['functions/core/**/*.ts', 'functions/contract/**/*.ts']

/** Of ESLint's own recommended rules, those that TypeScript does not already cover. */
const plain = Object.fromEntries(
  [
    'no-async-promise-executor',
    'no-cond-assign',
    'no-constant-binary-expression',
    'no-constant-condition',
    'no-control-regex',
    'no-debugger',
    'no-empty',
    'no-empty-character-class',
    'no-fallthrough',
    'no-irregular-whitespace',
    'no-loss-of-precision',
    'no-misleading-character-class',
    'no-prototype-builtins',
    'no-self-assign',
    'no-self-compare',
    'no-sparse-arrays',
    'no-unreachable',
    'no-unsafe-finally',
    'no-unsafe-optional-chaining',
    'no-unused-labels',
    'no-useless-catch',
    'no-useless-escape',
    'use-isnan',
  ].map((rule) => [rule, 'error']),
)

const emptyCatch = {
  selector: 'CatchClause > BlockStatement[body.length=0]',
  message: 'A swallowed error is lost. Handle it, log it with its cause or let it go up.',
}

const wholeZod = {
  selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
  message: 'Write import * as z: only then can a bundle leave out what it does not use, 270 kB of it.',
}

/** One dialect: a named function with a body is declared; an arrow is for what is one expression, or has its type from elsewhere. */
const isBlockArrow =
  "VariableDeclarator:not([id.typeAnnotation]) > ArrowFunctionExpression[body.type='BlockStatement']"
const blockArrow = [
  `Program > VariableDeclaration > ${isBlockArrow}`,
  `ExportNamedDeclaration > VariableDeclaration > ${isBlockArrow}`,
  `SvelteScriptElement > VariableDeclaration > ${isBlockArrow}`,
].map((selector) => ({ selector, message: 'Declare it: function name(…) { … }.' }))

/** What a rule may not reach for: the clock, chance and ids come in as arguments. */
const impure = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The clock is an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'The clock is an argument.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The clock is an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Randomness is an argument.',
  },
]

const surroundings = [
  'Buffer',
  'console',
  'crypto',
  'document',
  'fetch',
  'global',
  'globalThis',
  'localStorage',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'self',
  'sessionStorage',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'WebSocket',
  'window',
].map((name) => ({ name, message: 'The rules know neither Node nor the browser.' }))

/** Imports go down only: web → contract, core; api, streams → services → runtime → store → core → contract. */
const noImports = (...patterns) => ['error', { patterns }]
const notAbove = {
  regex: '^#(client|terminal|local|capacity|test)/|/(client|terminal|local|capacity|web|cdk|test)/',
  message: 'functions/ is what runs on Lambda; it imports nothing that stands around it.',
}
const notAround = {
  regex:
    '^(node:|@aws-|@middy/|aws-lambda|svelte|ws$|#(store|runtime|services|functions|words)/)|/(api|runtime|services|store|streams)/',
  message: 'The rules and the contract are pure: no AWS, no Node, no page, no sentences, nothing above them.',
}
const notInPages = {
  regex:
    '^(node:|@aws-|zod|#(store|runtime|services|functions(?!/routes\\.ts)|terminal|local|capacity|client(?!/types\\.ts)|test)/)|/(functions|local|test)/',
  message: 'A page imports the contract, the rules and its own files.',
}
const typesOnly = {
  regex: '^#(contract/|functions/routes\\.ts|client/types\\.ts)',
  allowTypeImports: true,
  message:
    'A page takes types from the contract and the routes (import type), so that no schema is loaded on a phone.',
}

export default defineConfig(
  { ignores: ['cdk.out/', '**/dist/', '.leitai/', 'coverage/', 'local/stream-sample/segments/'] },
  {
    files: [...typescript, ...svelteFiles],
    extends: [tseslint.configs.strict],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: typescript,
    ignores: svelteModules,
    extends: [tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  ...svelte.configs.recommended,
  {
    files: [...svelteFiles, ...svelteModules],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: { 'prefer-const': 'off', 'svelte/prefer-const': 'error' },
  },
  {
    rules: {
      ...plain,
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', emptyCatch],
      'object-shorthand': 'error',
    },
  },
  {
    files: ['functions/**/*.ts'],
    ignores: rules,
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', emptyCatch, wholeZod, ...blockArrow],
      '@typescript-eslint/no-restricted-imports': noImports(notAbove),
    },
  },
  {
    files: rules,
    rules: {
      'no-restricted-globals': ['error', ...surroundings],
      'no-restricted-syntax': ['error', emptyCatch, wholeZod, ...blockArrow, ...impure],
      '@typescript-eslint/no-restricted-imports': noImports(notAbove, notAround),
    },
  },
  {
    files: ['web/**/*.ts', 'web/**/*.svelte'],
    ignores: ['cdk.out/', 'web/vite.config.ts', 'web/svelte.config.js'],
    rules: {
      'no-restricted-syntax': ['error', emptyCatch, ...blockArrow],
      '@typescript-eslint/no-restricted-imports': noImports(notInPages, typesOnly),
    },
  },
  {
    // A test compares whole JSON answers, which arrive as any, and hands methods to spies.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  prettier,
  ...svelte.configs.prettier,
)
