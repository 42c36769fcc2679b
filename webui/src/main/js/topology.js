// The topology page: puts the feed, the map or tables, the problems and the details together.
import { perFrame } from './dom/frame.js';
import { follow } from './live/feed.js';
import { TopologyPage } from './page/topologyPage.js';

let latest = null;
const draw = perFrame(() => latest && page.render(latest));
const page = new TopologyPage(draw);

follow((feed) => {
  latest = feed;
  // Not left to drawing, which rests while the page is hidden.
  document.title = page.titleOf(feed);
  draw();
});
