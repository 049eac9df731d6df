/**
 * A file dropped where nobody takes it would replace the page in the window. Zones that take it have prevented the
 * default by the time the event reaches the window.
 */
export function keepDropsOut(target: Window): void {
  const refuse = (event: DragEvent) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
  };
  target.addEventListener('dragover', refuse);
  target.addEventListener('drop', refuse);
}
