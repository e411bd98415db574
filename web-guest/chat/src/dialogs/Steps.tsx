import { type ChatText, t } from '../texts/index.ts';

/** What follows from something, point by point. */
export const Steps = ({ texts, peer }: { readonly texts: readonly ChatText[]; readonly peer: string }) => (
  <ul class="steps">
    {texts.map((text) => (
      <li key={text}>{t(text, { name: peer })}</li>
    ))}
  </ul>
);
