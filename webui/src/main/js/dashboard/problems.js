// Each problem with its diagnosis and what to do about it, and where to look closer.
import { errorNotice } from '../details/facts.js';
import { findings } from '../details/findings.js';
import { h } from '../dom/h.js';
import { icon } from '../dom/icons.js';
import { count } from '../format/count.js';

export function problemCards({ problems, relations }, now) {
  if (problems.length === 0) return null;
  const things = { server: relations.servers, node: relations.nodes, stream: relations.streams };
  return h('section', { key: 'problems', class: 'stacked', 'aria-label': 'Problems' }, [
    h('h2', { key: 'title', class: 'section-title' }, `Problems (${problems.length})`),
    h(
      'ul',
      { key: 'list', class: 'problem-cards' },
      problems.map((problem) => entry(problem, things[problem.kind].get(problem.id), now)),
    ),
  ]);
}

function entry({ key, kind, id, tone, title, cause, affects }, thing, now) {
  const told = [errorNotice(thing?.error, now), ...findings(thing ?? {}, now)].filter(Boolean);
  return h('li', { key, class: 'card card-body problem-card', 'data-tone': tone }, [
    h('h3', { key: 'title', class: 'problem-card-title' }, [
      icon(tone === 'bad' ? 'alarm' : 'pause', { width: 16, height: 16 }),
      h('span', { key: 'words' }, title),
    ]),
    told.length > 0 ? told : cause && h('p', { key: 'cause' }, cause),
    h('p', { key: 'links', class: 'page-actions' }, [
      kind === 'stream' && h('a', { key: 'page', href: `/streams/${id}` }, 'Course, tables and actions'),
      h('a', { key: 'map', href: `/#${kind}/${encodeURIComponent(id)}` }, 'Show it on the map'),
      affects > 0 && h('span', { key: 'affects', class: 'faint' }, `${count(affects, 'stream')} affected`),
    ]),
  ]);
}
