import type { VNode } from 'preact';
import { BlockDialog } from '../../chat/src/dialogs/BlockDialog.tsx';
import { EndDialog } from '../../chat/src/dialogs/EndDialog.tsx';
import { OptionsDialog } from '../../chat/src/dialogs/OptionsDialog.tsx';
import { ReportDialog } from '../../chat/src/dialogs/ReportDialog.tsx';
import { SafetyDialog } from '../../chat/src/dialogs/SafetyDialog.tsx';
import { SaveDialog } from '../../chat/src/dialogs/SaveDialog.tsx';
import { NotificationsDialog } from '../../chat/src/notifications/NotificationsDialog.tsx';
import type { Saved } from '../../chat/src/transcript/save.ts';
import { transcriptOf } from '../../chat/src/transcript/transcript.ts';
import { FakeChat } from '../../chat/test/FakeChat.ts';
import { chat, notified } from './chats.tsx';
import { talk } from './content.ts';
import type { Screen, Screens } from './screens.ts';
import { click } from './stage.ts';

const { id, peer, safetyNumber } = new FakeChat().state;
const nothing = async () => {};
const offered = async (): Promise<Saved> => ({ kind: 'offered' });
const shown = async (): Promise<Saved> => ({ kind: 'shown', text: transcriptOf(talk, peer.name, Date.now()) });
const fails = () => Promise.reject(new Error('no network'));
const common = { peer: peer.name, onClose: () => {} };
const safety = (verified: boolean) => (
  <SafetyDialog {...common} safetyNumber={safetyNumber} verified={verified} onVerified={() => {}} />
);
const end = (over: boolean, leave = nothing) => <EndDialog {...common} over={over} end={leave} save={offered} />;
const notify = (status: Parameters<typeof notified>[0]) => (
  <NotificationsDialog {...common} notifications={notified(status)} />
);

/** Open over a chat. */
const over = (dialog: () => VNode, afterwards?: Screen['afterwards']): Screen => {
  const show = () => (
    <>
      {chat({}).show()}
      {dialog()}
    </>
  );
  return afterwards ? { show, afterwards } : { show };
};

export const dialogs: Screens = {
  options: over(() => (
    <OptionsDialog
      {...common}
      options={['search', 'save', 'safety', 'notifications', 'report', 'end']}
      onChoose={() => {}}
    />
  )),
  'save-shown': over(() => <SaveDialog save={shown} onClose={() => {}} />),
  safety: over(() => safety(false)),
  'safety-verified': over(() => safety(true)),
  'safety-later': over(() => (
    <SafetyDialog {...common} safetyNumber={undefined} verified={false} onVerified={() => {}} />
  )),
  'notify-help': over(() => notify('off')),
  'notify-on': over(() => notify('on')),
  'notify-denied': over(() => notify('denied')),
  'notify-phone': over(() => notify('home-screen')),
  report: over(() => <ReportDialog {...common} id={id} save={offered} onEnd={() => {}} />),
  block: over(() => <BlockDialog {...common} block={nothing} />),
  end: over(() => end(false)),
  'end-saved': over(
    () => end(false),
    () => click('.actions .btn'),
  ),
  'end-failed': over(
    () => end(false, fails),
    () => click('.btn.danger'),
  ),
  erase: over(() => end(true)),
};
