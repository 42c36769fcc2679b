// How a stream went: lag in bytes and time, and the log that its source keeps for it.
import { Chart } from '../chart/chart.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { ask } from '../session/api.js';
import { CHARTS, columns, courseInWords, untold } from './course.js';

const RANGES = [
  ['15min', '15 min', 900],
  ['1h', '1 h', 3600],
  ['6h', '6 h', 21_600],
  ['1d', '1 d', 86_400],
  ['7d', '7 d', 604_800],
  ['30d', '30 d', 2_592_000],
  ['90d', '90 d', 7_776_000],
];
const POINTS = 400;
const unasked = { buckets: [] };

export class StreamHistory {
  #id;
  #changed;
  #range = new URLSearchParams(location.search).get('range') ?? '1h';
  #zoom = null;
  #course = null;
  #problem = null;
  #charts = new Map();
  #turn = 0;
  #due = Infinity;

  constructor(id, changed) {
    this.#id = id;
    this.#changed = changed;
    this.#load();
    document.addEventListener('pgrm:theme', () => this.#charts.forEach(({ chart }) => chart.redraw()));
  }

  #window() {
    if (this.#zoom) return this.#zoom;
    const [, , seconds] = RANGES.find(([key]) => key === this.#range) ?? RANGES[1];
    const to = Date.now() / 1000;
    return [to - seconds, to];
  }

  async #load() {
    const turn = ++this.#turn;
    this.#due = Infinity;
    const askedAt = Date.now();
    const window = this.#window();
    const [from, to] = window.map((at) => new Date(at * 1000).toISOString());
    const query = new URLSearchParams({ from, to, points: POINTS });
    const { body, problem } = await ask('GET', `/api/replication/streams/${this.#id}/metrics?${query}`);
    if (turn !== this.#turn) return; // Another range was chosen meanwhile.
    if (body) this.#course = { window, buckets: body.buckets, pace: body.bucketSeconds, thresholds: body.thresholds };
    this.#problem = problem ?? null;
    this.#changed();
    this.#due = askedAt + Math.max(5, body?.bucketSeconds ?? 5) * 1000;
  }

  /** The page looks again. What was chosen with the mouse stands still. */
  again() {
    if (!this.#zoom && Date.now() >= this.#due) this.#load();
  }

  #choose(range, zoom = null) {
    this.#range = range;
    this.#zoom = zoom;
    const url = new URL(location.href);
    url.searchParams.set('range', range);
    history.replaceState(null, '', url);
    this.#load();
    this.#changed();
  }

  draw(stream) {
    queueMicrotask(() => requestAnimationFrame(() => this.#plot()));
    return h('section', { key: 'history', class: 'card card-body stacked', 'aria-label': 'Course' }, [
      h('div', { key: 'head', class: 'section-head' }, [
        h('h2', { class: 'section-title' }, 'Course'),
        h(
          'div',
          { class: 'segments', role: 'group', 'aria-label': 'Range' },
          RANGES.map(([key, words]) =>
            h(
              'button',
              {
                key,
                class: 'button',
                type: 'button',
                'aria-pressed': String(key === this.#range && !this.#zoom),
                on: { click: () => this.#choose(key) },
              },
              words,
            ),
          ),
        ),
      ]),
      problemNotice(this.#problem),
      this.#course?.buckets.length === 0 &&
        h(
          'p',
          { key: 'none', class: 'faint' },
          'Nothing is known of this time: it was not on the map yet, or nobody looked.',
        ),
      CHARTS.map((chart) =>
        h('figure', { key: chart.id, class: 'chart' }, [
          h('figcaption', { class: 'chart-title' }, [
            chart.title,
            h('span', { key: 'now', class: 'faint' }, this.#spoken(chart, stream)),
          ]),
          h('div', { key: 'place', id: chart.id, class: 'chart-place' }),
        ]),
      ),
      this.#zoom &&
        h(
          'button',
          { key: 'whole', class: 'button', type: 'button', on: { click: () => this.#choose(this.#range) } },
          'Show the whole range again',
        ),
    ]);
  }

  /** A range ends now; what was chosen with the mouse stands still, and is soon of the past. */
  #spoken(chart, stream) {
    const now = Date.now() / 1000;
    const [, to] = this.#window();
    const reachesNow = to + (this.#course?.pace ?? 0) >= now;
    return ` ${courseInWords(this.#course ?? unasked, chart, reachesNow ? stream : null)}`;
  }

  #plot() {
    if (!this.#course) return;
    for (const { id, series, format, steps } of CHARTS) {
      const place = document.getElementById(id);
      if (!place) continue;
      let known = this.#charts.get(id);
      if (known?.place !== place) {
        known?.chart.stop();
        const zoomed = (from, to) => this.#choose(this.#range, [from, to]);
        known = { place, chart: new Chart(place, { series, format, steps, zoomed, group: 'stream' }) };
        this.#charts.set(id, known);
      }
      if (known.shown === this.#course) continue;
      known.shown = this.#course;
      known.chart.show(columns(this.#course, series), this.#course.window, untold(this.#course, { series, format }));
    }
  }
}
