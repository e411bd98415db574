import type { Environment } from '../environment/environment.js';
import { backoff, LONGEST_BACKOFF, LONGEST_BACKOFF_HIDDEN } from '../relay/closeCodes.js';
import { SessionService } from '../session/sessionService.js';
import type { Farewell, GuestStore } from '../store/guestStore.js';

/** Tells the services of chats that were left, each until it has heard. What is untold when the page closes, the next one tells. */
export class Farewells {
  /** By session. */
  readonly #said = new Map<string, Promise<void>>();

  constructor(
    private readonly environment: Environment,
    private readonly store: GuestStore,
  ) {}

  /** Those of earlier pages. */
  async sayAll(): Promise<void> {
    for (const farewell of await this.store.farewells()) void this.say(farewell);
  }

  /** Resolves when the service has heard. */
  say(farewell: Farewell): Promise<void> {
    const said = this.#said.get(farewell.sessionId) ?? this.#sayUntilHeard(farewell);
    this.#said.set(farewell.sessionId, said);
    return said;
  }

  async #sayUntilHeard({ sessionId, sessionUrl, proof }: Farewell): Promise<void> {
    const service = new SessionService(this.environment, sessionUrl);
    for (let failures = 1; ; failures++) {
      const answer = await service.leave(sessionId, proof);
      // Whatever else it says, it would say again.
      if (answer.kind !== 'unavailable' && answer.kind !== 'rate-limited') break;
      await this.#pause(failures, (answer.retryAfterSeconds ?? 0) * 1000);
    }
    // Should it stay, the next page hears that all is over.
    await this.store.dropFarewell(sessionId).catch(() => {});
  }

  /** Cut short when the network or the reader returns, unless the service has `asked` for so many milliseconds. */
  async #pause(failures: number, asked: number): Promise<void> {
    const { environment } = this;
    const longest = environment.hidden() ? LONGEST_BACKOFF_HIDDEN : LONGEST_BACKOFF;
    const pause = Math.max(asked, backoff(failures, environment.random(), longest));
    await new Promise<void>((resolve) => {
      const goOn = () => {
        stopWaking();
        environment.clearTimeout(timer);
        resolve();
      };
      const timer = environment.setTimeout(goOn, pause);
      const stopWaking = environment.onWake((reason) => {
        if (asked === 0 && (reason === 'online' || !environment.hidden())) goOn();
      });
    });
  }
}
