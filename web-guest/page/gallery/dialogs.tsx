import type { VNode } from 'preact';
import { BlockDialog } from '../../chat/src/dialogs/BlockDialog.tsx';
import { EndDialog } from '../../chat/src/dialogs/EndDialog.tsx';
import { OptionsDialog } from '../../chat/src/dialogs/OptionsDialog.tsx';
import { ReportDialog } from '../../chat/src/dialogs/ReportDialog.tsx';
import { SafetyDialog } from '../../chat/src/dialogs/SafetyDialog.tsx';
import { FakeChat } from '../../chat/test/FakeChat.ts';

const { id, peer, safetyNumber } = new FakeChat().state;
const nothing = async () => {};
const common = { peer: peer.name, onClose: () => {} };
const safety = (verified: boolean) => (
  <SafetyDialog {...common} safetyNumber={safetyNumber} verified={verified} onVerified={() => {}} />
);

/** The dialogs of a chat, open. */
export const dialogs: Readonly<Record<string, () => VNode>> = {
  options: () => (
    <OptionsDialog {...common} options={['search', 'save', 'safety', 'report', 'end']} onChoose={() => {}} />
  ),
  safety: () => safety(false),
  'safety-verified': () => safety(true),
  report: () => <ReportDialog {...common} id={id} save={nothing} onEnd={() => {}} />,
  block: () => <BlockDialog {...common} block={nothing} />,
  end: () => <EndDialog {...common} over={false} end={nothing} save={nothing} />,
  erase: () => <EndDialog {...common} over={true} end={nothing} save={nothing} />,
};
