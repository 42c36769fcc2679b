import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTags, writtenTags, wrongTags } from '../../../main/js/database/tags.js';

const back = (tags) => readTags(writtenTags(tags));

test('every tag comes back as it was', () => {
  const tags = {
    'aws:cloudformation:stack-name': 'prod',
    'aws:rds:primary': '',
    team: 'payments: and more',
    'a: b': 'c',
    'ends:': 'x',
    ' led': ' by a space ',
    '"quoted"': '"value"',
    url: 'http://db:5432/x',
    many: 'lines\nof it',
    ':': ':',
    'two words': 'a:b',
  };
  assert.deepEqual(back(tags), tags);
  assert.equal(wrongTags(writtenTags(tags)), null);
});

test('tags that need no quotes have none, and stand in the order of their keys', () => {
  assert.equal(writtenTags({ team: 'a', 'aws:stack': 'prod' }), 'aws:stack: prod\nteam: a');
});

test('what people write is understood', () => {
  assert.deepEqual(readTags('  team:payments \n\n tier : 1\nempty:\n aws:a:b:  c '), {
    team: 'payments',
    tier: '1',
    empty: '',
    'aws:a:b': 'c',
  });
});

test('a line that is not understood is told, and none is guessed', () => {
  assert.match(wrongTags('team: a\njust words'), /just words.*not understood/);
  assert.match(wrongTags('aws:stack:prod'), /not understood/);
  assert.match(wrongTags('"half: x'), /not understood/);
  assert.match(wrongTags(': x'), /not understood/);
  assert.match(wrongTags('a: 1\na: 2'), /twice/);
  assert.equal(wrongTags('a: 1\n'), null);
});
