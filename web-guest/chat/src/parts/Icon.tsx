/** Stroked line icons on a 24 × 24 grid, one path each. Beside a text or inside a labelled button, or with a label. */
const PATHS = {
  back: 'm15 5-7 7 7 7',
  down: 'm6 9 6 6 6-6',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  more: 'M12 5h.01M12 12h.01M12 19h.01',
  phone: 'M7 3h10v18H7zM11 18h2',
  send: 'M12 19V5M5.5 11.5 12 5l6.5 6.5',
  shield: 'M12 3 5 6v5c0 4.5 3 8 7 10 4-2 7-5.5 7-10V6zM9 12l2 2 4-4',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  warning: 'M12 4 2.5 20h19zM12 10v4M12 17h.01',
  close: 'M6 6l12 12M18 6 6 18',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4',
  check: 'm5 13 4 4L19 7',
  clock: 'M12 4a8 8 0 1 0 .01 0M12 8v4l3 2',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  share: 'M12 15V4M8 7.5 12 4l4 3.5M6 12v8h12v-8',
  globe: 'M12 3a9 9 0 1 0 .01 0M3 12h18M12 3c-6 6-6 12 0 18M12 3c6 6 6 12 0 18',
  lines: 'M5 6h14M5 12h14M5 18h9',
  reply: 'M9 14 4 9l5-5M4 9h9a7 7 0 0 1 7 7v3',
  pencil: 'm4 20 1-4L16 5l3 3L8 19zM14 7l3 3',
  plus: 'M12 5v14M5 12h14',
  up: 'm6 15 6-6 6 6',
  search: 'M11 4a7 7 0 1 0 .01 0M16 16l4.5 4.5',
  download: 'M12 4v11M7.5 11 12 15.5l4.5-4.5M5 20h14',
  block: 'M12 4a8 8 0 1 0 .01 0M6.4 6.4l11.2 11.2',
  renew: 'M20 12a8 8 0 1 1-2.5-5.8M20 4v5h-5',
} as const;

export type IconName = keyof typeof PATHS;

export interface IconProps {
  readonly name: IconName;
  /** For one that stands alone: what it says. */
  readonly label?: string;
}

export const Icon = ({ name, label }: IconProps) => (
  <svg class={`icon icon-${name}`} viewBox="0 0 24 24" role="img" aria-label={label} aria-hidden={!label}>
    <path d={PATHS[name]} />
  </svg>
);
