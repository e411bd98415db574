import { describe, expect, it } from 'vitest';
import type { Environment, WakeReason, WebSocketLike } from '../src/environment/environment.js';
import { backoff } from '../src/relay/closeCodes.js';
import { type Credentials, RelayConnection } from '../src/relay/connection.js';
import type { ClientFrame } from '../src/relay/frames.js';

/** A clock and sockets under the test's hand. */
class Bench {
  readonly sockets: TestSocket[] = [];
  readonly statuses: string[] = [];
  readonly frames: string[] = [];
  interruptions = 0;
  hidden = false;
  probe: ClientFrame | undefined = { type: 'send', conversation: 'c', n: 3, kind: 'application', payload: 'AA' };
  credentials: Credentials | Promise<Credentials> = {
    kind: 'credentials',
    url: 'wss://relay/',
    token: 't',
    proof: async (n) => `proof-${n}`,
  };
  #now = 1_000_000;
  #timers: { at: number; task: () => void }[] = [];
  #wakes = new Set<(reason: WakeReason) => void>();
  readonly connection: RelayConnection;

  constructor() {
    const { sockets } = this;
    const WebSocket = class extends TestSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols);
        sockets.push(this);
      }
    };
    const environment: Partial<Environment> = {
      WebSocket,
      now: () => this.#now,
      random: () => 0.5,
      setTimeout: ((task: () => void, delay: number) => {
        const timer = { at: this.#now + delay, task };
        this.#timers.push(timer);
        return timer;
      }) as unknown as Environment['setTimeout'],
      clearTimeout: (handle) => {
        this.#timers = this.#timers.filter((timer) => timer !== (handle as unknown));
      },
      hidden: () => this.hidden,
      onWake: (listener) => {
        this.#wakes.add(listener);
        return () => this.#wakes.delete(listener);
      },
    };
    this.connection = new RelayConnection(environment as Environment, {
      credentials: async () => this.credentials,
      ready: () => {},
      frame: (frame) => this.frames.push(frame.type),
      interrupted: () => this.interruptions++,
      probe: () => this.probe,
      status: (status) => this.statuses.push(status),
    });
  }

  get socket(): TestSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no socket');
    return socket;
  }

  /** Milliseconds until the next timer, or undefined when nothing is planned. */
  get next(): number | undefined {
    return this.#timers.length === 0 ? undefined : Math.min(...this.#timers.map(({ at }) => at)) - this.#now;
  }

  async pass(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { task } of due) task();
    await settle();
  }

  /** Time does not pass by it. */
  putClock(by: number): void {
    this.#now += by;
    for (const timer of this.#timers) timer.at += by;
  }

  async wake(reason: WakeReason): Promise<void> {
    for (const listener of this.#wakes) listener(reason);
    await settle();
  }

  async ready(): Promise<void> {
    if (this.sockets.length === 0) {
      this.connection.start();
      await settle();
    }
    this.socket.receive({ type: 'challenge', nonce: 'a' });
    await settle();
    this.socket.receive({ type: 'ready', side: 'guest', conversations: [], limits: { window: 32 } });
  }
}

class TestSocket implements WebSocketLike {
  readyState = 1;
  onopen: WebSocketLike['onopen'] = null;
  onmessage: WebSocketLike['onmessage'] = null;
  onclose: WebSocketLike['onclose'] = null;
  onerror: WebSocketLike['onerror'] = null;
  readonly sent: Record<string, unknown>[] = [];
  closed = false;
  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {}
  send(data: string): void {
    this.sent.push(JSON.parse(data) as Record<string, unknown>);
  }
  close(): void {
    this.closed = true;
  }
  receive(frame: object | string): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) } as MessageEvent);
  }
  end(code: number): void {
    this.onclose?.({ code } as CloseEvent);
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

describe('a relay connection', () => {
  it('authenticates on challenge, and again on the next', async () => {
    const bench = new Bench();
    await bench.ready();
    expect(bench.socket.protocols).toEqual(['guestchat.v1']);
    expect(bench.socket.url).not.toContain('t=');
    bench.socket.receive({ type: 'challenge', nonce: 'b' });
    await settle();
    expect(bench.socket.sent).toEqual([
      { type: 'authenticate', token: 't', proof: 'proof-a' },
      { type: 'authenticate', token: 't', proof: 'proof-b' },
    ]);
    expect(bench.statuses).toEqual(['connecting', 'online']);
  });

  it.each([
    ['4409 replaced by a newer one', 4409, 'elsewhere'],
    ['4410 the session ended', 4410, 'ended'],
  ])('stops at %s, even when woken', async (_name, code, status) => {
    const bench = new Bench();
    await bench.ready();
    bench.socket.end(code);
    await bench.wake('online');
    await bench.pass(3_600_000);
    expect(bench.sockets).toHaveLength(1);
    expect(bench.statuses.at(-1)).toBe(status);
  });

  it.each([
    ['1012 restart', 1012, 0, 3000],
    ['1013 dependency away', 1013, 2000, 30_000],
    ['1006 lost', 1006, 500, 1000],
    ['4401 token', 4401, 500, 1000],
    ['4408 too slow', 4408, 500, 1000],
    ['4429 over the rate', 4429, 45_000, 60_000],
    ['4403 not yours', 4403, 60_000, 90_000],
    ['4400 not this protocol', 4400, 60_000, 90_000],
  ])('comes back after %s, not sooner', async (_name, code, least, most) => {
    const bench = new Bench();
    await bench.ready();
    bench.socket.end(code);
    expect(bench.interruptions).toBe(1);
    expect(bench.statuses.at(-1)).toBe('offline');
    const delay = bench.next ?? -1;
    expect(delay).toBeGreaterThanOrEqual(least);
    expect(delay).toBeLessThanOrEqual(most);
    await bench.pass(delay);
    expect(bench.sockets).toHaveLength(2);
  });

  it('waits longer each time, up to half a minute, and anew once a connection has held', async () => {
    const bench = new Bench();
    bench.connection.start();
    await settle();
    const delays: number[] = [];
    for (let i = 0; i < 8; i++) {
      bench.socket.end(1006);
      delays.push(bench.next ?? -1);
      await bench.pass(delays.at(-1) ?? 0);
    }
    expect(delays).toEqual([750, 1500, 3000, 6000, 12_000, 22_500, 22_500, 22_500]);
    await bench.ready();
    await bench.pass(6000);
    bench.socket.end(1006);
    expect(bench.next).toBe(750);
    expect(backoff(0, 1)).toBe(0);
  });

  it('gives up a socket that does not get ready', async () => {
    const bench = new Bench();
    bench.connection.start();
    await settle();
    bench.socket.receive({ type: 'challenge', nonce: 'a' });
    await bench.pass(15_000);
    expect(bench.sockets[0]?.closed).toBe(true);
    await bench.pass(1000);
    expect(bench.sockets).toHaveLength(2);
  });

  it('does not wait when the network returns, but keeps the pauses a relay asked for', async () => {
    const bench = new Bench();
    await bench.ready();
    bench.socket.end(1006);
    await bench.wake('online');
    expect(bench.sockets).toHaveLength(2);
    await bench.ready();
    bench.socket.end(4429);
    await bench.wake('online');
    expect(bench.sockets).toHaveLength(2);
  });

  it('begins again what hangs in the network that is gone', async () => {
    const bench = new Bench();
    const { credentials } = bench;
    bench.credentials = new Promise(() => {});
    bench.connection.start();
    await bench.wake('visible');
    bench.credentials = credentials;
    expect(bench.sockets).toHaveLength(0);
    await bench.wake('online');
    const hanging = bench.socket;
    await bench.wake('visible');
    expect([bench.sockets.length, hanging.closed]).toEqual([1, false]);
    await bench.wake('online');
    expect([bench.sockets.length, hanging.closed]).toEqual([2, true]);
    await bench.ready();
    expect(bench.statuses.at(-1)).toBe('online');
  });

  it('waits no longer when the clock is put back meanwhile', async () => {
    const bench = new Bench();
    await bench.ready();
    bench.socket.end(1012);
    const hour = 3_600_000;
    bench.putClock(-hour);
    await bench.wake('online');
    expect(bench.next).toBe(1500);
    await bench.pass(1500);
    await bench.ready();
    await bench.pass(30_000);
    bench.putClock(-hour);
    await bench.wake('visible');
    expect(bench.next).toBe(35_000);
  });

  it.each([
    ['1012', 1012, 1500],
    ['1013', 1013, 2000],
  ])('is not woken sooner than a %s allows', async (_name, code, pause) => {
    const bench = new Bench();
    await bench.ready();
    bench.socket.end(code);
    await bench.wake('online');
    expect(bench.sockets).toHaveLength(1);
    expect(bench.next).toBe(pause);
    await bench.pass(pause);
    expect(bench.sockets).toHaveLength(2);
  });

  it('notices within a minute that its socket is dead, by asking', async () => {
    const bench = new Bench();
    await bench.ready();
    // Given a relay that answers once
    await bench.pass(35_000);
    expect(bench.socket.sent.at(-1)).toEqual(bench.probe);
    bench.socket.receive({ type: 'accepted', conversation: 'c', n: 3 });
    let silence = 0;
    const pass = async () => {
      silence += bench.next ?? 0;
      await bench.pass(bench.next ?? 0);
    };
    await pass();
    expect(bench.sockets).toHaveLength(1);
    // When it does not any more
    await pass();
    expect(bench.socket.sent.filter(({ type }) => type === 'send')).toHaveLength(2);
    await pass();
    // Then
    expect(bench.sockets[0]?.closed).toBe(true);
    expect(bench.interruptions).toBe(1);
    expect(silence).toBeLessThan(60_000);
  });

  it('asks nothing while frames come, while nobody looks, or when there is nothing to ask', async () => {
    const bench = new Bench();
    await bench.ready();
    const asked = () => bench.socket.sent.filter(({ type }) => type === 'send').length;
    for (let i = 0; i < 10; i++) {
      await bench.pass(30_000);
      bench.socket.receive({ type: 'presence', conversation: 'c', peer: 'online' });
    }
    expect(asked()).toBe(0);
    bench.hidden = true;
    await bench.pass(36_000);
    expect(bench.next).toBeUndefined();
    expect(asked()).toBe(0);
    bench.hidden = false;
    bench.probe = undefined;
    await bench.wake('visible');
    await bench.pass(36_000);
    expect([asked(), bench.sockets.length]).toEqual([0, 1]);
  });

  it('tries ever more seldom in the background, and at once when looked at', async () => {
    const bench = new Bench();
    bench.hidden = true;
    bench.connection.start();
    await settle();
    for (let i = 0; i < 15; i++) {
      bench.socket.end(1006);
      if (i < 14) await bench.pass(bench.next ?? 0);
    }
    expect(bench.next).toBe(450_000);
    await bench.wake('visible');
    expect(bench.sockets).toHaveLength(15);
    bench.hidden = false;
    await bench.wake('visible');
    expect(bench.sockets).toHaveLength(16);
  });

  it('renews a socket that was silent while the page was away, and only such a one', async () => {
    const bench = new Bench();
    await bench.ready();
    await bench.wake('visible');
    expect(bench.sockets).toHaveLength(1);
    await bench.pass(61_000);
    await bench.wake('visible');
    expect(bench.sockets).toHaveLength(2);
    expect(bench.sockets[0]?.closed).toBe(true);
    bench.sockets[0]?.end(1006);
    expect(bench.interruptions).toBe(1);
  });

  it('honours a service that asks to wait, and one that says it is over', async () => {
    const bench = new Bench();
    bench.credentials = { kind: 'unavailable', retryAfterSeconds: 40 };
    bench.connection.start();
    await settle();
    expect(bench.next).toBe(40_000);
    bench.credentials = { kind: 'ended' };
    await bench.pass(40_000);
    expect(bench.statuses.at(-1)).toBe('ended');
    expect(bench.sockets).toHaveLength(0);
  });

  it('ignores frames it does not know, and all of a socket it has left', async () => {
    const bench = new Bench();
    await bench.ready();
    const accepted = { type: 'accepted', conversation: 'c', n: 1 };
    for (const frame of [{ type: 'news' }, 'not JSON', '[]', { type: 'accepted', n: -1 }, { ...accepted, extra: 1 }]) {
      bench.socket.receive(frame);
    }
    expect(bench.frames).toEqual(['accepted']);
    bench.connection.stop();
    bench.socket.receive(accepted);
    expect(bench.frames).toEqual(['accepted']);
    expect(bench.connection.send({ type: 'ack', conversation: 'c', seq: 1 })).toBe(false);
  });
});
