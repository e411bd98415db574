import { expect, test } from 'vitest';
import { pathOf } from '../src/parts/QrCode.tsx';

test('a row of dark modules is drawn as one rectangle', () => {
  const path = pathOf([
    [true, true, false, true],
    [false, false, false, false],
    [false, true, true, true],
  ]);
  expect(path).toBe('M0 0h2v1H0zM3 0h1v1H3zM1 2h3v1H1z');
});
