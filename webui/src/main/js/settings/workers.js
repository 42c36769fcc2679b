// The monitors that live, and how much each of them watches.
import { section } from '../details/facts.js';
import { h } from '../dom/h.js';
import { count } from '../format/count.js';

export function workers(live) {
  return section(
    'Monitors',
    live == null
      ? h('p', { key: 'unknown', class: 'plain' }, 'Nobody can tell at present: Redis cannot be reached.')
      : live.length === 0
        ? h(
            'p',
            { key: 'none', class: 'notice' },
            'No monitor lives, so nothing is watched. Start one: bin/pgrm monitor',
          )
        : h(
            'ul',
            { key: 'workers', class: 'settings-workers' },
            live.map(({ id, servers }) =>
              h('li', { key: id }, [
                h('span', { key: 'id', class: 'mono', title: id }, id.slice(0, 8)),
                h('span', { key: 'servers' }, ` watches ${count(servers, 'server')}`),
              ]),
            ),
          ),
  );
}
