import { Avatar, Card, LanguageChoice } from '@guestchat/chat';
import { useAttempts } from '@guestchat/chat/screen';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Account, type Login, logIn, members } from '../provider/provider.ts';
import { s } from '../texts/index.ts';

/** Stands for a provider's real login. */
export function LoginScreen({ onLogin }: { onLogin(login: Login): void }) {
  const known = useSignal<readonly Account[]>([]);
  const { failed, attempt } = useAttempts();
  const ask = async () => {
    known.value = await members();
  };
  useEffect(() => {
    const begin = () => known.value.length > 0 || attempt(ask);
    begin();
    addEventListener('online', begin);
    return () => removeEventListener('online', begin);
  }, []);
  return (
    <Card kind="login">
      <h1>{s('whoAreYou')}</h1>
      <p>{s('sample')}</p>
      <ul class="accounts">
        {known.value.map((account) => (
          <li key={account.id}>
            <button type="button" class="account" onClick={() => attempt(async () => onLogin(await logIn(account.id)))}>
              <Avatar name={account.name} />
              {account.name}
            </button>
          </li>
        ))}
      </ul>
      <p class="error" role="alert">
        {failed.value && s('failed')}
      </p>
      {failed.value && known.value.length === 0 && (
        <button type="button" class="btn" onClick={() => attempt(ask)}>
          {s('retry')}
        </button>
      )}
      <LanguageChoice label={s('language')} />
    </Card>
  );
}
