/** Whether a write failed because the device is full, or the browser has taken the page's storage away meanwhile. */
export function outOfRoom(error: unknown): boolean {
  return (
    error instanceof DOMException && ['QuotaExceededError', 'InvalidStateError', 'UnknownError'].includes(error.name)
  );
}
