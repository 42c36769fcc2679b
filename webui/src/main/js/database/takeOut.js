// Takes a database out of the registry, once somebody has written its name out.
import { act } from '../action/act.js';
import { confirmField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';

export async function takeOut({ id, name }, done) {
  const { problem } = await ask('DELETE', `/api/databases/${id}`);
  act(
    {
      title: `Take ${name} out of the registry`,
      verb: 'Take it out',
      danger: true,
      ready: ({ confirm }) => confirm === name,
      question: (context) => [
        h(
          'p',
          { key: 'what' },
          'Nothing happens to the database itself. It is not watched any more, and its credentials are not used.',
        ),
        problem && h('div', { key: 'uses', class: 'notice' }, h('p', {}, problem.detail)),
        confirmField(name, context),
      ],
      send: ({ confirm }) => ask('DELETE', `/api/databases/${id}?${new URLSearchParams({ confirm })}`),
    },
    done,
  );
}
