import { Icon, type IconName } from '../parts/Icon.tsx';
import { t } from '../texts/index.ts';
import { Dialog } from './Dialog.tsx';

/** What a reader can do with the whole chat. */
export type Option = 'search' | 'save' | 'safety' | 'notifications' | 'report' | 'block' | 'end';

const ICONS: Readonly<Record<Option, IconName>> = {
  search: 'search',
  save: 'download',
  safety: 'shield',
  notifications: 'bell',
  report: 'warning',
  block: 'block',
  end: 'trash',
};
const TEXTS = {
  search: 'searchChat',
  save: 'save',
  safety: 'safetyNumber',
  notifications: 'notifications',
  report: 'report',
  block: 'block',
  end: 'end',
} as const satisfies Record<Option, string>;

export interface OptionsProps {
  readonly peer: string;
  readonly options: readonly Option[];
  onChoose(option: Option): void;
  onClose(): void;
}

export const OptionsDialog = ({ peer, options, onChoose, onClose }: OptionsProps) => (
  <Dialog title={t('options')} kind="menu" onClose={onClose}>
    {options.map((option) => (
      <button
        key={option}
        type="button"
        class={`choice${option === 'end' ? ' danger' : ''}`}
        onClick={() => onChoose(option)}
      >
        <Icon name={ICONS[option]} />
        {t(TEXTS[option], { name: peer })}
      </button>
    ))}
  </Dialog>
);
