// The map as a file: all of it or what is in sight, to be scaled or to be pasted.
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { close, closeByEscape } from '../dom/menu.js';
import { toast } from '../shell/toast.js';
import { asPng, asSvg } from './picture.js';

const choices = [
  ['SVG, whole map', 'svg', true],
  ['SVG, what is in sight', 'svg', false],
  ['PNG, whole map', 'png', true],
  ['PNG, what is in sight', 'png', false],
];

/** drawn() answers what the map shows now. */
export function exportMenu(drawn) {
  return h('details', { key: 'export', class: 'menu choice export', on: { keydown: closeByEscape } }, [
    h(
      'summary',
      {
        class: 'button button-quiet button-icon',
        'aria-label': 'Save the map as a picture',
        title: 'Save as a picture',
      },
      icon('save', { width: 14, height: 14 }),
    ),
    h(
      'div',
      { class: 'choice-body export-body' },
      choices.map(([words, kind, whole]) =>
        h(
          'button',
          {
            key: words,
            class: 'button button-quiet',
            type: 'button',
            on: {
              click: ({ currentTarget }) => {
                close(currentTarget.closest('details'));
                save(drawn(), kind, whole);
              },
            },
          },
          words,
        ),
      ),
    ),
  ]);
}

async function save(drawn, kind, whole) {
  try {
    const svg = asSvg(drawn, whole);
    download(kind === 'svg' ? new Blob([svg.text], { type: 'image/svg+xml' }) : await asPng(svg), kind);
  } catch {
    toast('The picture could not be made: the map may be too large for this browser. Save it as SVG instead');
  }
}

function download(blob, kind) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `topology-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}Z.${kind}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
