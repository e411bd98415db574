/** What the page learns from where it is served: `GET /config.json`. */
export interface PageConfig {
  /** Public URL of the session-service, without a slash at its end. */
  readonly sessionUrl: string;
}

/** Milliseconds that it may take; its connection stands already. */
const TIMEOUT = 10_000;

/** @throws Error when the server cannot be reached or says something else. */
export async function loadConfig(): Promise<PageConfig> {
  const signal = AbortSignal.timeout(TIMEOUT);
  const response = await fetch('/config.json', { headers: { accept: 'application/json' }, signal });
  if (!response.ok) throw new Error(`config: ${response.status}`);
  const config: unknown = await response.json();
  if (typeof config !== 'object' || config === null || !('sessionUrl' in config)) throw new Error('config: malformed');
  return { sessionUrl: String(config.sessionUrl) };
}
