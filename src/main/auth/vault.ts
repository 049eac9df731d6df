import { join } from 'node:path';
import { safeStorage } from 'electron';
import { readFileIfThere, removeFile, writeFileAtomically } from '../lib/atomic-file.ts';

/** Secrets by name. `persistent` false: the system has no keyring, so they are forgotten when Lectern ends. */
export interface Vault {
  readonly persistent: boolean;
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Linux without a keyring "encrypts" with a fixed password: never good enough for a secret on disk. */
async function isKeyringGood(allowPlain: boolean): Promise<boolean> {
  if (process.platform === 'linux' && allowPlain) safeStorage.setUsePlainTextEncryption(true);
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  if (process.platform !== 'linux' || allowPlain) return true;
  return safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function createMemoryVault(): Vault {
  const values = new Map<string, string>();
  return {
    persistent: false,
    read: async (name) => values.get(name) ?? null,
    write: async (name, value) => void values.set(name, value),
    remove: async (name) => void values.delete(name),
  };
}

/** Each secret in a file of its own, encrypted by the system's keyring (safeStorage's async API). */
function createFileVault(folder: string, onUnreadable: (name: string, error: unknown) => void): Vault {
  const file = (name: string): string => join(folder, `${name.replaceAll(/[^\w-]/g, '_')}.bin`);
  return {
    persistent: true,
    async read(name) {
      const encrypted = readFileIfThere(file(name));
      if (!encrypted) return null;
      // A keyring that was reset cannot read what the old one wrote: that is "no secret", and the user enters it again.
      try {
        return (await safeStorage.decryptStringAsync(encrypted)).result;
      } catch (error) {
        onUnreadable(name, error);
        return null;
      }
    },
    async write(name, value) {
      writeFileAtomically(file(name), await safeStorage.encryptStringAsync(value));
    },
    async remove(name) {
      removeFile(file(name));
    },
  };
}

export interface VaultOptions {
  readonly allowPlain: boolean;
  /** Told of a secret that is there and cannot be read any more. */
  readonly onUnreadable: (name: string, error: unknown) => void;
}

/** Call after the app is ready. */
export async function openVault(folder: string, { allowPlain, onUnreadable }: VaultOptions): Promise<Vault> {
  return (await isKeyringGood(allowPlain)) ? createFileVault(folder, onUnreadable) : createMemoryVault();
}
