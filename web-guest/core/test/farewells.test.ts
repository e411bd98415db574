import { describe, expect, it } from 'vitest';
import type { Environment } from '../src/environment/environment.js';
import { pair, resume } from './world/chatting.js';
import { type Browser, until } from './world/environment.js';
import { problem } from './world/world.js';

/** A page whose timers run when the test says so. */
function pausing(page: Browser) {
  const timers: { readonly task: () => void; readonly milliseconds: number }[] = [];
  const environment: Environment = {
    ...page.environment,
    setTimeout: (task, milliseconds) => timers.push({ task, milliseconds }) as never,
    clearTimeout: () => {},
  };
  return { ...page, environment, timers };
}

/** A guest's chat in such a page, and how often the service was asked anything since. */
async function chatting() {
  const { world, page, guest, memberChat } = await pair();
  guest.close();
  const paused = pausing(world.reload(page));
  const chat = await resume(world, paused);
  await until('online', () => chat.state.connection === 'online');
  const before = world.requests.length;
  const asked = () => world.requests.length - before;
  return { world, page, paused, chat, memberChat, asked };
}

describe('a chat that is left', () => {
  it('is erased at once, whatever the network does with the farewell', async () => {
    const { world, chat, memberChat, asked } = await chatting();
    world.intercept = () => 'swallowed';
    await chat.leave();
    expect(chat.state).toMatchObject({ status: 'ended', messages: [], untold: true });
    await until('asked', () => asked() === 1);
    expect(memberChat.state.status).toBe('open');
  });

  it.each<[string, (paused: ReturnType<typeof pausing>) => void]>([
    ['the network returns', (paused) => paused.wake('online')],
    ['the reader returns', (paused) => paused.wake('visible')],
    ['a second has passed', ({ timers }) => timers.findLast(({ milliseconds }) => milliseconds <= 1000)?.task()],
  ])('without a network is told of when %s', async (_occasion, happens) => {
    const { world, paused, chat, memberChat, asked } = await chatting();
    world.intercept = () => 'lost';
    await chat.leave();
    await until('asked in vain', () => asked() === 1);
    expect([chat.state.untold, memberChat.state.status]).toEqual([true, 'open']);
    // When
    world.intercept = () => undefined;
    happens(paused);
    // Then
    await until('told', () => memberChat.state.status === 'ended');
    await until('known to be told', () => chat.state.untold === undefined);
  });

  it('is told of once, however often the page is tried again meanwhile', async () => {
    const { world, paused, chat, asked } = await chatting();
    world.intercept = () => 'lost';
    await chat.leave();
    await until('asked in vain', () => asked() === 1);
    for (let i = 0; i < 3; i++) expect((await world.openGuest(paused, '')).kind).toBe('none');
    world.intercept = () => undefined;
    paused.wake('online');
    await until('told', () => chat.state.untold === undefined);
    // In vain, then for a token and with it.
    expect(asked()).toBe(3);
  });

  it('is told of when the service wants it to be, not before', async () => {
    const { world, paused, chat, memberChat, asked } = await chatting();
    world.intercept = () => problem(429, 'rate-limited', { 'Retry-After': '70' });
    await chat.leave();
    await until('asked in vain', () => asked() === 1);
    await until('waiting', () => paused.timers.at(-1)?.milliseconds === 70_000);
    const [again] = paused.timers.slice(-1);
    world.intercept = () => undefined;
    paused.wake('online');
    expect((await world.openGuest(paused, '')).kind).toBe('none');
    expect([asked(), memberChat.state.status]).toEqual([1, 'open']);
    again?.task();
    await until('told', () => memberChat.state.status === 'ended');
  });

  it('is told of by the next page when its own was closed', async () => {
    const { world, page, paused, chat, memberChat, asked } = await chatting();
    world.intercept = () => 'lost';
    await chat.leave();
    await until('asked in vain', () => asked() === 1);
    paused.timers.length = 0;
    world.intercept = () => undefined;
    expect((await world.openGuest(world.reload(page), '')).kind).toBe('none');
    await until('told', () => memberChat.state.status === 'ended');
  });

  it('is nothing to tell of when the other side has ended it', async () => {
    const { world, chat, memberChat } = await chatting();
    await memberChat.leave();
    await until('ended', () => chat.state.status === 'ended');
    world.intercept = () => 'lost';
    await chat.leave();
    expect(chat.state.untold).toBeUndefined();
  });
});
