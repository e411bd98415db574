import { describe, expect, it } from 'vitest';
import { ConversationStore } from '../src/store/conversationStore.js';
import type { Connection } from '../src/store/database.js';
import { type LastingDatabase, StorageLost } from '../src/store/lastingDatabase.js';
import { openSealed } from '../src/store/vault.js';
import { onlyChat, openMember, pair, resume, texts } from './world/chatting.js';
import { type Browser, until } from './world/environment.js';
import { World } from './world/world.js';

const dropped = (name = 'UnknownError') => new DOMException('Connection to Indexed Database server lost.', name);

describe('a chat whose browser drops the connection to what it keeps', () => {
  it('goes on as if nothing had been, on both sides', async () => {
    const { world, device, page, guest, memberChat } = await pair();
    const { connects } = world.relay;
    for (const { storage } of [device, page]) storage.indexedDB.drop();
    // When
    await guest.send('kept');
    await memberChat.send('this too');
    await until('arrived', () => texts(guest).length === 2 && texts(memberChat).length === 2);
    page.storage.indexedDB.drop();
    await guest.keepDraft({ text: 'half a' });
    // Then
    expect([guest.state.full, guest.state.storageLost]).toEqual([undefined, undefined]);
    expect(world.relay.connects).toBe(connects);
    guest.close();
    const again = await resume(world, world.reload(page));
    expect([texts(again).length, again.draft]).toEqual([2, { text: 'half a' }]);
  });

  it('says so when it does not get another, and lets another page lead', async () => {
    const { world, page, guest, memberChat } = await pair();
    const { indexedDB } = page.storage;
    const { connects } = world.relay;
    const { open } = indexedDB;
    indexedDB.open = () => {
      throw dropped();
    };
    indexedDB.drop();
    // When
    await memberChat.send('waits');
    await until('lost', () => guest.state.storageLost === true);
    await expect(guest.send('not kept')).rejects.toThrow(StorageLost);
    // Then
    expect([guest.state.full, guest.state.connection]).toEqual([undefined, 'offline']);
    expect(world.relay.connects).toBe(connects);
    indexedDB.open = open;
    const again = await resume(world, page);
    await until('arrived', () => texts(again).includes('waits'));
  });

  it('is not empty from then on, when the reader has cleared it', async () => {
    const { page, guest } = await pair();
    const { indexedDB } = page.storage;
    indexedDB.drop();
    const deleting = indexedDB.deleteDatabase('guestchat');
    await new Promise((resolve) => deleting.addEventListener('success', resolve));
    await expect(guest.send('not kept')).rejects.toThrow(StorageLost);
    expect([guest.state.storageLost, await indexedDB.databases()]).toEqual([true, []]);
  });
});

describe('a chat that a newer release of the page wants', () => {
  const upgrade = async ({ storage }: Browser) => {
    for (const { name = '' } of await storage.indexedDB.databases()) {
      const request = storage.indexedDB.open(name, 99);
      await new Promise((resolve) => request.addEventListener('success', resolve));
    }
  };

  it('is let go of by the older one, which says so at once', async () => {
    const { world, page, guest, memberChat } = await pair();
    const { connects } = world.relay;
    // When
    await upgrade(page);
    // Then
    expect(guest.state).toMatchObject({ storageLost: true, connection: 'offline' });
    expect(guest.state.full).toBeUndefined();
    await memberChat.send('waits');
    await expect(guest.send('not kept')).rejects.toThrow(StorageLost);
    expect(world.relay.connects).toBe(connects);
    const newer = await resume(world, world.reload(page));
    await until('arrived', () => texts(newer).includes('waits'));
    expect(newer.state.connection).toBe('online');
  });

  it('is let go of by a member\u2019s as well', async () => {
    const { world, device, memberChat } = await pair();
    await upgrade(device);
    expect(memberChat.state).toMatchObject({ storageLost: true, connection: 'offline' });
    const newer = await openMember(world, world.reload(device));
    await until('it leads', () => newer.state.connection === 'online');
    expect((await onlyChat(newer)).state.storageLost).toBeUndefined();
  });
});

describe('a database', () => {
  const opened = () => openSealed(new World().newBrowser().environment, 'guestchat');

  it.each(['UnknownError', 'InvalidStateError', 'AbortError'])('is opened again after %s', async (name) => {
    const { database } = await opened();
    let runs = 0;
    const task = async () => {
      if (runs++ === 0) throw dropped(name);
      return runs;
    };
    expect([await database.use(task), database.lost]).toEqual([2, false]);
  });

  it('is opened again once for all who find it dropped', async () => {
    const browser = new World().newBrowser();
    const { connections } = browser.storage.indexedDB;
    const { database } = await openSealed(browser.environment, 'guestchat');
    browser.storage.indexedDB.drop();
    const counts = await Promise.all([1, 2, 3].map(() => database.use((connection) => connection.count('drafts'))));
    expect([counts, connections.length]).toEqual([[0, 0, 0], 1]);
  });

  it('is lost for good, and says so once, when that does not help', async () => {
    const { database } = await opened();
    let losses = 0;
    database.onLost(() => losses++);
    for (let i = 0; i < 2; i++) {
      await expect(database.use(() => Promise.reject(dropped()))).rejects.toThrow(StorageLost);
    }
    expect([database.lost, losses]).toEqual([true, 1]);
  });

  it('is as good as before when it is full', async () => {
    const { database } = await opened();
    let runs = 0;
    const full = async () => {
      runs++;
      throw dropped('QuotaExceededError');
    };
    await expect(database.use(full)).rejects.toThrow(DOMException);
    expect([runs, database.lost]).toEqual([1, false]);
  });

  it('is not opened again by who has closed it', async () => {
    const { database } = await opened();
    database.close();
    await expect(database.use((connection) => connection.count('drafts'))).rejects.toThrow(DOMException);
    expect(database.lost).toBe(false);
  });
});

it('a step that was committed on a connection that was dropped before it could say so is not taken for another tab\u2019s', async () => {
  const { world, page, guest, id } = await pair();
  guest.close();
  await guest.history();
  const { database, vault } = await openSealed(world.reload(page).environment, 'guestchat');
  const twice = {
    use: async <T>(task: (connection: Connection) => Promise<T>) => {
      await database.use(task);
      return database.use(task);
    },
  } as LastingDatabase;
  const store = new ConversationStore(twice, vault);
  const before = await store.load(id);
  if (!before) throw new Error('no chat');
  await store.save(before.keys, before.version, before.held, {});
  expect((await store.load(id))?.version).toBe(before.version + 1);
});
