import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../src/encoding/base64url.js';
import { authenticatedData } from '../src/mls/authenticatedData.js';
import { mlsContext } from '../src/mls/suite.js';
import { GuestStore } from '../src/store/guestStore.js';
import { withAnotherIdentity } from './world/anotherIdentity.js';
import { onlyChat, openMember, pair, resume, texts } from './world/chatting.js';
import { until } from './world/environment.js';

describe('a chat whose safety number was compared', () => {
  it('stays verified when the page is loaded anew and keys are renewed, until that is taken back', async () => {
    const { world, page, guest, memberChat } = await pair();
    expect(guest.state.verified).toBe(false);
    await guest.setVerified(true);
    expect(guest.state.verified).toBe(true);
    expect(memberChat.state.verified).toBe(false);
    guest.close();
    const again = await resume(world, world.reload(page));
    expect(again.state.verified).toBe(true);
    await again.send('hello');
    await until('arrived', () => texts(memberChat).length === 1);
    expect(again.state.verified).toBe(true);
    await again.setVerified(false);
    expect(again.state.verified).toBe(false);
  });

  it('is not verified any more, and says so, once other keys came in the peer’s place', async () => {
    // Given a member who has compared the number, and somebody with the guest's keys
    const { world, device, page, member, guest, memberChat, id, conversation } = await pair();
    await memberChat.setVerified(true);
    guest.close();
    const loaded = await (await GuestStore.open(page.environment)).conversations.load(id);
    if (!loaded) throw new Error('no chat');
    const context = await mlsContext(crypto, loaded.keys.signing);
    const n = loaded.held.record.sentN + 1;
    // When they try to take another identity
    const commit = await withAnotherIdentity({ context, group: loaded.held.group }, 0, authenticatedData('guest', n));
    world.relay.inject(id, 'member', { from: 'guest', n, kind: 'handshake', payload: toBase64Url(commit) });
    // Then it is refused, the mark is gone and a notice stands until it is dismissed, also after a reload
    await until('noticed', () => memberChat.state.alerts.length === 1);
    expect(memberChat.state).toMatchObject({ alerts: ['keys-changed'], verified: false });
    expect(device.events.map(({ code }) => code)).toContain('changed-identity');
    member.close();
    const again = await onlyChat(await openMember(world, world.reload(device)));
    expect(again.state).toMatchObject({ alerts: ['keys-changed'], verified: false });
    again.dismissAlert('keys-changed');
    await until('dismissed', () => again.state.alerts.length === 0);
    expect(again.state.safetyNumber).toBe(guest.state.safetyNumber);
    expect(conversation().status).toBe('open');
  });
});
