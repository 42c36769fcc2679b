// The bar under the frame: the verdict, then the figures.
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { exactLag } from '../format/lag.js';
import { bytes } from '../format/bytes.js';
import { duration } from '../format/duration.js';
import { whole } from '../format/bytes.js';
import { furthestBehind, verdict } from '../health/verdict.js';

const since = { live: '', past: ', at that time' };

export function overview({ relations, problems, pick, setProblemsOpen, phase, late }) {
  const known = verdict(relations, problems);
  const said = { ...known, note: `${known.note}${late ? ', as shown before' : (since[phase] ?? ', as last heard')}` };
  const registered = [...relations.nodes.values()].filter(({ status }) => status !== 'unregistered');
  const up = registered.filter(({ status }) => status === 'connected').length;
  const running = [...relations.streams.values()].filter(
    ({ status, stale }) => (status === 'active' || status === 'syncing') && !stale,
  ).length;
  return [
    h('div', { class: 'verdict', 'data-tone': said.tone, role: 'status' }, [
      h('div', { class: 'verdict-sign' }, icon(said.sign, { width: 18, height: 18 })),
      h('div', {}, h('p', { class: 'verdict-title' }, said.title), h('p', { class: 'verdict-note' }, said.note)),
    ]),
    figure('Servers', whole(relations.servers.size), { minor: true }),
    figure('Databases up', [whole(up), h('small', {}, ` / ${whole(registered.length)}`)]),
    figure('Streams running', [whole(running), h('small', {}, ` / ${whole(relations.streams.size)}`)]),
    figure('Problems', whole(problems.length), {
      tone: problems[0]?.tone,
      click: problems.length > 0 && (() => setProblemsOpen(true)),
    }),
    furthest(relations, pick),
  ];
}

function furthest({ streams }, pick) {
  const worst = furthestBehind(streams);
  if (!worst) return figure('Largest lag', '–');
  const value =
    worst.lagSeconds == null
      ? bytes(worst.lagBytes)
      : [duration(worst.lagSeconds), worst.lagBytes != null && h('small', {}, ` · ${bytes(worst.lagBytes)}`)];
  return figure('Largest lag', value, {
    title: `${worst.name}\n${exactLag(worst)}`,
    click: () => pick({ kind: 'stream', id: worst.id }, { reveal: true }),
  });
}

function figure(name, value, { tone, title, click, minor } = {}) {
  return h(
    click ? 'button' : 'div',
    {
      key: `${name}${click ? '!' : ''}`,
      class: `figure ${minor ? 'figure-minor' : ''}`,
      type: click ? 'button' : null,
      title,
      on: click ? { click } : {},
    },
    [h('span', { class: 'figure-name' }, name), h('span', { class: 'figure-value', 'data-tone': tone }, value)],
  );
}
