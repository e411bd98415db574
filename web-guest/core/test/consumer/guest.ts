import { type Chat, JoinError, type Message, type OpenGuestOptions, openGuest } from '@guestchat/core';

/** What a guest's client shows; a screen of yours in a real one. */
export interface Screen {
  ask(inviter: string): Promise<string>;
  show(messages: readonly Message[]): void;
  say(what: string): void;
}

/** A whole guest's client, but for its looks: opens the link, joins if the guest wants to, and shows the chat. */
export async function start(options: OpenGuestOptions, screen: Screen): Promise<Chat | undefined> {
  const opened = await openGuest(options);
  switch (opened.kind) {
    case 'chat':
      return shown(opened.chat, screen);
    case 'invited':
      try {
        return shown(await opened.join(await screen.ask(opened.inviter.name)), screen);
      } catch (error) {
        if (!(error instanceof JoinError)) throw error;
        screen.say(error.reason);
        return undefined;
      }
    default:
      screen.say(opened.kind);
      return undefined;
  }
}

function shown(chat: Chat, screen: Screen): Chat {
  const show = () => screen.show(chat.state.messages);
  chat.subscribe(show);
  show();
  return chat;
}
