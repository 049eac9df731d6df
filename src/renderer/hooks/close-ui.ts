import { create } from 'zustand';

interface CloseUi {
  /** The window is to be closed, and waits for what the page asks. */
  readonly isClosing: boolean;
}

const useCloseUi = create<CloseUi>(() => ({ isClosing: false }));

export const useIsClosing = (): boolean => useCloseUi((ui) => ui.isClosing);
export const setClosing = (isClosing: boolean): void => useCloseUi.setState({ isClosing });
