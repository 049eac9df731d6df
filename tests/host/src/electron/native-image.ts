import { readFileSync } from 'node:fs';
import { guarded, notImplemented, refuseSurplus, strict } from '../page/guard.ts';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Width and height stand in the first chunk, IHDR (https://www.w3.org/TR/png-3/#11IHDR). */
const PNG_WIDTH_AT = 16;
const PNG_HEIGHT_AT = 20;

/** A picture as Electron hands it around: PNG only, and unchanged. */
export class NativeImage {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    if (bytes.length > 0 && !bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) {
      notImplemented('a nativeImage of another format than PNG');
    }
    this.#bytes = bytes;
  }

  isEmpty(): boolean {
    return this.#bytes.length === 0;
  }

  toPNG(...surplus: unknown[]): Buffer {
    refuseSurplus('nativeImage.toPNG', surplus);
    return Buffer.from(this.#bytes);
  }

  toDataURL(...surplus: unknown[]): string {
    refuseSurplus('nativeImage.toDataURL', surplus);
    return `data:image/png;base64,${this.#bytes.toString('base64')}`;
  }

  getSize(...surplus: unknown[]): { width: number; height: number } {
    refuseSurplus('nativeImage.getSize', surplus);
    if (this.isEmpty()) return { width: 0, height: 0 };
    return { width: this.#bytes.readUInt32BE(PNG_WIDTH_AT), height: this.#bytes.readUInt32BE(PNG_HEIGHT_AT) };
  }

  getAspectRatio(...surplus: unknown[]): number {
    const { width, height } = this.getSize(...surplus);
    return height === 0 ? 1 : width / height;
  }
}
Object.setPrototypeOf(NativeImage.prototype, guarded('nativeImage', Object.prototype));

/** The module `nativeImage`. */
export function createNativeImageModule(): object {
  return strict('nativeImage', {
    createEmpty: () => new NativeImage(Buffer.alloc(0)),
    createFromBuffer(bytes: Buffer, ...surplus: unknown[]): NativeImage {
      refuseSurplus('nativeImage.createFromBuffer', surplus);
      return new NativeImage(bytes);
    },
    createFromPath: (path: string) => new NativeImage(readFileSync(path)),
    createFromDataURL(url: string): NativeImage {
      const [, data] = /^data:image\/png;base64,(.*)$/s.exec(url) ?? [];
      return data === undefined
        ? notImplemented('this nativeImage.createFromDataURL')
        : new NativeImage(Buffer.from(data, 'base64'));
    },
  });
}
