import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

/** Something of the core with immutable snapshots: a chat, or a member's list of chats. */
export interface Source<State> {
  readonly state: State;
  subscribe(listener: () => void): () => void;
}

/** The newest snapshot of `source`; the component draws again with each new one. */
export function useSnapshot<State>(source: Source<State>): State {
  const snapshot = useSignal(source.state);
  useLayoutEffect(() => {
    const update = () => {
      snapshot.value = source.state;
    };
    update();
    return source.subscribe(update);
  }, [source, snapshot]);
  return snapshot.value;
}
