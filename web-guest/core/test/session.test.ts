import { describe, expect, it } from 'vitest';
import { openGuest } from '../src/guest/openGuest.js';
import { openDatabase } from '../src/store/database.js';
import { holdsChat } from '../src/store/holdsChat.js';
import { closeAfterTest, join, onlyChat, openMember, pair, resume, texts } from './world/chatting.js';
import { until } from './world/environment.js';
import { MEMBER, problem, World } from './world/world.js';

async function invited() {
  const world = new World();
  const device = world.newBrowser();
  const member = await openMember(world, device);
  const invite = await member.invite();
  return { world, device, member, ...invite };
}

describe('opening a link', () => {
  it.each([
    ['damaged', (link: string) => `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`],
    ['damaged', (link: string) => link.slice(0, -10)],
    ['damaged', () => 'x#hello'],
  ])('is %s without asking anybody when it was changed', async (kind, change) => {
    const { world, link } = await invited();
    world.intercept = () => 'lost';
    expect((await world.openGuest(world.newBrowser(), change(link))).kind).toBe(kind);
  });

  it('changes nothing', async () => {
    const { world, link } = await invited();
    for (let i = 0; i < 3; i++) {
      const result = await world.openGuest(world.newBrowser(), link);
      expect(result.kind).toBe('invited');
      if (result.kind === 'invited') expect(result.inviter).toEqual({ name: 'Ada Member' });
    }
    expect([...world.invites.values()].map(({ status }) => status)).toEqual(['active']);
  });

  it.each([
    ['invite-expired', 410, 'expired'],
    ['invite-revoked', 410, 'revoked'],
    ['invite-used', 410, 'used'],
    ['session-ended', 410, 'ended'],
    ['invite-unknown', 404, 'unknown'],
    ['invite-invalid', 400, 'damaged'],
    ['unavailable', 503, 'unavailable'],
    ['rate-limited', 429, 'rate-limited'],
  ])('shows %s as its own screen', async (code, status, kind) => {
    const { world, link } = await invited();
    world.intercept = () => problem(status, code, { 'Retry-After': '7' });
    const result = await world.openGuest(world.newBrowser(), link);
    expect(result.kind).toBe(kind);
    if (result.kind === 'rate-limited' || result.kind === 'unavailable') expect(result.retryAfterSeconds).toBe(7);
  });

  it.each([
    ['in seconds', () => '40'],
    ['by a date', () => new Date(Date.now() + 40_000).toUTCString()],
  ])('is told %s when to come back', async (_how, when) => {
    const { world, link } = await invited();
    for (const status of [429, 503]) {
      world.intercept = () => problem(status, 'x', { 'Retry-After': when() });
      const result = await world.openGuest(world.newBrowser(), link);
      const seconds = 'retryAfterSeconds' in result ? result.retryAfterSeconds : undefined;
      expect(seconds).toBeGreaterThan(37);
      expect(seconds).toBeLessThanOrEqual(41);
    }
  });

  it('asks for a new link when the old one is no good', async () => {
    const { world, member, id, link } = await invited();
    await member.revoke(id);
    const result = await world.openGuest(world.newBrowser(), link);
    if (result.kind !== 'revoked') throw new Error(result.kind);
    expect(await result.requestNewLink()).toBe(true);
    expect(member.state.invites).toEqual([]);
  });

  it.each(['expired', 'used', 'ended'] as const)('can ask for a new link when it is %s', async (kind) => {
    const { world, link } = await invited();
    const code = kind === 'ended' ? 'session-ended' : `invite-${kind}`;
    world.intercept = (url) => (url.endsWith('/v1/requests') ? undefined : problem(410, code));
    const result = await world.openGuest(world.newBrowser(), link);
    if (result.kind !== kind) throw new Error(result.kind);
    expect(await result.requestNewLink()).toBe(true);
    expect(world.requests.some((request) => request.includes('/v1/requests'))).toBe(true);
  });

  it('is unavailable without a network, and none without a link', async () => {
    const { world, link } = await invited();
    world.intercept = () => 'lost';
    expect((await world.openGuest(world.newBrowser(), link)).kind).toBe('unavailable');
    expect((await world.openGuest(world.newBrowser(), '')).kind).toBe('none');
  });

  it('is unavailable once a network that swallows everything has had its time', async () => {
    const { world, link } = await invited();
    world.intercept = () => 'swallowed';
    expect((await world.openGuest(world.newBrowser(), link)).kind).toBe('unavailable');
  });

  it.each([
    ['invited', 0],
    ['invited', 5],
    ['invited', -5],
    ['clock', 7],
    ['clock', -7],
  ])('is %s, and nothing is redeemed, when the clock is wrong by %d days', async (kind, days) => {
    const { world, link } = await invited();
    const off = days * 24 * 60 * 60 * 1000;
    world.date = new Date(Date.now() + off);
    const result = await world.openGuest(world.newBrowser(), link);
    expect(result.kind).toBe(kind);
    if (result.kind === 'invited') expect(Math.abs(result.clockBehind - off)).toBeLessThan(60_000);
    expect([...world.invites.values()].map(({ status }) => status)).toEqual(['active']);
  });

  it('proposes the name chosen before, until that chat is erased', async () => {
    const { world, member, link } = await invited();
    const page = world.newBrowser();
    const first = await join(world, page, link, 'Gus');
    const lastName = async () => {
      const result = await world.openGuest(world.reload(page), (await member.invite()).link);
      return result.kind === 'invited' ? result.lastName : result.kind;
    };
    expect(await lastName()).toBe('Gus');
    await first.leave();
    expect(await lastName()).toBeUndefined();
  });

  it('leads back to a stored chat when not even the address of the service can be had', async () => {
    const { world, page, guest, link } = await pair();
    await guest.send('kept');
    guest.close();
    const open = (fragment: string, browser = world.reload(page)) =>
      openGuest({
        sessionUrl: Promise.reject(new Error('offline')),
        fragment,
        forgetFragment: () => {},
        environment: browser.environment,
      });
    const again = await open('');
    if (again.kind !== 'chat') throw new Error(again.kind);
    expect(texts(closeAfterTest(again.chat))).toEqual(['kept']);
    expect((await open(link.slice(link.indexOf('#') + 1), world.newBrowser())).kind).toBe('unavailable');
  });

  it('leads back to a stored chat that a newer page has kept more beside', async () => {
    const { world, page, guest } = await pair();
    await guest.send('kept');
    guest.close();
    const newer = await opened(page.storage.indexedDB, 99);
    newer.close();
    expect(texts(await resume(world, world.reload(page)))).toEqual(['kept']);
  });

  it('leads back to a stored chat that could not be read at first, and to no other tab', async () => {
    const { world, page, guest, link, id } = await pair();
    guest.close();
    await guest.history();
    const next = world.reload(page);
    const repair = await damage(page.storage.indexedDB, 'guestchat', id);
    await expect(world.openGuest(next, link)).rejects.toThrow();
    await repair();
    expect((await resume(world, next, link)).state.connection).not.toBe('elsewhere');
  });

  it('says so when the browser has storage and gives none', async () => {
    const { world, link } = await invited();
    const page = world.newBrowser();
    const refusing = { open: () => page.storage.indexedDB.open('x', -1) } as unknown as IDBFactory;
    const environment = { ...page.environment, indexedDB: refusing };
    expect(await world.openGuest({ ...page, environment }, link)).toEqual({ kind: 'storage' });
  });

  it('takes one connection to the database, however often it is tried', async () => {
    const { world, link } = await invited();
    const page = world.newBrowser();
    world.intercept = () => 'lost';
    for (let i = 0; i < 3; i++) expect((await world.openGuest(page, link)).kind).toBe('unavailable');
    expect(page.storage.indexedDB.connections).toHaveLength(1);
  });

  it('leaves no database open in a browser that does not keep keys', async () => {
    const { world, link } = await invited();
    const page = world.newBrowser();
    const restore = fillUp('DataCloneError');
    expect(await world.openGuest(page, link)).toEqual({ kind: 'storage' });
    restore();
    for (const connection of page.storage.indexedDB.connections) {
      expect(() => connection.transaction('keys')).toThrow();
    }
    expect((await world.openGuest(page, link)).kind).toBe('invited');
  });

  it('leaves no database open that an older page has held for too long', async () => {
    const { indexedDB } = new World().newBrowser().storage;
    const older = await opened(indexedDB, 1);
    await expect(openDatabase(indexedDB, 'guestchat')).rejects.toThrow('older page');
    older.close();
    const newer = await opened(indexedDB, 99);
    newer.close();
  });

  it('says what the browser lacks', async () => {
    const { world, link } = await invited();
    const page = world.newBrowser();
    const environment = { ...page.environment, indexedDB: undefined as unknown as IDBFactory };
    expect(await world.openGuest({ ...page, environment }, link)).toEqual({ kind: 'unsupported', feature: 'storage' });
  });
});

