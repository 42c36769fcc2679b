// What happened in a window of time, and how far back history reaches, as the API tells it.
export const notAsked = { known: false, begins: null, since: null, watched: [], changes: [], problem: null };

/** What is known after asking with get(path); what was known before stays where nothing can be told. */
export async function happened(get, { from, to }, before) {
  const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(to + 60_000).toISOString() });
  const { body, problem } = await get(`/api/topology/changes?${query}`);
  if (!body) return { ...before, problem };
  return {
    known: true,
    begins: body.begins && Date.parse(body.begins),
    // Later than asked for where too much happened.
    since: Date.parse(body.from),
    watched: body.watched,
    changes: body.changes,
    problem: null,
  };
}
