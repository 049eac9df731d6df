import { apiEmitter } from './api.ts';

export type ThemeSource = 'system' | 'light' | 'dark';
const SOURCES: readonly string[] = ['system', 'light', 'dark'] satisfies ThemeSource[];

/** `nativeTheme`. A change reaches every page as `prefers-color-scheme` before `updated` is emitted. */
export class NativeTheme extends apiEmitter('nativeTheme', ['updated']) {
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly shouldDifferentiateWithoutColor = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  readonly #onChange: () => void;
  #source: ThemeSource = 'system';
  #system: 'light' | 'dark';

  constructor(system: 'light' | 'dark', onChange: () => void) {
    super();
    this.#system = system;
    this.#onChange = onChange;
  }

  get themeSource(): ThemeSource {
    return this.#source;
  }

  set themeSource(source: ThemeSource) {
    if (!SOURCES.includes(source)) throw new TypeError(`Invalid themeSource '${String(source)}'`);
    if (source === this.#source) return;
    this.#source = source;
    this.#changed();
  }

  /** Not Electron's: what the desktop is set to. A test sets it as a person would change their desktop. */
  get systemTheme(): 'light' | 'dark' {
    return this.#system;
  }

  set systemTheme(system: 'light' | 'dark') {
    if (system === this.#system) return;
    this.#system = system;
    if (this.#source === 'system') this.#changed();
  }

  get shouldUseDarkColors(): boolean {
    return (this.#source === 'system' ? this.#system : this.#source) === 'dark';
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.#system === 'dark';
  }

  #changed(): void {
    this.#onChange();
    this.emit('updated');
  }
}
