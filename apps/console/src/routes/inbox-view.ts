import { ThreadView } from '#libs/contracts';

const key = 'shiftline.view';

/** The view an agent last worked in; everything for somebody new, so that nothing hides. */
export const usualView = (): ThreadView => ThreadView.safeParse(localStorage.getItem(key)).data ?? 'all';
export const rememberView = (view: ThreadView): void => localStorage.setItem(key, view);
