import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strict } from '../page/guard.ts';

/** What safeStorage depends on. */
export interface SafeStorageDeps {
  userData(): string;
  isReady(): boolean;
  /** The value of `--password-store`; `basic` stands for a desktop without a key store. */
  passwordStore(): string;
}

const KEY_FILE = 'chromium-host.key';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX = Buffer.from('hst1');
const CIPHER = 'aes-256-gcm';

const BACKENDS: Record<string, string> = {
  basic: 'basic_text',
  'gnome-libsecret': 'gnome_libsecret',
  kwallet: 'kwallet',
  kwallet5: 'kwallet5',
  kwallet6: 'kwallet6',
};

/** A random key per profile, in a file that only its owner may read, stands in for the key store of the system. */
function readKey(directory: string): Buffer {
  const file = join(directory, KEY_FILE);
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(directory, { recursive: true });
  const key = randomBytes(KEY_BYTES);
  writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
  return key;
}

function encrypt(text: string, key: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  return Buffer.concat([PREFIX, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(encrypted: Buffer, key: Buffer): string {
  const start = PREFIX.length + NONCE_BYTES;
  if (!encrypted.subarray(0, PREFIX.length).equals(PREFIX)) throw new Error('the ciphertext has another format');
  const decipher = createDecipheriv(CIPHER, key, encrypted.subarray(PREFIX.length, start));
  decipher.setAuthTag(encrypted.subarray(-TAG_BYTES));
  return decipher.update(encrypted.subarray(start, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

/** Electron's safeStorage, the synchronous API that leaves with Electron 46 and the asynchronous one that stays. */
export function createSafeStorage(deps: SafeStorageDeps): object {
  let isPlainTextAllowed = false;
  const backend = () => BACKENDS[deps.passwordStore()] ?? 'gnome_libsecret';
  const isAvailable = () => deps.isReady() && (backend() !== 'basic_text' || isPlainTextAllowed);
  const withKey = <T>(verb: string, name: string, work: (key: Buffer) => T): T => {
    const failed = `Error while ${verb} the ${verb === 'encrypting' ? 'text' : 'ciphertext'} provided to safeStorage.${name}.`;
    if (!isAvailable()) throw new Error(`${failed} Encryption is not available.`);
    try {
      return work(readKey(deps.userData()));
    } catch (error) {
      throw new Error(failed, { cause: error });
    }
  };
  const encryptWith = (name: string, text: string) => withKey('encrypting', name, (key) => encrypt(text, key));
  const decryptWith = (name: string, data: Uint8Array) =>
    withKey('decrypting', name, (key) => decrypt(Buffer.from(data), key));
  return strict('safeStorage', {
    isEncryptionAvailable: isAvailable,
    encryptString: (text: string) => encryptWith('encryptString', text),
    decryptString: (data: Uint8Array) => decryptWith('decryptString', data),
    isAsyncEncryptionAvailable: async () => isAvailable(),
    encryptStringAsync: async (text: string) => encryptWith('encryptStringAsync', text),
    decryptStringAsync: async (data: Uint8Array) => ({
      shouldReEncrypt: false,
      result: decryptWith('decryptStringAsync', data),
    }),
    getSelectedStorageBackend: () => (deps.isReady() ? backend() : 'unknown'),
    setUsePlainTextEncryption(isAllowed: boolean): void {
      isPlainTextAllowed = isAllowed;
    },
  });
}
