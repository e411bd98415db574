/** Whether a write failed because the device is full, or the part of it that the browser gives the page. */
export function outOfRoom(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
