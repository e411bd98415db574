import type { OpenGuestOptions, OpenResult } from './openResult.js';

export async function openGuest(_options: OpenGuestOptions): Promise<OpenResult> {
  return { kind: 'none' };
}
