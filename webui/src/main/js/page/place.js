// A page in one place: drawn at most once a frame, with the state of the live connection above it.
import { perFrame } from '../dom/frame.js';
import { patchUntil } from '../dom/patch.js';
import { follow } from '../live/feed.js';
import { renderLiveState } from '../overview/liveState.js';

// Of one frame, in milliseconds: what stands in memos goes on in the next.
const SLICE = 24;

/**
 * draw(feed) answers what to show; heard(feed) is told of each change of the topology. Answers how to ask for drawing.
 */
export function inPlace(draw, heard = () => {}) {
  const place = document.getElementById('place');
  let latest = null;
  const render = perFrame(() => {
    if (!latest) return;
    const { phase, state } = latest;
    renderLiveState(document.getElementById('live-state'), phase, state.generatedAt, Date.now());
    // What the template put there is not known to patch.
    if (!place.dataset.drawn) place.replaceChildren();
    place.dataset.drawn = 'true';
    if (!patchUntil(performance.now() + SLICE, place, draw(latest))) render();
  });
  follow((feed) => {
    latest = feed;
    heard(feed);
    render();
  });
  return render;
}

/** The name of a page in the tab, with what it is about. */
export function entitle(text) {
  document.title = `${text} · pgrm`;
}
