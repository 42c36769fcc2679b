// In the details of a server: what would come of it, worst first, each effect with its stream and what to do about it.
import { copyButton, link, remedyOf, section } from '../details/facts.js';
import { choiceField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { count } from '../format/count.js';
import { time } from '../format/time.js';
import { EVENTS, LENGTHS } from './foresight.js';

const looks = { critical: 'notice notice-bad', warning: 'notice', note: 'notice notice-quiet' };

export function whatIf(server, context) {
  const { foresight, phase } = context;
  if (!foresight) return null;
  const past = phase === 'past';
  const asked = past ? null : foresight.of(server.id);
  if (!asked)
    return h('p', { key: 'what-if', class: 'details-page' }, [
      h(
        'button',
        {
          key: 'ask',
          class: 'button button-block',
          type: 'button',
          disabled: past,
          title: past ? 'It is foreseen from the present alone' : null,
          on: { click: () => foresight.ask(server.id) },
        },
        'What if it restarts or fails over…',
      ),
    ]);
  return h('div', { key: 'what-if', class: 'what-if' }, [
    section('What if', choices(server, asked, context), outcome(asked, context)),
    h(
      'button',
      { key: 'close', class: 'button button-block', type: 'button', on: { click: () => foresight.close() } },
      'Close “What if”',
    ),
  ]);
}

function choices(server, asked, { foresight, relations }) {
  const { event, seconds, standbyId } = asked;
  const again = (change) => foresight.ask(server.id, { event, seconds, standbyId, ...change });
  const standbys = relations
    .streamsOfServer(server.id)
    .filter(({ type, sourceServerId }) => type === 'physical' && sourceServerId === server.id)
    .map(({ targetServerId }) => [targetServerId, relations.servers.get(targetServerId)?.name ?? 'an unknown server']);
  return h('div', { key: 'choices', class: 'what-if-choices' }, [
    h(
      'div',
      { class: 'segments', role: 'group', 'aria-label': 'What happens to it' },
      EVENTS.map(([key, words]) =>
        h(
          'button',
          {
            key,
            class: 'button',
            type: 'button',
            'aria-pressed': String(key === event),
            on: { click: () => again({ event: key }) },
          },
          words,
        ),
      ),
    ),
    event === 'failover' &&
      standbys.length > 0 &&
      choiceField('standby', 'Who takes over', [['', 'Whoever stands best'], ...standbys], standbyId, (to) =>
        again({ standbyId: to }),
      ),
    event === 'downtime' && choiceField('length', 'For how long', LENGTHS, seconds, (to) => again({ seconds: to })),
  ]);
}

function outcome({ seen, problem }, context) {
  if (problem) return problemNotice(problem);
  if (!seen) return h('p', { key: 'waiting', class: 'faint' }, 'One moment…');
  const heir = seen.heirId && context.relations.servers.get(seen.heirId);
  return [
    h('p', { key: 'sum', class: 'plain', role: 'status' }, [
      h('strong', { key: 'words' }, summary(seen)),
      ' Foreseen from what was seen at ',
      time(seen.asOf),
      '; nothing was done to any server.',
    ]),
    heir &&
      h('p', { key: 'heir', class: 'plain' }, [
        'Taking over: ',
        link(heir.name, { kind: 'server', id: heir.id }, context.pick),
      ]),
    seen.effects.map((effect, i) => entry(effect, i, context)),
  ];
}

export function summary({ event, count: { critical, warning }, effects }) {
  const worst = [critical > 0 && `${critical} critical`, warning > 0 && count(warning, 'warning')].filter(Boolean);
  if (worst.length > 0) return `${worst.join(', ')}.`;
  if (effects.length === 0) return event === 'failover' ? 'Nothing hangs on it.' : 'Nothing would come of it.';
  return 'All goes on by itself afterwards.';
}

function entry({ code, severity, streamId, message, remedy }, i, { relations, pick }) {
  const stream = relations.streams.get(streamId);
  const where = remedy?.serverId && relations.servers.get(remedy.serverId);
  return h(
    'div',
    { key: `${i}:${code}:${streamId}`, class: looks[severity] ?? looks.note, 'data-severity': severity },
    [
      h('p', { class: severity === 'note' ? null : 'notice-title' }, message),
      remedyOf({ remedy: remedy?.text }),
      remedy?.sql &&
        h('p', { key: 'sql', class: 'what-if-sql' }, [h('code', {}, remedy.sql), copyButton('the SQL', remedy.sql)]),
      where &&
        h('p', { key: 'where', class: 'plain' }, ['On ', link(where.name, { kind: 'server', id: where.id }, pick)]),
      stream && h('p', { key: 'stream' }, link(stream.name, { kind: 'stream', id: stream.id }, pick)),
    ],
  );
}
