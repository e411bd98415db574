import { expect, test } from 'vitest';
import { inApp } from '../src/parts/inApp.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const PIXEL =
  'Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  ['Facebook on iOS', `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/500.0;FBDV/iPhone15,2]`],
  ['Instagram on iOS', `${IPHONE} Mobile/15E148 Instagram 360.0.0`],
  ['LINE, which says Safari', `${IPHONE} Mobile/15E148 Safari Line/14.0.0`],
  ['the Google app', `${IPHONE} GSA/350.0 Mobile/15E148 Safari/604.1`],
  ['any web view on iOS', `${IPHONE} Mobile/15E148`],
  ['any WebView on Android', `${PIXEL} Chrome/137.0.0.0 Mobile Safari/537.36`],
])('%s is an app’s built-in browser', (_name, userAgent) => {
  expect(inApp(userAgent)).toBe(true);
});

test.each([
  ['Safari', `${IPHONE} Version/18.3 Mobile/15E148 Safari/604.1`],
  ['Chrome on iOS', `${IPHONE} CriOS/137.0.0.0 Mobile/15E148 Safari/604.1`],
  ['Firefox on iOS', `${IPHONE} FxiOS/139.0 Mobile/15E148 Safari/605.1.15`],
  ['Chrome on Android', `${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36`],
  ['Firefox on Android', 'Mozilla/5.0 (Android 15; Mobile; rv:139.0) Gecko/139.0 Firefox/139.0'],
  ['Firefox on a desktop', 'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0'],
])('%s is a browser', (_name, userAgent) => {
  expect(inApp(userAgent)).toBe(false);
});
