/** Whose page it is: some words differ. */
export type Side = 'guest' | 'member';