describe('opening the link of a chat that was erased', () => {
  const erased = async () => {
    const { world, page, guest, link, id } = await pair();
    await guest.leave();
    await until('told', () => guest.state.untold === undefined);
    const rows = async () => {
      const database = await openDatabase(page.environment.indexedDB, 'guestchat');
      return database.getAll('traces').finally(() => database.close());
    };
    return { world, page, link, id, rows };
  };

  it('says so, and asks nobody', async () => {
    const { world, page, link } = await erased();
    const before = world.requests.length;
    const result = await world.openGuest(world.reload(page), link);
    expect([result.kind, world.requests.length]).toEqual(['erased', before]);
    expect(result.kind === 'erased' && (await result.requestNewLink())).toBe(true);
    expect((await world.openGuest(world.newBrowser(), link)).kind).toBe('used');
  });

  it('says so without a network', async () => {
    const { page, link } = await erased();
    const sessionUrl = Promise.reject(new Error('offline'));
    const fragment = link.slice(link.indexOf('#') + 1);
    const options = { sessionUrl, fragment, forgetFragment: () => {}, environment: page.environment };
    const result = await openGuest(options);
    expect(result.kind === 'erased' && (await result.requestNewLink())).toBe(false);
  });

  it('is no news after 30 days, and nothing is left then', async () => {
    const { world, page, link, id, rows } = await erased();
    expect((await rows()).map((row) => Object.keys(row))).toEqual([['trace', 'until']]);
    expect(JSON.stringify(await rows())).not.toContain(id);
    page.storage.ahead += 31 * 24 * 60 * 60 * 1000;
    expect((await world.openGuest(world.reload(page), link)).kind).not.toBe('erased');
    expect(await rows()).toEqual([]);
  });
});

