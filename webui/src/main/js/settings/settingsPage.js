// Who is signed in, what this browser is told to do, and how the installation is set up. Nothing of the latter is changed here.
import { facts, section } from '../details/facts.js';
import { h } from '../dom/h.js';
import { problemNotice } from '../dom/notice.js';
import { exactSeconds, duration } from '../format/duration.js';
import { time } from '../format/time.js';
import { pageHead } from '../page/head.js';
import { inPlace } from '../page/place.js';
import { ask } from '../session/api.js';
import { signOut } from '../session/session.js';
import { toast } from '../shell/toast.js';
import { Aws } from './aws.js';
import { history } from './history.js';
import { workers } from './workers.js';
import { preferences } from './preferences.js';

const PACE = 10_000;

export class SettingsPage {
  #me = null;
  #settings = null;
  #aws = new Aws(() => this.#render());
  #problem = null;
  #render;

  constructor() {
    this.#render = inPlace(() => this.#draw());
    document.addEventListener('pgrm:theme', () => this.#render());
    this.#load();
  }

  async #load() {
    if (!document.hidden) {
      const [me, settings] = await Promise.all([ask('GET', '/api/auth/me'), ask('GET', '/api/settings')]);
      this.#me = me.body ?? this.#me;
      this.#settings = settings.body ?? this.#settings;
      this.#problem = settings.problem ?? me.problem ?? null;
      this.#render();
    }
    setTimeout(() => this.#load(), PACE);
  }

  #draw() {
    return [
      pageHead('Settings', { note: 'What you can choose, and how this installation is set up.' }),
      problemNotice(this.#problem),
      h('div', { key: 'columns', class: 'columns settings' }, [
        h('div', { key: 'own', class: 'stacked' }, [
          card('account', 'Account', account(this.#me)),
          card(
            'browser',
            'Browser',
            preferences(() => this.#render()),
          ),
        ]),
        h('div', { key: 'installation', class: 'stacked' }, [
          card('set-up', 'Installation', this.#settings ? installation(this.#settings) : waiting()),
          card('history', 'History', this.#settings ? history(this.#settings.history) : waiting()),
          card('aws', 'AWS', this.#aws.draw()),
        ]),
      ]),
    ];
  }
}

function card(key, label, body) {
  return h('section', { key, class: 'card card-body', 'aria-label': label }, body);
}

function waiting() {
  return h('p', { key: 'waiting', class: 'faint' }, 'One moment…');
}

function account(me) {
  if (!me) return waiting();
  const out = async () => {
    if (await signOut()) location.assign('/login');
    else toast('Signing out did not work; the server could not be reached or refused');
  };
  return [
    facts('You', [
      ['Name', me.user.name],
      ['Roles', me.user.roles.join(', ') || 'none'],
      ['Session ends', me.expiresAt ? time(me.expiresAt) : 'not by itself'],
    ]),
    h(
      'p',
      { key: 'out', class: 'settings-act' },
      h('button', { class: 'button', type: 'button', on: { click: out } }, 'Sign out'),
    ),
  ];
}

function installation({ version, pollSeconds, signIn, databasesFile, metricsOpen, workers: live }) {
  return [
    facts('Installation', [
      ['Version', version, { copy: true }],
      [
        'Servers are polled every',
        duration(pollSeconds),
        { title: `${exactSeconds(pollSeconds)}: PGRM_POLL_INTERVAL` },
      ],
      ['Sign-in', signIn.length > 0 ? signIn.map(wayIn).join(', ') : 'switched off: AUTH_KEY is not set'],
      ['Databases from a file', databasesFile ?? 'no', { title: 'PGRM_DATABASES_FILE', copy: databasesFile }],
      [
        'Metrics without sign-in',
        metricsOpen ? 'yes, at /metrics' : 'no, /metrics wants the key',
        { title: 'PGRM_METRICS_OPEN' },
      ],
    ]),
    workers(live),
    section(
      'For programs',
      h('p', { key: 'api', class: 'plain' }, [
        h('a', { key: 'docs', href: '/docs' }, 'The API'),
        ' with its description at ',
        h('a', { key: 'openapi', href: '/openapi.yml' }, '/openapi.yml'),
      ]),
    ),
  ];
}

function wayIn(method) {
  return { key: 'by the key of the installation' }[method] ?? method;
}
