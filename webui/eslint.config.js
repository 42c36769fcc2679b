import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['target/', 'node_modules/'] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'smart'],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-console': 'error',
      'no-shadow': 'error',
      'object-shorthand': 'error',
      complexity: ['error', 12],
      'max-lines': ['error', 200],
    },
  },
  { files: ['src/main/js/**'], languageOptions: { globals: globals.browser } },
  { files: ['src/main/js/docs.js'], languageOptions: { globals: { SwaggerUIBundle: 'readonly' } } },
  { files: ['build/**', 'src/test/js/**'], languageOptions: { globals: globals.node } },
];
