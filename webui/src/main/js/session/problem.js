// The API's problem+json, or what comes nearest to it when something else answered.
export async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  return {
    ...body,
    status: response.status,
    title: body.title ?? `The server answered ${response.status}`,
    detail: body.detail ?? '',
    remedy: body.remedy ?? '',
    errors: body.errors ?? [],
    retryAfter: Number(response.headers.get('retry-after')) || null,
  };
}

export const unreachable = {
  status: 0,
  title: 'The server cannot be reached',
  detail: '',
  remedy: 'Check the network, or whether pgrm is running, and try again.',
  errors: [],
  retryAfter: null,
};

/** What was to change something may have been done, though nobody heard of it. */
export const unheard = {
  ...unreachable,
  remedy:
    'Check the network, or whether pgrm is running. If the connection broke later than it was sent, it was done all the same: look before you send it again.',
};

export const silent = { ...unreachable, title: 'The server did not answer in time' };
