import { Avatar, Card, dateAndTime, LanguageChoice } from '@guestchat/chat';
import type { StoredChat } from '@guestchat/core';
import { p } from '../texts/index.ts';
import './chats.css';

export interface ChatsScreenProps {
  readonly chats: readonly StoredChat[];
  onChosen(id: string): void;
}

/** Several chats go on in this browser, and nothing says which one is meant. */
export const ChatsScreen = ({ chats, onChosen }: ChatsScreenProps) => (
  <Card kind="chats">
    <h1>{p('chatsTitle')}</h1>
    <ul class="talks">
      {chats.map(({ id, name, activityAt }) => (
        <li key={id}>
          <button type="button" onClick={() => onChosen(id)}>
            <Avatar name={name} />
            <span>
              <strong dir="auto">{name}</strong>
              <small>
                <time dateTime={activityAt.toISOString()}>{dateAndTime(activityAt)}</time>
              </small>
            </span>
          </button>
        </li>
      ))}
    </ul>
    <LanguageChoice label={p('language')} />
  </Card>
);
