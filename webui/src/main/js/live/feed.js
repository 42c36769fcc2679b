// The topology as it comes over the socket, or by plain HTTP while there is no socket.
import { goToLogin, sessionLives } from '../session/session.js';
import { noteMovement } from './flow.js';
import { tell } from './operations.js';
import { LiveSocket } from './socket.js';
import { applyMessage, fromSnapshot, nothingYet } from './topology.js';

export function follow(onChange) {
  const feed = { state: nothingYet, movement: new Map(), phase: { name: 'connecting' } };
  const clock = {
    now: () => Date.now(),
    setTimeout: (run, after) => setTimeout(run, after),
    clearTimeout: (id) => clearTimeout(id),
  };

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

  const onPhase = (phase) => {
    feed.phase = phase;
    if (phase.name === 'over') goToLogin();
    if (phase.name === 'reconnecting' && !feed.state.generatedAt) fetchOnce(show);
    onChange(feed);
  };

  const socket = new LiveSocket({ open: openSocket, clock, random: Math.random, handle, onPhase, sessionLives });
  document.addEventListener('visibilitychange', () => !document.hidden && socket.wake());
  addEventListener('online', () => socket.wake());
  addEventListener('pageshow', (event) => event.persisted && socket.wake());
  socket.start();
  return feed;
}

function openSocket() {
  return new WebSocket(new URL('/api/ws', location.href.replace(/^http/, 'ws')));
}

async function fetchOnce(show) {
  const response = await fetch('/api/topology').catch(() => null);
  if (response?.ok) show(fromSnapshot(await response.json()));
}