describe('joining', () => {
  it('uses the nonce that the preview gave', async () => {
    const { world, member, link } = await invited();
    world.nonce = 'n-1';
    const chat = await join(world, world.newBrowser(), link);
    await chat.send('hi');
    const memberChat = await onlyChat(member);
    await until('arrived', () => texts(memberChat).length === 1);
    expect(world.challenges).toBe(0);
  });

  it('proves it again with the nonce that a server asks for, and remembers that', async () => {
    const { world, link } = await invited();
    world.nonce = 'n-1';
    const result = await world.openGuest(world.newBrowser(), link);
    if (result.kind !== 'invited') throw new Error(result.kind);
    world.nonce = 'n-2';
    const chat = await result.join('Gus');
    expect(world.challenges).toBe(1);
    await chat.leave();
    // Leaving begins anew, with two proofs and one challenge.
    await until('told', () => chat.state.untold === undefined);
    expect(world.challenges).toBe(2);
  });

  it('does not ask for ever when no proof is good enough', async () => {
    const { world, link } = await invited();
    const result = await world.openGuest(world.newBrowser(), link);
    if (result.kind !== 'invited') throw new Error(result.kind);
    let asked = 0;
    world.intercept = (path) =>
      path === '/v1/sessions' ? problem(401, 'use_dpop_nonce', { 'DPoP-Nonce': `n-${++asked}` }) : undefined;
    await expect(result.join('Gus')).rejects.toMatchObject({ reason: 'unavailable' });
    expect(asked).toBe(3);
  });

  it('learns nonce and time from two refusals', async () => {
    const { world, member, link } = await invited();
    const result = await world.openGuest(world.newBrowser(), link);
    if (result.kind !== 'invited') throw new Error(result.kind);
    world.nonce = 'n-1';
    let refusals = 0;
    const later = new Date(Date.now() + 600_000).toUTCString();
    world.intercept = (path) =>
      path === '/v1/sessions' && refusals++ === 0 ? problem(401, 'dpop-invalid', { Date: later }) : undefined;
    const chat = await result.join('Gus');
    await chat.send('hi');
    const memberChat = await onlyChat(member);
    await until('arrived', () => texts(memberChat).length === 1);
    expect(world.challenges).toBe(1);
  });

  it('answers the challenges of a server that gives none in advance', async () => {
    const { world, member, link } = await invited();
    const result = await world.openGuest(world.newBrowser(), link);
    if (result.kind !== 'invited') throw new Error(result.kind);
    world.nonce = 'n-1';
    const chat = await result.join('Gus');
    expect(world.challenges).toBe(1);
    await chat.send('hi');
    const memberChat = await onlyChat(member);
    await until('arrived', () => texts(memberChat).length === 1);
  });

  it('is won by one of two browsers; the other learns so, the member is told', async () => {
    const { world, member, link } = await invited();
    const [one, two] = await Promise.all([world.newBrowser(), world.newBrowser()].map((b) => world.openGuest(b, link)));
    if (one?.kind !== 'invited' || two?.kind !== 'invited') throw new Error('not invited');
    const winner = await one.join('One');
    await onlyChat(member);
    await expect(two.join('Two')).rejects.toMatchObject({ reason: 'used' });
    const chat = await onlyChat(member);
    await until('alerted', () => chat.state.alerts.includes('redeem-attempt'));
    chat.dismissAlert('redeem-attempt');
    await until('dismissed', () => chat.state.alerts.length === 0);
    winner.close();
  });

  it('needs a name', async () => {
    const { world, link } = await invited();
    const result = await world.openGuest(world.newBrowser(), link);
    if (result.kind !== 'invited') throw new Error(result.kind);
    await expect(result.join(' \u202E ')).rejects.toMatchObject({ reason: 'invalid-name' });
    expect([...world.invites.values()][0]?.status).toBe('active');
  });

  it('forgets the fragment once all is kept, and not before', async () => {
    const { world, link } = await invited();
    const page = world.newBrowser();
    let forgotten = 0;
    const result = await world.openGuest(page, link, () => forgotten++);
    if (result.kind !== 'invited') throw new Error(result.kind);
    world.intercept = (path) => (path === '/v1/sessions' ? 'lost' : undefined);
    await expect(result.join('Gus')).rejects.toMatchObject({ reason: 'unavailable' });
    expect(forgotten).toBe(0);
    world.intercept = () => undefined;
    const chat = await result.join('Gus');
    expect(forgotten).toBe(1);
    chat.close();
    const again = await resume(world, world.reload(page), link);
    expect(forgotten).toBe(1);
    again.close();
  });

  it('leads back to the chat of each tab, and asks where nothing says which', async () => {
    const { world, member, link } = await invited();
    const page = world.newBrowser();
    const first = await join(world, page, link);
    const second = await join(world, page, (await member.invite()).link);
    for (const { state } of [first, second]) {
      const shown: string[] = [];
      const again = await world.openGuest(world.reload(page), '', (chat) => shown.push(chat), state.id);
      if (again.kind !== 'chat') throw new Error(again.kind);
      expect([closeAfterTest(again.chat).state.id, shown]).toEqual([state.id, [state.id]]);
    }
    const unsaid = await world.openGuest(world.reload(page), '');
    if (unsaid.kind !== 'chats') throw new Error(unsaid.kind);
    expect(unsaid.chats.map(({ id }) => id)).toEqual([second.state.id, first.state.id]);
    const chosen = await unsaid.open(first.state.id);
    expect(chosen.kind === 'chat' && closeAfterTest(chosen.chat).state.id).toBe(first.state.id);
    await first.leave();
    const left = await world.openGuest(world.reload(page), '', undefined, first.state.id);
    expect(left.kind === 'chat' && closeAfterTest(left.chat).state.id).toBe(second.state.id);
  });

  it('in two tabs of one browser leads to one chat', async () => {
    const { world, member, link } = await invited();
    const page = world.newBrowser();
    const [one, two] = [await world.openGuest(page, link), await world.openGuest(world.reload(page), link)];
    if (one.kind !== 'invited' || two.kind !== 'invited') throw new Error('not invited');
    const first = closeAfterTest(await one.join('Gus'));
    const second = closeAfterTest(await two.join('Gus'));
    expect([first.state.id, first.state.connection]).not.toEqual([second.state.id, 'elsewhere']);
    expect(second.state.connection).toBe('elsewhere');
    first.close();
    await until('the second leads', () => second.state.connection === 'online');
    expect((await onlyChat(member)).state.alerts).toEqual([]);
  });

  it('says so when the device is full, and uses nothing up', async () => {
    const { world, link } = await invited();
    const page = world.newBrowser();
    const result = await world.openGuest(page, link);
    if (result.kind !== 'invited') throw new Error(result.kind);
    const restore = fillUp();
    await expect(result.join('Gus')).rejects.toMatchObject({ reason: 'storage' });
    restore();
    expect([...world.invites.values()].map(({ status }) => status)).toEqual(['active']);
    closeAfterTest(await result.join('Gus'));
  });

  it('waits for a conversation that is announced after ready', async () => {
    const { world, member, link } = await invited();
    world.relay.announceLate = true;
    const chat = await join(world, world.newBrowser(), link);
    await chat.send('late');
    const memberChat = await onlyChat(member);
    await until('arrived', () => texts(memberChat).length === 1);
  });
});

