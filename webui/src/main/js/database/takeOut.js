// Takes a database out of the registry, once somebody has written its name out.
import { act } from '../action/act.js';
import { confirmField } from '../dom/field.js';
import { h } from '../dom/h.js';
import { ask } from '../session/api.js';

export function takeOut({ id, name }, done) {
  act(
    {
      title: `Take ${name} out of the registry`,
      verb: 'Take it out',
      danger: true,
      values: { uses: null },
      opened: async ({ set }) => set('uses', (await ask('DELETE', `/api/databases/${id}`)).problem),
      ready: ({ confirm, uses }) => confirm === name && uses !== null,
      question: (context) => [
        h(
          'p',
          { key: 'what' },
          'Nothing happens to the database itself. It is not watched any more, and its credentials are not used.',
        ),
        context.values.uses
          ? h(
              'div',
              { key: 'uses', class: 'notice' },
              h('p', {}, context.values.uses.detail || context.values.uses.title),
            )
          : h('p', { key: 'asking', class: 'faint' }, 'Asking what it is used for…'),
        confirmField(name, context),
      ],
      send: ({ confirm }) => ask('DELETE', `/api/databases/${id}?${new URLSearchParams({ confirm })}`),
    },
    done,
  );
}
