import type { Display, Point, Rectangle } from 'electron';
import { apiEmitter } from './api.ts';

const PANEL_HEIGHT = 32;

function createDisplay(): Display {
  const size = { width: 1920, height: 1080 };
  const workAreaSize = { width: size.width, height: size.height - PANEL_HEIGHT };
  return {
    id: 1,
    label: 'chromium-host',
    bounds: { x: 0, y: 0, ...size },
    workArea: { x: 0, y: PANEL_HEIGHT, ...workAreaSize },
    size,
    workAreaSize,
    scaleFactor: 1,
    rotation: 0,
    internal: false,
    detected: true,
    monochrome: false,
    colorDepth: 24,
    colorSpace: 'srgb',
    depthPerComponent: 8,
    displayFrequency: 60,
    accelerometerSupport: 'unavailable',
    touchSupport: 'unavailable',
    maximumCursorSize: { width: 64, height: 64 },
    nativeOrigin: { x: 0, y: 0 },
  };
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(width, 0) * Math.max(height, 0);
}

/** The distance of a point from a rectangle, 0 inside. */
function distance({ x, y }: Point, { bounds }: Display): number {
  const dx = Math.max(bounds.x - x, 0, x - (bounds.x + bounds.width));
  const dy = Math.max(bounds.y - y, 0, y - (bounds.y + bounds.height));
  return Math.hypot(dx, dy);
}

/** Electron's `screen`: one display with a panel at its top. A test may put others into `screen.displays`. */
export class Screen extends apiEmitter('screen', ['display-added', 'display-removed', 'display-metrics-changed']) {
  readonly displays: Display[] = [createDisplay()];

  getAllDisplays(): Display[] {
    return [...this.displays];
  }

  getPrimaryDisplay(): Display {
    return this.displays[0] ?? createDisplay();
  }

  getDisplayMatching(rectangle: Rectangle): Display {
    return this.#best((display) => overlap(rectangle, display.bounds));
  }

  getDisplayNearestPoint(point: Point): Display {
    return this.#best((display) => -distance(point, display));
  }

  getCursorScreenPoint(): Point {
    return { x: 0, y: 0 };
  }

  #best(score: (display: Display) => number): Display {
    const [best] = this.displays.toSorted((a, b) => score(b) - score(a));
    return best ?? this.getPrimaryDisplay();
  }
}
