import { decodeTable } from './wire-decode.ts';
import { encodeTable } from './wire-encode.ts';
import { plainJson } from './plain-json.ts';

/** How bytes become text; Node and the page have different means. `fromBase64` answers bytes with a buffer of their own. */
export interface Base64 {
  encode: (bytes: Uint8Array) => string;
  decode: (text: string) => Uint8Array<ArrayBuffer>;
}

/** Structured-clone values as text, and back. */
export interface Wire {
  /** Throws Electron's "An object could not be cloned." for functions, symbols, DOM nodes and the like. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

function cloned(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    throw new Error('An object could not be cloned.'); // Electron's words, in both processes
  }
}

/**
 * The wire between main and preload; the same code runs in both. `J` + JSON for what JSON carries without loss, else `T` +
 * a table that keeps identity, cycles and types. Values are cloned first, so that whatever the structured clone algorithm
 * refuses is refused here, and instances of classes lose their prototype as they do in Electron.
 */
export function createWire(base64: Base64): Wire {
  return {
    encode(value) {
      const json = plainJson(value);
      return json === undefined ? `T${JSON.stringify(encodeTable(cloned(value), base64.encode))}` : `J${json}`;
    },
    decode(text) {
      const body: unknown = JSON.parse(text.slice(1));
      return text.startsWith('J') ? body : decodeTable(body as [unknown, unknown[][]], base64.decode);
    },
  };
}
