import { Icon } from '@guestchat/chat';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CopyLink } from '../link/CopyLink.tsx';
import { p } from '../texts/index.ts';
import { outside, type Surroundings, surroundings } from './surroundings.ts';

/** Says before joining that a chat would not last here, and how to open it where it would. */
export function SurroundingsNotice() {
  const here = useSignal<Surroundings>('ordinary');
  useEffect(() => {
    const standalone = matchMedia('(display-mode: standalone)').matches;
    surroundings(navigator, standalone).then((found) => {
      here.value = found;
    });
  }, [here]);
  if (here.value === 'ordinary') return null;
  const inApp = here.value === 'app';
  const way = inApp ? outside(location, navigator.userAgent) : undefined;
  return (
    <div class="caution" data-testid="surroundings" data-kind={here.value}>
      <Icon name="warning" />
      <p>{p(inApp ? 'inApp' : 'privateWindow')}</p>
      <div class="ways">
        {way && (
          <a class="btn quiet" href={way}>
            {p('openBrowser')}
          </a>
        )}
        <CopyLink quiet />
      </div>
    </div>
  );
}
