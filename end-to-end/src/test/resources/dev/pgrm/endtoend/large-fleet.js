// Runs in the page before its own scripts, in place of the WebSocket: a fleet of 1,000 databases and 2,000 streams, and
// deltas of it when asked. Long tasks of the main thread are noted.
(() => {
  const SERVERS = 334;
  const NODES = 1_000;
  const STREAMS = 2_000;
  const COLUMNS = 18;
  const regions = [
    "eu-central-1",
    "eu-west-1",
    "us-east-1",
    "us-west-2",
    "ap-southeast-2",
    "sa-east-1",
  ];
  const health = { verdict: "good", findings: [] };
  let turn = 0;

  const server = (i) => ({
    id: `s${i}`,
    name: `pg-${i}`,
    host: `pg-${i}.internal.example.com`,
    port: 5432,
    version: "17.6",
    role: "primary",
    timeline: 1,
    walLsn: `16/${(turn * 65_536 + i).toString(16).toUpperCase()}`,
    nodeIds: nodesOf(i),
    managedBy: null,
    provider: "aws",
    region: regions[i % regions.length],
    environment: i % 3 ? "production" : "staging",
    status: i % 61 === 7 ? "disconnected" : "connected",
    error: null,
    stale: false,
    hidden: [],
    health,
    position: { ...corner(i), width: 264, height: 64 + nodesOf(i).length * 44 },
  });
  const corner = (i) => ({
    x: (i % COLUMNS) * 460,
    y: Math.floor(i / COLUMNS) * 280,
  });
  const nodesOf = (i) =>
    [0, 1, 2]
      .map((j) => i * 3 + j)
      .filter((n) => n < NODES)
      .map((n) => `n${n}`);
  const node = (n) => {
    const i = Math.floor(n / 3);
    const { x, y } = corner(i);
    return {
      id: `n${n}`,
      serverId: `s${i}`,
      name: `database_${n}`,
      host: `pg-${i}.internal.example.com`,
      port: 5432,
      database: `database_${n}`,
      environment: i % 3 ? "production" : "staging",
      provider: "aws",
      tags: { team: `team-${n % 9}` },
      role: n % 2 ? "replica" : "primary",
      status: i % 61 === 7 ? "disconnected" : "connected",
      error: null,
      stale: false,
      observedAt: new Date(turn * 1_000).toISOString(),
      latencyMs: 1 + ((n + turn) % 9),
      health,
      position: { x, y: y + 56 + (n % 3) * 44, width: 264, height: 44 },
    };
  };
  const stream = (k) => {
    const from = (k * 7) % NODES;
    const to = (from + 3 * (1 + (k % 4)) + 3 * COLUMNS * (k % 3)) % NODES;
    return {
      id: `t${k}`,
      type: "logical",
      name: `feed_${k}`,
      sourceServerId: `s${Math.floor(from / 3)}`,
      targetServerId: `s${Math.floor(to / 3)}`,
      sourceId: `n${from}`,
      targetId: `n${to}`,
      status: k % 97 === 3 ? "error" : k % 89 === 5 ? "syncing" : "active",
      reason: "",
      lagBytes: 1_000 * ((k + turn) % 300),
      // The largest is another one at each delta, as it is in life: what stands above the map changes too.
      lagSeconds: ((k + turn) % 30) / 10 + turn,
      publications: ["all"],
      slot: `slot_${k}`,
      slotStatus: "reserved",
      retainedWalBytes: 1e7 + turn,
      tables: { total: 3, ready: 3, byState: { ready: 3 } },
      backfill:
        k % 89 === 5
          ? {
              percent: (k + turn) % 100,
              bytesDone: 1e9,
              bytesTotal: 9e9,
              etaSeconds: 60,
            }
          : null,
      match: "proven",
      managed: true,
      stale: false,
      health,
      route: [],
    };
  };
  const many = (count, make) =>
    Array.from({ length: count }, (_, i) => make(i));
  const summary = {};
  let socket = null;
  let seq = 0;
  const written = (type, data) =>
    JSON.stringify({ type, epoch: "bench", seq: seq++, data });
  const send = (data) => socket.onmessage?.({ data });
  const after = (wait) => new Promise((done) => setTimeout(done, wait));

  window.WebSocket = class {
    constructor() {
      socket = this;
      seq = 0;
      const snapshot = written("snapshot", {
        generatedAt: new Date().toISOString(),
        servers: many(SERVERS, server),
        nodes: many(NODES, node),
        streams: many(STREAMS, stream),
        summary,
      });
      setTimeout(() => send(snapshot));
    }
    close() {}
  };

  window.longTasks = [];
  new PerformanceObserver((list) =>
    window.longTasks.push(
      ...list
        .getEntries()
        .map(({ startTime, duration }) => ({ at: startTime, took: duration })),
    ),
  ).observe({ entryTypes: ["longtask"] });

  /** Every database is different, as are as many streams; answers the longest tasks, in milliseconds, until it was drawn. */
  window.deltas = async (count, { streams = 1_000 } = {}) => {
    const longest = [];
    for (let i = 0; i < count; i++) {
      turn += 1;
      const delta = written("delta", {
        generatedAt: new Date().toISOString(),
        servers: [],
        nodes: many(NODES, node),
        streams: many(streams, stream),
        removed: { servers: [], nodes: [], streams: [] },
        summary,
      });
      // Making and writing it is the server's work, not the page's.
      await after(500);
      window.longTasks.length = 0;
      send(delta);
      await after(2_000);
      longest.push(
        Math.max(0, ...window.longTasks.map(({ took }) => Math.round(took))),
      );
    }
    return longest;
  };
})();
