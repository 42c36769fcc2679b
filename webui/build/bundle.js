// Bundles the browser modules and style sheets under content-hashed names and lists them in assets.properties,
// which stands beside the public folder, not in it.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { build } from 'esbuild';

const out = 'target/classes/webui';
const assets = join(out, 'assets');
const copied = [
  'node_modules/swagger-ui-dist/swagger-ui-bundle.js',
  'node_modules/swagger-ui-dist/swagger-ui.css',
  'src/main/css/favicon.svg',
];

rmSync(assets, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });

const common = {
  outdir: assets,
  outbase: 'src/main',
  entryNames: '[name].[hash]',
  bundle: true,
  minify: true,
  target: ['chrome123', 'firefox121', 'safari17.5'],
  metafile: true,
  logLevel: 'warning',
};
const built = await Promise.all([
  build({
    ...common,
    format: 'esm',
    entryPoints: [
      ...[
        'app',
        'login',
        'topology',
        'operations',
        'operation',
        'stream',
        'newStream',
        'slots',
        'dashboard',
        'databases',
        'database',
        'settings',
        'docs',
        'error',
      ].map((name) => `src/main/js/${name}.js`),
      ...['app', 'docs'].map((name) => `src/main/css/${name}.css`),
    ],
  }),
  // Loaded as a plain script, since a module would run only after the first paint.
  build({ ...common, format: 'iife', entryPoints: ['src/main/js/theme.js'] }),
]);
const inputs = built.flatMap(({ metafile }) => Object.keys(metafile.inputs));
const outputs = built.flatMap(({ metafile }) => Object.entries(metafile.outputs));

const names = outputs
  .filter(([, output]) => output.entryPoint)
  .map(([file, output]) => [basename(output.entryPoint), basename(file)]);

for (const file of copied) {
  // Source maps are not shipped, so the reference to one would only make developer tools complain.
  const content = readFileSync(file, 'utf8').replace(/^(\/\/|\/\*)# sourceMappingURL=.*$/gm, '');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8).toUpperCase();
  const hashed = `${basename(file, extname(file))}.${hash}${extname(file)}`;
  writeFileSync(join(assets, hashed), content);
  names.push([basename(file), hashed]);
}

// What is shipped goes out with its licence.
const licences = join(out, 'licenses');
mkdirSync(licences, { recursive: true });
const packages = [...inputs, ...copied].map((file) => file.match(/^node_modules\/([^/]+)\//)?.[1]);
for (const name of new Set(packages.filter(Boolean))) {
  copyFileSync(`node_modules/${name}/LICENSE`, join(licences, `${name}.txt`));
}
copyFileSync('node_modules/swagger-ui-dist/NOTICE', join(licences, 'swagger-ui-dist.NOTICE.txt'));
copyFileSync('node_modules/swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt', join(licences, 'swagger-ui-bundle.txt'));

names.sort(([a], [b]) => a.localeCompare(b));
writeFileSync(join(out, 'assets.properties'), names.map(([name, file]) => `${name}=${file}\n`).join(''));
