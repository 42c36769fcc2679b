// The topology as it comes over the socket, or by plain HTTP while there is no socket.
import { goToLogin, sessionLives } from '../session/session.js';
import { noteMovement } from './flow.js';
import { tell } from './operations.js';
import { LiveSocket } from './socket.js';
import { applyMessage, fromSnapshot, nothingYet } from './topology.js';

const PATIENCE = 10_000;

export function follow(onChange) {
  const clock = {
    now: () => Date.now(),
    setTimeout: (run, after) => setTimeout(run, after),
    clearTimeout: (id) => clearTimeout(id),
  };
  const { feed, socket } = feeding(onChange, { open: openSocket, clock, sessionLives, look, goToLogin });
  document.addEventListener('visibilitychange', () => !document.hidden && socket.wake());
  addEventListener('online', () => socket.wake());
  addEventListener('pageshow', (event) => event.persisted && socket.wake());
  socket.start();
  return feed;
}

/** look() resolves to what GET /api/topology answers, or to null; it stands in at each attempt to connect that failed. */
export function feeding(onChange, { open, clock, sessionLives: lives, look: looked, goToLogin: leave }) {
  const feed = { state: nothingYet, movement: new Map(), phase: { name: 'connecting' } };

  const show = (state) => {
    feed.movement = noteMovement(feed.movement, feed.state.servers, state.servers, clock.now());
    feed.state = state;
    onChange(feed);
  };

  const handle = (message) => {
    const outcome = applyMessage(feed.state, message);
    if (outcome.kind === 'gap') return false;
    show(outcome.state);
    if (message.type === 'operation') tell(message.data);
    return true;
  };

  const standIn = async () => {
    const data = await looked();
    // What the socket brought meanwhile is newer, and so may be what was shown.
    if (data && feed.phase.name === 'reconnecting' && isNewer(data, feed.state)) show(fromSnapshot(data));
  };

  const onPhase = (phase) => {
    feed.phase = phase;
    if (phase.name === 'over') leave();
    if (phase.name === 'reconnecting') standIn();
    onChange(feed);
  };

  const socket = new LiveSocket({ open, clock, random: Math.random, handle, onPhase, sessionLives: lives });
  return { feed, socket };
}

function isNewer({ generatedAt }, shown) {
  return !shown.generatedAt || Date.parse(generatedAt) > Date.parse(shown.generatedAt);
}

function openSocket() {
  return new WebSocket(new URL('/api/ws', location.href.replace(/^http/, 'ws')));
}

async function look() {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch('/api/topology', { signal }).catch(() => null);
  return response?.ok ? response.json().catch(() => null) : null;
}