describe('a session', () => {
  it('ends everywhere when the member ends it', async () => {
    const { world, page, member, guest, memberChat } = await pair();
    await guest.send('unsent?');
    await memberChat.leave();
    await until('ended', () => guest.state.status === 'ended');
    expect(guest.state.connection).toBe('ended');
    expect(guest.state.endReason).toBe('ended-by-member');
    expect(member.state.chats).toEqual([]);
    await expect(guest.send('too late')).rejects.toThrow();
    guest.close();
    const again = await resume(world, world.reload(page));
    expect(again.state.status).toBe('ended');
  });

  it('says so while the device is full, and loses nothing by it', async () => {
    const { guest, memberChat } = await pair();
    const restore = fillUp();
    await expect(guest.send('not kept')).rejects.toThrow();
    expect(guest.state.full).toBe(true);
    restore();
    await memberChat.send('wait for it');
    await until('arrived', () => texts(guest).length === 1);
    expect(guest.state.full).toBeUndefined();
    await guest.send('kept');
    await until('arrived there', () => texts(memberChat).length === 2);
    expect(texts(memberChat)).toEqual(['wait for it', 'kept']);
  });

  it('learns at its next token that it has ended', async () => {
    const { world, page, guest, id } = await pair();
    guest.close();
    world.relay.end(id, 'expired');
    const again = await resume(world, world.reload(page));
    await until('ended', () => again.state.status === 'ended');
  });

  it('learns that it has ended from a service that has forgotten it, but not right after joining', async () => {
    const { world, page, guest, id } = await pair();
    const { invites } = world;
    const known = [...invites];
    invites.clear();
    world.relay.drop('guest');
    await until('asked in vain', () => guest.state.connection === 'offline');
    expect(guest.state.status).toBe('open');
    for (const [token, invite] of known) invites.set(token, invite);
    await until('online', () => guest.state.connection === 'online');
    guest.close();
    invites.clear();
    page.storage.ahead = 40 * 24 * 60 * 60 * 1000;
    const again = await resume(world, world.reload(page));
    await until('ended', () => again.state.status === 'ended');
    expect(again.state.id).toBe(id);
  });

  it('is known to a worker as long as it is kept', async () => {
    const { world, page, guest, id } = await pair();
    expect(await holdsChat(page.environment)).toBe(true);
    world.relay.end(id, 'ended-by-member');
    await until('ended', () => guest.state.status === 'ended');
    expect(await holdsChat(page.environment)).toBe(true);
    await guest.leave();
    expect(await holdsChat(page.environment)).toBe(false);
  });

  it('is not taken from an older page by a worker that looks for it', async () => {
    const { indexedDB } = new World().newBrowser().storage;
    const older = indexedDB.open('guestchat', 1);
    older.addEventListener('upgradeneeded', () => older.result.createObjectStore('conversations'));
    await new Promise((resolve) => older.addEventListener('success', resolve));
    let asked = false;
    older.result.addEventListener('versionchange', () => {
      asked = true;
    });
    expect([await holdsChat({ indexedDB }), asked]).toEqual([false, false]);
    older.result.close();
  });

  it('is not made by a worker that looks for it', async () => {
    const { indexedDB } = new World().newBrowser().storage;
    expect([await holdsChat({ indexedDB }), await indexedDB.databases()]).toEqual([false, []]);
  });

  it('goes on when the network swallows what it asks for, and no longer does', async () => {
    const { world, page, guest } = await pair();
    guest.close();
    let swallowed = 0;
    world.intercept = () => (swallowed++ < 1 ? 'swallowed' : undefined);
    const again = await resume(world, world.reload(page));
    await until('online', () => again.state.connection === 'online');
    expect(swallowed).toBeGreaterThan(1);
  });

  it('authenticates again when challenged', async () => {
    const { world, guest, memberChat } = await pair();
    const tokens = () => world.relay.heard.filter((frame) => frame.includes('"authenticate"')).length;
    const before = tokens();
    for (const socket of world.relay.sockets) socket.challenge();
    await until('both answered', () => tokens() === before + 2);
    await guest.send('still here');
    await until('arrived', () => texts(memberChat).includes('still here'));
  });
});

