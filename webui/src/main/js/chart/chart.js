// A chart over time, drawn by uPlot into an element of the page. Charts of one group share their cursor.
import UPlot from 'uplot';
import { inUtc } from '../format/time.js';
import { isolated } from './isolated.js';

/**
 * series: [{label, tone, fill}], tone names a colour of the style sheets; format(value) writes values of the axis and of the legend, which
 * lie at multiples of one of the steps;
 * zoomed(from, to) hears of what somebody chose with the mouse, in seconds.
 */
export class Chart {
  #place;
  #plot = null;
  #untold = [];
  #watch;
  #options;

  constructor(place, options) {
    this.#place = place;
    this.#options = options;
    this.#watch = new ResizeObserver(() => this.#plot?.setSize(this.#size()));
    this.#watch.observe(place);
  }

  /**
   * data: times in seconds, then the values of each series; range: [from, to], also where nothing is known; untold: for each series
   * that is not drawn, what the legend says instead.
   */
  show(data, range, untold = []) {
    if (!this.#plot) this.#plot = new UPlot(this.#described(), data, this.#place);
    else this.#plot.setData(data, false);
    const before = this.#untold;
    this.#untold = untold;
    untold.forEach((words, i) => {
      // Once it is drawn or not, its reader may have it otherwise by the legend.
      if (((before[i] ?? null) === null) !== (words === null)) this.#plot.setSeries(i + 1, { show: words === null });
    });
    this.#tell();
    this.#plot.setScale('x', { min: range[0], max: range[1] });
  }

  /** The legend tells of what is not drawn, unless its reader chose to see it. */
  #tell() {
    this.#place.querySelectorAll('.u-legend .u-series').forEach((row, i) => {
      const words = i > 0 && !this.#plot.series[i].show ? this.#untold[i - 1] : null;
      row.classList.toggle('is-told', Boolean(words));
      const label = row.querySelector('.u-label');
      const text = words ?? (i === 0 ? 'Time' : this.#options.series[i - 1].label);
      if (label.textContent !== text) label.textContent = text;
    });
  }

  stop() {
    this.#watch.disconnect();
    this.#plot?.destroy();
  }

  /** After the theme has changed. */
  redraw() {
    this.#plot?.redraw(false, true);
  }

  #size() {
    return { width: this.#place.clientWidth, height: this.#options.height ?? 150 };
  }

  #described() {
    const { series, format, steps, zoomed, group } = this.#options;
    const color = (name) => () => colorOf(this.#place, name);
    const axis = { stroke: color('ink-faint'), grid: { stroke: color('line'), width: 1 }, ticks: { show: false } };
    return {
      ...this.#size(),
      ...(inUtc() ? { tzDate: (at) => UPlot.tzDate(new Date(at * 1000), 'UTC') } : {}),
      cursor: { sync: { key: group }, drag: { x: true, y: false, setScale: false } },
      scales: { y: { range: (_, low, high) => [Math.min(0, low ?? 0), Math.max((high ?? 0) * 1.05, 1e-3)] } },
      legend: { live: true },
      axes: [
        { ...axis, ...clock, size: 30 },
        { ...axis, size: 76, incrs: steps, values: (_, ticks) => ticks.map(format) },
      ],
      series: [
        { label: 'Time', value: (_, at) => (at == null ? '–' : moments.format(new Date(at * 1000))) },
        ...series.map(({ label, tone, fill, dash }) => ({
          label,
          stroke: color(tone),
          fill: fill ? color(`${tone}-tint`) : undefined,
          width: 1.5,
          dash,
          points: { show: false, filter: alone, size: 5, fill: color(tone) },
          value: (_, value) => (value == null ? '–' : format(value)),
        })),
      ],
      hooks: {
        setSeries: [() => this.#plot && this.#tell()],
        setSelect: [
          (plot) => {
            const { left, width } = plot.select;
            if (width < 4) return;
            zoomed(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
            plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
      },
    };
  }
}

// Of one value between gaps a line shows nothing.
function alone({ data }, series) {
  return isolated(data[series]);
}

// A canvas knows nothing of the style sheets' names, nor of colours that depend on the theme.
function colorOf(place, name) {
  place.style.setProperty('color', `var(--${name})`);
  const { color } = getComputedStyle(place);
  place.style.removeProperty('color');
  return color;
}

const zone = inUtc() ? { timeZone: 'UTC' } : {};
const moments = new Intl.DateTimeFormat('en-GB', {
  ...zone,
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const times = new Intl.DateTimeFormat('en-GB', { ...zone, hour: '2-digit', minute: '2-digit' });
const days = new Intl.DateTimeFormat('en-GB', { ...zone, day: 'numeric', month: 'short' });
const DAY = 86_400;

// Days where they begin, else the time of day.
const clock = {
  values: (_, ticks, __, ___, step) =>
    ticks.map((at) => {
      const when = new Date(at * 1000);
      const time = times.format(when);
      return step >= DAY || time === '00:00' ? days.format(when) : time;
    }),
};
