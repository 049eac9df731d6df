import type { CdpSession } from '../cdp/session.ts';
import type { EditCommand } from '../electron/menu-roles.ts';
import { NativeImage } from '../electron/native-image.ts';

/** The size of a page's window, without its frame. */
export interface ContentSize {
  width: number;
  height: number;
}

/** How a page looks: zoom, theme, background. What is set before the page exists is applied when it does. */
export class Appearance {
  readonly #session: () => Promise<CdpSession>;
  readonly #size: () => ContentSize;
  #zoomFactor = 1;

  constructor(session: () => Promise<CdpSession>, size: () => ContentSize) {
    this.#session = session;
    this.#size = size;
  }

  get zoomFactor(): number {
    return this.#zoomFactor;
  }

  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new TypeError("'zoomFactor' must be a double greater than 0.0");
    this.#zoomFactor = factor;
    this.applyZoom();
  }

  /** Zoom is fewer and larger CSS pixels in the same window, so it follows the window's size. */
  applyZoom(): void {
    const { width, height } = this.#size();
    const factor = this.#zoomFactor;
    const metrics = { width: Math.round(width / factor), height: Math.round(height / factor), mobile: false };
    this.#post((session) => {
      if (factor === 1) session.post('Emulation.clearDeviceMetricsOverride');
      else session.post('Emulation.setDeviceMetricsOverride', { ...metrics, deviceScaleFactor: factor });
    });
  }

  /** What `prefers-color-scheme` answers. */
  setTheme(theme: 'light' | 'dark'): void {
    const features = [{ name: 'prefers-color-scheme', value: theme }];
    this.#post((session) => session.post('Emulation.setEmulatedMedia', { features }));
  }

  /** What shows before the page has painted: `#rrggbb`, as the window's option `backgroundColor` has it. */
  setBackground(color: string): void {
    const [, red, green, blue] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color) ?? [];
    if (red === undefined || green === undefined || blue === undefined) return; // names and alpha only show in Electron
    const value = { r: Number.parseInt(red, 16), g: Number.parseInt(green, 16), b: Number.parseInt(blue, 16), a: 1 };
    this.#post((session) => session.post('Emulation.setDefaultBackgroundColorOverride', { color: value }));
  }

  /** Does in the focused field what the key or menu item of that name does. */
  edit(command: EditCommand): void {
    this.#post((session) => session.post('Input.dispatchKeyEvent', { type: 'keyDown', commands: [command] }));
  }

  async capture(rectangle: { x: number; y: number; width: number; height: number } | undefined): Promise<NativeImage> {
    const session = await this.#session();
    const clip = rectangle ? { clip: { ...rectangle, scale: 1 } } : {};
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', ...clip });
    return new NativeImage(Buffer.from(data, 'base64'));
  }

  /** A page that never comes to be, or is gone, has no looks. */
  #post(work: (session: CdpSession) => void): void {
    this.#session().then(work, () => {});
  }
}
