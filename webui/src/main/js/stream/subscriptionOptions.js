// The options of a subscription in words: what each means, what is usual, and since when PostgreSQL has it.
export const STREAMING = [
  ['off', 'Off: sent when they end'],
  ['on', 'On: sent at once, kept in files until they end'],
  ['parallel', 'Parallel: applied at once (16 and later)'],
];
export const ORIGIN = [
  ['any', 'All changes'],
  ['none', 'Only changes made at the source itself'],
];

/** since: [source, target], where both have to know it, or else that of the target alone. */
export const FLAGS = [
  { name: 'binary', words: 'Send values in binary form', hint: 'Faster; wants the same types at both ends.' },
  {
    name: 'disableOnError',
    words: 'Stop at the first error',
    hint: 'Rather than trying again and again.',
    since: [0, 15],
  },
  {
    name: 'runAsOwner',
    words: "Apply as the subscription's owner",
    hint: "Rather than as each table's owner.",
    since: [0, 16],
  },
  {
    name: 'failover',
    words: 'Keep the slot on standbys, too',
    hint: 'So that the stream outlives a failover.',
    since: [17, 17],
  },
  {
    name: 'twoPhase',
    words: 'Send prepared transactions when they are prepared',
    hint: 'Rather than when they are committed; the target needs max_prepared_transactions.',
    since: [15, 15],
  },
];