describe('two tabs', () => {
  it('take turns: the second shows the chat, and leads when the first is closed', async () => {
    const { world, page, guest, memberChat } = await pair();
    await guest.send('from the first tab');
    const second = await resume(world, world.reload(page));
    expect(second.state.connection).toBe('elsewhere');
    expect(texts(second)).toEqual(['from the first tab']);
    await expect(second.send('no')).rejects.toThrow();
    await second.markRead();
    second.dismissAlert('redeem-attempt');
    await guest.send('still leading');
    await until('not disturbed', () => texts(memberChat).length === 2);
    guest.close();
    await until('the second leads', () => second.state.connection === 'online');
    await second.send('from the second tab');
    await until('arrived', () => texts(memberChat).length === 3);
  });

  it('hand over when the reader goes on in the other one, and back, without loss', async () => {
    // Given a message that could not be sent yet
    const { world, page, guest, memberChat } = await pair();
    world.intercept = () => 'lost';
    world.relay.drop('guest');
    await until('offline', () => guest.state.connection === 'offline');
    await guest.send('one');
    const second = await resume(world, world.reload(page));
    expect(second.state.connection).toBe('elsewhere');
    world.intercept = () => undefined;
    // When
    await second.takeOver();
    await until('the second leads', () => second.state.connection === 'online');
    await until('the first knows', () => guest.state.connection === 'elsewhere');
    await second.send('two');
    await expect(guest.send('no')).rejects.toThrow();
    await guest.takeOver();
    await until('the first leads', () => guest.state.connection === 'online');
    await guest.send('three');
    // Then
    await until('arrived', () => texts(memberChat).length === 3);
    expect(texts(memberChat)).toEqual(['one', 'two', 'three']);
    expect(texts(guest)).toEqual(['one', 'two', 'three']);
    guest.close();
    await until('the second leads again', () => second.state.connection === 'online');
    expect(texts(second)).toEqual(['one', 'two', 'three']);
    expect(world.relay.refusals).toEqual([]);
  });

  it('take over once, when the reader is impatient and the lead comes by itself as well', async () => {
    const { world, page, guest, memberChat } = await pair();
    const second = await resume(world, world.reload(page));
    const connects = world.relay.connects;
    guest.close();
    await Promise.all([second.takeOver(), second.takeOver()]);
    await until('the second leads', () => second.state.connection === 'online');
    await second.send('once');
    await until('arrived', () => texts(memberChat).length === 1);
    expect([second.state.connection, world.relay.connects]).toEqual(['online', connects + 1]);
  });

  it.each(['leads', 'looks on'])('show nothing of a chat that was erased in the one that %s', async (eraser) => {
    const { world, page, guest, memberChat } = await pair();
    await guest.send('secret');
    await until('arrived', () => texts(memberChat).length === 1);
    const second = await resume(world, world.reload(page));
    const [erasing, other] = eraser === 'leads' ? [guest, second] : [second, guest];
    await erasing.leave();
    await until('ended there too', () => other.state.status === 'ended');
    expect([texts(other), other.state.connection]).not.toContain('elsewhere');
    expect([texts(other), other.state.endReason]).toEqual([[], 'left']);
  });

  it('of a member show nothing of a chat that was erased in the other', async () => {
    const { world, device, member, memberChat } = await pair();
    const second = await openMember(world, world.reload(device));
    expect(second.state.chats).toHaveLength(1);
    await memberChat.leave();
    member.close();
    await until('the second leads', () => second.state.connection === 'online');
    expect(second.state.chats).toEqual([]);
  });

  it('of a member take over once', async () => {
    const { world, device, member } = await pair();
    const second = await openMember(world, world.reload(device));
    const connects = world.relay.connects;
    member.close();
    await Promise.all([second.takeOver(), second.takeOver()]);
    await until('the second leads', () => second.state.connection === 'online');
    expect(world.relay.connects).toBe(connects + 1);
  });

  it('of a member are not two when the first could not read what is stored', async () => {
    const { world, device, member, memberChat, id } = await pair();
    member.close();
    await memberChat.history();
    const next = world.reload(device);
    const repair = await damage(device.storage.indexedDB, `guestchat-member/${MEMBER}`, id);
    await expect(openMember(world, next)).rejects.toThrow();
    await repair();
    expect((await openMember(world, next)).state.connection).not.toBe('elsewhere');
  });

  it('of a member hand over as well', async () => {
    const { world, device, member, guest } = await pair();
    const second = await openMember(world, world.reload(device));
    expect(second.state.connection).toBe('elsewhere');
    await second.takeOver();
    await until('the second leads', () => second.state.connection === 'online');
    await until('the first knows', () => member.state.connection === 'elsewhere');
    await second.state.chats[0]?.send('from the second');
    await until('arrived', () => texts(guest).length === 1);
  });

  it('do not fight over the connection, nor over the keys, without Web Locks', async () => {
    const { world, page, guest, memberChat } = await pair();
    const next = world.reload(page);
    const second = await resume(world, { ...next, environment: { ...next.environment, locks: undefined } });
    await until('the first gave way', () => guest.state.connection === 'elsewhere');
    await until('the second is online', () => second.state.connection === 'online');
    const connects = world.relay.connects;
    await second.send('second');
    await until('arrived', () => texts(memberChat).length === 1);
    await expect(guest.send('first')).rejects.toThrow();
    expect(world.relay.connects).toBe(connects);
  });
});

