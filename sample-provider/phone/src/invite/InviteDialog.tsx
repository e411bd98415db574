import { dateAndTime, Icon } from '@guestchat/chat';
import { Dialog, QrCode } from '@guestchat/chat/screen';
import type { Invite } from '@guestchat/core/member';
import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { s } from '../texts/index.ts';

export interface InviteDialogProps {
  readonly invite: Invite;
  readonly inviter: string;
  onClose(): void;
}

/** The guest link and the ways to hand it over. Whoever opens it first is the guest. */
export function InviteDialog({ invite, inviter, onClose }: InviteDialogProps) {
  const field = useRef<HTMLInputElement>(null);
  const copied = useSignal(false);
  const id = useId();
  const copy = async () => {
    field.current?.select();
    copied.value = await navigator.clipboard.writeText(invite.link).then(
      () => true,
      () => document.execCommand('copy'),
    );
  };
  // Closing the sheet without choosing anything rejects, and is no failure.
  const share = () => navigator.share({ text: s('shareText', { name: inviter }), url: invite.link }).catch(() => {});
  return (
    <Dialog title={s('inviteTitle')} kind="sheet" onClose={onClose}>
      <p>{s('inviteHelp', { time: dateAndTime(new Date(invite.expiresAt)) })}</p>
      <QrCode text={invite.link} label={s('qrCode')} />
      <label class="vh" for={id}>
        {s('link')}
      </label>
      <input
        id={id}
        ref={field}
        class="address"
        readOnly
        dir="ltr"
        data-testid="invite-link"
        value={invite.link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="actions">
        <button type="button" class="btn" onClick={copy}>
          <Icon name={copied.value ? 'check' : 'copy'} />
          {s(copied.value ? 'copied' : 'copy')}
        </button>
        {'share' in navigator && (
          <button type="button" class="btn quiet" onClick={share}>
            <Icon name="share" />
            {s('share')}
          </button>
        )}
        <button type="button" class="btn quiet" onClick={onClose}>
          {s('done')}
        </button>
      </div>
    </Dialog>
  );
}
