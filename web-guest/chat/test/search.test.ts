import type { Message } from '@guestchat/core';
import { expect, test } from 'vitest';
import { entriesOf, find } from '../src/search/search.ts';

const entries = entriesOf(
  ['Ține minte: joi la 9', 'see you on THURSDAY', 'مُوعِدُك يوم الخميس', 'thursday, then', ''].map(
    (text, place): Message => ({ id: String(place), mine: false, text, at: place }),
  ),
);

test.each([
  ['thursday', ['3', '1']],
  ['  Thursday you ', ['1']],
  ['tine', ['0']],
  ['Ține', ['0']],
  ['موعدك', ['2']],
  ['friday', []],
  [' ', []],
])('%s is found where it stands, newest first', (query, ids) => {
  expect(find(entries, query)).toEqual(ids);
});