describe('secrecy', () => {
  it('lets no text, name or link secret out but in ciphertext', async () => {
    const { world, page, device, guest, memberChat, link } = await pair();
    await guest.send('canary-text-guest');
    await memberChat.send('canary-text-member');
    await until('exchanged', () => texts(guest).length === 2 && texts(memberChat).length === 2);
    const secretPart = link.slice(link.lastIndexOf('.') + 1);
    const spoken = [...world.requests, ...world.relay.heard].join('\n');
    const canaries = ['canary-text', 'Gus Guest', 'Ada Member', secretPart, secretPart.slice(4, 40)];
    for (const canary of canaries) {
      expect(spoken).not.toContain(canary);
      expect(spoken).not.toContain(btoa(canary).replaceAll('=', '').slice(0, -1));
    }
    for (const url of world.requests.map((request) => request.split(' ')[0] ?? '')) expect(url).not.toContain('#');
    // And nothing readable lies in the browsers' storage.
    for (const { storage } of [page, device]) {
      const stored = await dump(storage.indexedDB);
      expect(stored.length).toBeGreaterThan(100);
      for (const canary of canaries) expect(stored).not.toContain(canary);
    }
  });
});

/** A guest's database as pages of this version have it. */
async function opened(factory: IDBFactory, version: number): Promise<IDBDatabase> {
  const request = factory.open('guestchat', version);
  await new Promise((resolve) => request.addEventListener('success', resolve));
  return request.result;
}

