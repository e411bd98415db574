import type { Environment } from '../environment/environment.js';
import { SessionService } from '../session/sessionService.js';
import type { GuestStore } from '../store/guestStore.js';

/** Tells the services of chats that were left; those that cannot be told now are told when the page opens next. */
export async function sayFarewells(environment: Environment, store: GuestStore): Promise<void> {
  for (const { sessionId, sessionUrl, proof } of await store.farewells()) {
    const answer = await new SessionService(environment, sessionUrl).leave(sessionId, proof);
    const final = answer.kind === 'left' || answer.kind === 'refused' || answer.kind === 'revoked';
    if (final) await store.dropFarewell(sessionId);
  }
}
