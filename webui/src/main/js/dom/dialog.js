// Modal dialogs, of which one may open another. The browser's own element keeps the focus inside and gives it back.
import { h } from './h.js';
import { icon } from './icons.js';
import { patch } from './patch.js';

const FIELD = '.dialog-body :is(input, select, textarea):enabled';
const TEXT = 'input:not([type=search], [type=checkbox], [type=radio], [type=file])';

// As in any form. A search only searches.
function answersByEnter({ key, target, isComposing }) {
  return key === 'Enter' && !isComposing && target.matches(TEXT);
}

/**
 * draw() answers {title, body, actions, read: whether the body is text alone, to be scrolled by keys,
 * wide: whether there is much beside each other}; it is asked again
 * whenever render() is called. closed() hears of the end, however it came.
 */
export class Dialog {
  static #count = 0;
  #title = `dialog-title-${++Dialog.#count}`;
  #element;
  #draw;

  constructor(draw, closed = () => {}) {
    this.#draw = draw;
    this.#element = document.createElement('dialog');
    this.#element.className = 'dialog panel';
    this.#element.setAttribute('aria-labelledby', this.#title);
    this.#element.addEventListener('close', () => {
      this.#element.remove();
      closed();
    });
    this.#element.tabIndex = -1;
    this.#element.addEventListener('keydown', (event) => answersByEnter(event) && this.#answer(event));
    document.body.append(this.#element);
    this.render();
    this.#element.showModal();
    (this.#element.querySelector(FIELD) ?? this.#element).focus();
  }

  #answer(event) {
    event.preventDefault();
    this.#element.querySelector('.dialog-actions :is(.button-primary, .button-danger):enabled')?.click();
  }

  render() {
    const { title, body, actions, read, wide } = this.#draw();
    this.#element.dataset.wide = String(Boolean(wide));
    patch(this.#element, [
      h('header', { key: 'head', class: 'panel-head' }, [
        h('h2', { id: this.#title, class: 'panel-title' }, title),
        h(
          'button',
          {
            class: 'button button-quiet button-icon',
            type: 'button',
            'aria-label': 'Close',
            on: { click: () => this.close() },
          },
          icon('close'),
        ),
      ]),
      h('div', { key: 'body', class: 'panel-body dialog-body', tabindex: read ? 0 : null }, body),
      h('footer', { key: 'actions', class: 'dialog-actions' }, actions),
    ]);
    // What had it may be gone, or be barred for a moment.
    if (this.#element.open && !this.#element.contains(document.activeElement)) this.#element.focus();
  }

  close() {
    this.#element.close();
  }
}
