import type { Delivery, Message } from '@guestchat/core';

export const MINUTE = 60_000;
const nine = new Date().setHours(9, 0, 0, 0);

let id = 0;
/** A message, so many minutes after nine o'clock today; with a delivery it is one's own. */
export function say(text: string, minutes: number, delivery?: Delivery): Message {
  id += 1;
  const message = { id: `m${id}`, text, at: nine + minutes * MINUTE, mine: delivery !== undefined };
  return delivery ? { ...message, delivery } : message;
}

export const peer = { name: 'Amal Haddad', online: true, typing: false };

export const talk: readonly Message[] = [
  say('Hi! You asked about moving your appointment. What day works best?', -1018),
  say('We have room on Thursday and Friday.', -1018),
  say('Thursday would be great, thank you 🙏', -1010, 'read'),
  say('Morning if possible — I can come by bike, it’s about 15 minutes from me.', -1009, 'read'),
  say('👍', -1008),
  say('Good morning! Thursday 09:40 is yours. Details and how to find us: https://harbour.example/visit', -5),
  say('Perfect, see you then', 1, 'read'),
  say('Do I need to bring the old X-rays, or can you get them from Dr Lindqvist’s office directly?', 2, 'delivered'),
  say('No need, we already have them.', 3),
  say('Just bring your insurance card.', 3),
];

const floor = say('Which floor is it?', 4, 'read');
const answer = say('The second. There is a lift beside the stairs, and somebody will open the door for you.', 5);
export const floorAnswer = answer.id;

/** Edited, deleted, answered, reacted to. */
export const changed: readonly Message[] = [
  ...talk,
  { ...floor, edited: true, reactions: { theirs: '👍' } },
  { ...answer, reactions: { mine: '❤️', theirs: '❤️' } },
  { ...say('Thank you, that helps!', 6, 'delivered'), replyTo: answer.id },
  { ...say('', 7), deleted: true },
  { ...say('See you on Thursday', 8), replyTo: 'm7', reactions: { mine: '🙏', theirs: '😂' } },
];

export const unsent: readonly Message[] = [
  say('Great!', 4, 'accepted'),
  say('One more thing: is there bike parking?', 6, 'waiting'),
  say('And which floor?', 6, 'waiting'),
];
export const lost = unsent.map(
  (message, place): Message => (place === 2 ? { ...message, delivery: 'failed' } : message),
);

/** Names and words that no layout expects. */
export const unwieldy = {
  peer: {
    name: 'Maria-Magdalena Alexandrescu-Constantinopolitanul von Hohenstein und Württemberg',
    online: true,
    typing: false,
  },
  messages: [
    say('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', 1, 'read'),
    {
      ...say('https://harbour.example/visit?where=second-floor&token=abcdefghijklmnopqrstuvwxyz0123456789', 2),
      replyTo: 'm1',
    },
    say('مرحباً! سألتَ عن تغيير موعدك. أي يوم يناسبك؟', 3),
    say('The clinic is called عيادة الميناء, on the second floor', 4, 'delivered'),
    say('One\n\nline\nafter\nthe other', 5),
    say('A', 6, 'accepted'),
    say('😂😂😂', 6, 'accepted'),
    { ...say('', 7), unsupported: true },
    say(`${'x'.repeat(120)} 👍`, 8, 'waiting'),
  ] as readonly Message[],
};

/** A name that breaks nowhere by itself, as long as one can be. */
export const longWord = 'maximiliana.alexandrescu@kundendienst.nord.hafenzahnklinik.examp';

const long = say('A paragraph that goes on and on, as people write when they have a lot to say. '.repeat(30), 5);
export const withLong: readonly Message[] = [...talk, long];

export const many: readonly Message[] = Array.from({ length: 10_000 }, (_, place): Message => {
  const text = talk[place % talk.length]?.text ?? '';
  return {
    ...say(`${place + 1}: ${text}`, (place - 10_000) * 7),
    ...(place % 3 ? {} : { mine: true, delivery: 'read' }),
  };
});
