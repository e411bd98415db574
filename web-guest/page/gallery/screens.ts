import type { VNode } from 'preact';

/** A screen, or what makes one; and what happens on it before it is looked at. */
export interface Screen {
  show(): VNode;
  afterwards?(): Promise<void> | void;
}

export type Screens = Readonly<Record<string, Screen>>;