/** From now on nothing can be written, for this reason; returns the way back. */
function fillUp(reason = 'QuotaExceededError'): () => void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('full', reason);
  };
  return () => {
    IDBObjectStore.prototype.put = put;
  };
}

/** A stored chat cannot be read; returns the way back. */
async function damage(factory: IDBFactory, name: string, id: string): Promise<() => Promise<void>> {
  const database = await openDatabase(factory, name);
  const row = await database.get('conversations', id);
  if (!row) throw new Error('no chat');
  await database.put('conversations', { ...row, sealedGroup: new Uint8Array(40) });
  return async () => {
    await database.put('conversations', row);
    database.close();
  };
}

/** All values of all tables, bytes as text. */
async function dump(factory: IDBFactory): Promise<string> {
  const parts: string[] = [];
  const asText = (_key: string, value: unknown) =>
    value instanceof Uint8Array ? String.fromCharCode(...value) : value;
  for (const { name } of await factory.databases()) {
    const request = factory.open(name ?? '');
    await new Promise((resolve) => request.addEventListener('success', resolve));
    const database = request.result;
    const tables = [...database.objectStoreNames];
    const transaction = database.transaction(tables);
    for (const table of tables) {
      const all = transaction.objectStore(table).getAll();
      await new Promise((resolve) => all.addEventListener('success', resolve));
      parts.push(JSON.stringify(all.result, asText));
    }
    database.close();
  }
  return parts.join('\n');
}
