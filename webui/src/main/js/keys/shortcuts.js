// Every shortcut there is, once: what listens and what explains both read it here. 'g d' are two keys, one after the other.
const everywhere = [
  { act: 'help', keys: ['?'], words: 'Show the shortcuts' },
  { act: 'go', to: '/', keys: ['g t'], words: 'Go to the topology' },
  { act: 'go', to: '/dashboard', keys: ['g d'], words: 'Go to the dashboard' },
  { act: 'go', to: '/databases', keys: ['g b'], words: 'Go to the databases' },
  { act: 'go', to: '/operations', keys: ['g o'], words: 'Go to the operations' },
  { act: 'go', to: '/slots', keys: ['g s'], words: 'Go to the slots' },
  { act: 'go', to: '/settings', keys: ['g e'], words: 'Go to the settings' },
  { act: 'go', to: '/docs', keys: ['g a'], words: 'Go to the API' },
];

const ofPages = {
  topology: [
    { act: 'find', keys: ['/'], words: 'Find a database, server or stream' },
    { act: 'zoomIn', keys: ['+', '='], words: 'Zoom in' },
    { act: 'zoomOut', keys: ['-'], words: 'Zoom out' },
    { act: 'fit', keys: ['f', '0'], words: 'Show all of the map' },
    { act: 'close', keys: ['Escape'], words: 'Close the details, then the search', whileTyping: true },
    { act: 'minuteBack', keys: [','], words: 'A minute back in time' },
    { act: 'minuteOn', keys: ['.'], words: 'A minute forward' },
    { act: 'play', keys: ['p'], words: 'Play what happened, or pause' },
    { act: 'now', keys: ['n'], words: 'Back to now' },
  ],
};

/** What the browser or the map does by itself, for those who look it up. */
const explained = {
  topology: [
    { keys: ['←', '↑', '→', '↓'], words: 'On the map: to the next thing' },
    { keys: ['Enter'], words: 'On the map: show its details' },
    { keys: ['Shift ←'], words: 'On the map: move the server, with any arrow' },
  ],
};

export function shortcutsOf(page) {
  return [...(ofPages[page] ?? []), ...everywhere];
}

/** Groups for reading: [title, shortcuts]. */
export function explainedOn(page) {
  const here = [...(ofPages[page] ?? []), ...(explained[page] ?? [])];
  return [...(here.length > 0 ? [['On this page', here]] : []), ['Everywhere', everywhere]];
}
