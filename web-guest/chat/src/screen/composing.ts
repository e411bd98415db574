import { type Chat, type ChatState, LONGEST_TEXT, type Message } from '@guestchat/core';
import { type ReadonlySignal, type Signal, signal, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { isWhole } from '../messages/words.ts';

/** How long after the last change (ms) a draft is kept. */
const KEEP_AFTER = 400;

/** What is written is meant for this message: to answer it, or in its place. */
export interface About {
  readonly kind: 'reply' | 'edit';
  readonly message: Message;
}

type Target = { readonly kind: About['kind']; readonly id: string } | undefined;

/** What is being written: a new message, perhaps in reply, or another text for an old one. */
export interface Composing {
  readonly text: ReadonlySignal<string>;
  readonly target: ReadonlySignal<Target>;
  /** The last text could not be kept: it is in the field again. */
  readonly failed: ReadonlySignal<boolean>;
  /** On their way into the store, oldest first: shown in the next picture, which the store would miss. */
  readonly sending: ReadonlySignal<readonly Message[]>;
  write(text: string): void;
  reply(message: Message): void;
  /** What was being written before waits until the edit is done. */
  edit(message: Message): void;
  /** Drops the reply or the edit; a text written in reply stays. */
  cancel(): void;
  submit(): Promise<void>;
}

/** By how many code points a text is too long to be sent; 0 if it is not. */
export const excessOf = (text: string): number => Math.max(0, [...text.trim()].length - LONGEST_TEXT);

export const isSendable = (text: string): boolean => text.trim() !== '' && excessOf(text) === 0;

/** The message that a target names, while it stands there whole. */
export function aboutOf({ messages }: ChatState, target: Target): About | undefined {
  const message = target && messages.find(({ id }) => id === target.id);
  return message && isWhole(message) ? { kind: target.kind, message } : undefined;
}

interface Written {
  readonly text: string;
  readonly target: Target;
}

const draftOf = ({ draft }: Chat): Written => ({
  text: draft?.text ?? '',
  target: draft?.replyTo === undefined ? undefined : { kind: 'reply', id: draft.replyTo },
});

/**
 * Begins with the draft of last time, and keeps it as it grows.
 *
 * @param elsewhere another tab has the chat
 */
export function useComposing(chat: Chat, elsewhere: boolean, onSending: () => void): Composing {
  const text = useSignal(draftOf(chat).text);
  const target = useSignal(draftOf(chat).target);
  const failed = useSignal(false);
  const writer = useMemo(() => new Writer(chat, text, target, failed, onSending), [chat]);
  useEffect(() => {
    const leaving = () => writer.keep();
    addEventListener('pagehide', leaving);
    document.addEventListener('visibilitychange', leaving);
    return () => {
      removeEventListener('pagehide', leaving);
      document.removeEventListener('visibilitychange', leaving);
      leaving();
    };
  }, [writer]);
  const away = useRef(elsewhere);
  useLayoutEffect(() => {
    if (away.current && !elsewhere) writer.comeBack();
    away.current = elsewhere;
  }, [writer, elsewhere]);
  return writer;
}

/** The writing itself, apart from where it is shown. */
export class Writer implements Composing {
  readonly sending = signal<readonly Message[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The new message that an edit interrupted. */
  #interrupted: Written | undefined;

  constructor(
    private readonly chat: Chat,
    readonly text: Signal<string>,
    readonly target: Signal<Target>,
    readonly failed: Signal<boolean>,
    private readonly onSending: () => void,
  ) {}

  write(text: string): void {
    this.text.value = text;
    this.failed.value = false;
    this.#keepSoon();
  }

  reply({ id }: Message): void {
    this.#resume();
    this.target.value = { kind: 'reply', id };
    this.#keepSoon();
  }

  edit({ id, text }: Message): void {
    this.keep();
    this.#interrupted ??= { text: this.text.value, target: this.target.value };
    this.target.value = { kind: 'edit', id };
    this.text.value = text;
  }

  cancel(): void {
    if (this.#interrupted) this.#resume();
    else this.target.value = undefined;
    this.#keepSoon();
  }

  async submit(): Promise<void> {
    const { value: written } = this.text;
    const { value: target } = this.target;
    const text = written.trim();
    if (!isSendable(text)) return;
    const editing = target?.kind === 'edit';
    const interrupted = this.#interrupted;
    if (editing) this.#resume();
    else {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.text.value = '';
      this.target.value = undefined;
    }
    try {
      await (editing ? this.chat.edit(target.id, text) : this.#send(text, target?.id));
    } catch {
      this.failed.value = true;
      this.#interrupted = interrupted;
      this.text.value = this.text.value && !editing ? `${text}\n${this.text.value}` : text;
      this.target.value = target;
      this.#keepSoon();
    }
  }

  async #send(text: string, replyTo: string | undefined): Promise<void> {
    const at = Date.now();
    const message: Message = { id: `sending ${at} ${text}`, mine: true, text, at, delivery: 'waiting' };
    const shown = replyTo === undefined ? message : { ...message, replyTo };
    this.sending.value = [...this.sending.value, shown];
    this.onSending();
    try {
      await this.chat.send(text, replyTo);
    } finally {
      this.sending.value = this.sending.value.filter((other) => other !== shown);
    }
  }

  /** Keeps the draft now, if it changed since; an edit is no draft. */
  keep(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { text, target } = this.#interrupted ?? { text: this.text.value, target: this.target.value };
    const draft = target ? { text, replyTo: target.id } : { text };
    // Should it fail, the next change tries again.
    this.chat.keepDraft(draft).catch(() => undefined);
  }

  /** Another tab had the chat: the draft is as that one left it. An edit that was begun here stays. */
  comeBack(): void {
    const draft = draftOf(this.chat);
    if (this.#interrupted) this.#interrupted = draft;
    else this.#take(draft);
  }

  #keepSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), KEEP_AFTER);
  }

  #resume(): void {
    if (!this.#interrupted) return;
    this.#take(this.#interrupted);
    this.#interrupted = undefined;
  }

  #take({ text, target }: Written): void {
    this.text.value = text;
    this.target.value = target;
  }
}
