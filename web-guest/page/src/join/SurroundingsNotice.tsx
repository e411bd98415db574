import { Icon } from '@guestchat/chat';
import { CopyLink } from '../link/CopyLink.tsx';
import { p } from '../texts/index.ts';
import { outside, type Surroundings } from './surroundings.ts';

/** Says before joining that a chat would not last here, and how to open it where it would. */
export function SurroundingsNotice({ here }: { here: Exclude<Surroundings, 'ordinary'> }) {
  const inApp = here === 'app';
  const way = inApp ? outside(location, navigator.userAgent) : undefined;
  return (
    <div class="caution" data-testid="surroundings" data-kind={here}>
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
